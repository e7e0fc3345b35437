import type { QueuedTicket } from '../../core/contract/hub.ts';
import { charsOf, QueueNumber } from '../shared/queue-number.tsx';
import { t } from './board-text.ts';
import type { headCounters } from './board-view.ts';
import './call-rows.css';

interface CallRowsProps {
  readonly rows: readonly QueuedTicket[];
  readonly nameOf: (counter: string | undefined) => string;
  readonly naming: ReturnType<typeof headCounters>;
}

/** The last calls before the one on the large card. */
export function CallRows({ rows, nameOf, naming }: CallRowsProps) {
  return (
    <section className="rows">
      <h2>
        <span>{t('board.justCalled')}</span>
        <span>{naming.head ?? t('board.place')}</span>
      </h2>
      <ol>
        {rows.map(({ id, number, counter }) => {
          const place = naming.short(nameOf(counter));
          return (
            <li key={id} data-testid="call-row">
              <QueueNumber number={number} />
              <b style={charsOf(place)}>{place}</b>
            </li>
          );
        })}
      </ol>
    </section>
  );
}
