import type { Turn } from '../../../core/queue/turn.ts';
import type { SiteOnScreen } from '../../shared/use-site.ts';
import type { Order } from '../orders.ts';
import { useText } from '../use-text.ts';
import { Dialog } from './dialog.tsx';
import { Pick } from './pick.tsx';

interface EndProps {
  readonly turn: Turn;
  readonly site: SiteOnScreen;
  readonly give: (order: Order) => void;
  readonly close: () => void;
}

/** How the turn in hand ends: one of the site's results, none, or as if it had never been. */
export function EndDialog({ turn, site, give, close }: EndProps) {
  const { t, say } = useText();
  const { ticketId } = turn;
  return (
    <Dialog
      name="end"
      title={t('counter.end.title', { number: turn.number })}
      hint={t('counter.dialog.pick')}
      close={close}
    >
      <div className="picks">
        {site.queue.results.slice(0, 9).map(({ id, name }, index) => (
          <Pick key={id} byKey={index + 1} onPick={() => give({ name: 'finish', ticketId, result: id })}>
            {say(name)}
          </Pick>
        ))}
        <Pick byKey="F" onPick={() => give({ name: 'finish', ticketId })}>
          {t('counter.end.plain')}
        </Pick>
        <Pick byKey={0} onPick={() => give({ name: 'cancel', ticketId })}>
          {t('counter.end.cancel')}
        </Pick>
      </div>
    </Dialog>
  );
}
