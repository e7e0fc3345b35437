import type { Turn } from '../../../core/queue/turn.ts';
import type { SiteOnScreen } from '../../shared/use-site.ts';
import { className } from '../names.ts';
import type { Order } from '../orders.ts';
import { useText } from '../use-text.ts';
import { Dialog } from './dialog.tsx';
import { Pick } from './pick.tsx';

interface VerifyProps {
  readonly turn: Turn;
  readonly site: SiteOnScreen;
  readonly give: (order: Order) => void;
  readonly close: () => void;
}

/** Whether what the citizen declared at the kiosk holds. */
export function VerifyDialog({ turn, site, give, close }: VerifyProps) {
  const { t, say } = useText();
  const answer = (holds: boolean) => give({ name: 'verify', ticketId: turn.ticketId, holds });
  const priority = className(site, turn.priority?.class ?? '', say);
  return (
    <Dialog
      name="verify"
      title={t('counter.verify.title', { class: priority })}
      hint={t('counter.dialog.pick')}
      close={close}
    >
      <div className="picks">
        <Pick byKey={1} onPick={() => answer(true)}>
          {t('counter.verify.holds')}
        </Pick>
        <Pick byKey={2} onPick={() => answer(false)}>
          {t('counter.verify.fails')}
        </Pick>
      </div>
    </Dialog>
  );
}
