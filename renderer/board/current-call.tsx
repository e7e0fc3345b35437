import type { QueuedTicket } from '../../core/contract/hub.ts';
import { Icon } from '../shared/icons.tsx';
import { charsOf, QueueNumber } from '../shared/queue-number.tsx';
import { t } from './board-text.ts';
import './current-call.css';

interface CurrentCallProps {
  readonly ticket: QueuedTicket | undefined;
  readonly counter: string;
  /** Changes with every call, and so starts the card's motion again. */
  readonly call: number | undefined;
}

export function CurrentCall({ ticket, counter, call }: CurrentCallProps) {
  if (!ticket)
    return (
      <main className="now tiles">
        <div className="calm">
          <h2>{t('board.calm')}</h2>
          <p>{t('board.calmHint')}</p>
        </div>
      </main>
    );
  return (
    <main className="now tiles" aria-live="polite">
      <div key={call ?? 'still'} className={call === undefined ? 'call' : 'call fresh'}>
        <h2>{t(ticket.calls > 1 ? 'board.recall' : 'board.call')}</h2>
        <QueueNumber number={ticket.number} testId="current-number" />
        <p className="to" data-testid="current-counter" style={charsOf(counter)}>
          <Icon name="go" />
          <span>{counter}</span>
        </p>
      </div>
    </main>
  );
}
