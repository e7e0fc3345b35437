import type { CounterOnScreen, SiteOnScreen } from '../../shared/use-site.ts';
import type { Order } from '../orders.ts';
import { useText } from '../use-text.ts';
import { Dialog } from './dialog.tsx';
import { Pick } from './pick.tsx';

interface PauseProps {
  readonly site: SiteOnScreen;
  readonly counter: CounterOnScreen;
  readonly give: (order: Order) => void;
  readonly close: () => void;
}

export function PauseDialog({ site, counter, give, close }: PauseProps) {
  const { t, say } = useText();
  return (
    <Dialog
      name="pause"
      title={t('counter.pause.title')}
      hint={t('counter.pause.hint', { counter: say(counter.name) })}
      close={close}
    >
      <div className="picks">
        {site.queue.pauses.slice(0, 9).map(({ id, name }, index) => (
          <Pick key={id} byKey={index + 1} onPick={() => give({ name: 'setState', state: 'paused', reason: id })}>
            {say(name)}
          </Pick>
        ))}
        <Pick byKey={0} onPick={() => give({ name: 'setState', state: 'closed' })}>
          {t('counter.pause.close')}
        </Pick>
      </div>
    </Dialog>
  );
}
