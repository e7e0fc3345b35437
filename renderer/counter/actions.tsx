import type { Desk } from './desk.ts';
import type { Order } from './orders.ts';
import { useText } from './use-text.ts';

interface ActionsProps {
  readonly desk: Desk;
  readonly busy: Order | undefined;
  readonly give: (order: Order) => void;
}

const aboutTheTicket = [
  { order: 'recall', testId: 'recall', key: 'R' },
  { order: 'miss', testId: 'miss', key: 'N' },
  { order: 'finish', testId: 'finish', key: 'F' },
] as const;

/** The orders, each with its key. */
export function Actions({ desk, busy, give }: ActionsProps) {
  const { t } = useText();
  return (
    <div className="actions">
      <button
        type="button"
        className="order main"
        data-testid="call-next"
        aria-disabled={busy !== undefined}
        aria-busy={busy === 'callNext'}
        onClick={() => give('callNext')}
      >
        {t(desk.inHand ? 'counter.actions.finishAndCallNext' : 'counter.actions.callNext')}
        <kbd>Space</kbd>
      </button>
      {aboutTheTicket.map(({ order, testId, key }) => (
        <button
          key={order}
          type="button"
          className="order"
          data-testid={testId}
          aria-disabled={busy !== undefined || !desk.inHand}
          aria-busy={busy === order}
          onClick={() => give(order)}
        >
          {t(`counter.actions.${order}`)}
          <kbd>{key}</kbd>
        </button>
      ))}
    </div>
  );
}
