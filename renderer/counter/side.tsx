import type { QueuedTicket } from '../../core/contract/hub.ts';
import type { CounterOnScreen, SiteOnScreen } from '../shared/use-site.ts';
import { type Desk, minutesBetween } from './desk.ts';
import { seriesNames, serviceName } from './names.ts';
import { useText } from './use-text.ts';
import './side.css';

interface SideProps {
  readonly desk: Desk;
  readonly site: SiteOnScreen;
  readonly counter: CounterOnScreen;
  readonly now: number;
  readonly bringBack: (ticketId: string) => void;
}

export function Side({ desk, site, counter, now, bringBack }: SideProps) {
  const { t, say } = useText();
  const [oldest] = desk.waiting;
  const figures = [
    { id: 'waiting', value: desk.waiting.length },
    { id: 'longest', value: oldest ? minutes(oldest, now) : '–' },
    { id: 'finished', value: desk.finished.length },
  ] as const;
  return (
    <aside className="side">
      <dl className="card figures">
        {figures.map(({ id, value }) => (
          <div key={id}>
            <dd className="fig" data-testid={`count-${id}`}>
              {value}
            </dd>
            <dt>{t(`counter.figures.${id}`)}</dt>
          </div>
        ))}
      </dl>
      <section className="card list waiting">
        <h2>
          {t('counter.side.waiting')}
          <span>{seriesNames(site, counter.services, say)}</span>
        </h2>
        {!oldest && <p className="none">{t('counter.side.nobody')}</p>}
        <ol>
          {desk.waiting.map((ticket) => (
            <li key={ticket.id} data-testid="waiting-row">
              <b className="fig">{ticket.number}</b>
              <span>{serviceName(site, ticket.service, say)}</span>
              <em className="fig">{minutes(ticket, now)}</em>
            </li>
          ))}
        </ol>
      </section>
      {desk.missed.length > 0 && (
        <section className="card list missed">
          <h2>
            {t('counter.side.missed')}
            <span>{t(desk.inHand ? 'counter.side.missedBusy' : 'counter.side.missedFree')}</span>
          </h2>
          <ol>
            {desk.missed.map((ticket) => (
              <li key={ticket.id} data-testid="missed-row">
                <b className="fig">{ticket.number}</b>
                <span>{serviceName(site, ticket.service, say)}</span>
                {desk.inHand ? (
                  <em className="fig">{t('counter.times', { n: ticket.calls })}</em>
                ) : (
                  <button type="button" data-testid="bring-back" onClick={() => bringBack(ticket.id)}>
                    {t('counter.side.bringBack')}
                  </button>
                )}
              </li>
            ))}
          </ol>
        </section>
      )}
    </aside>
  );
}

const minutes = (ticket: QueuedTicket, now: number): string => `${minutesBetween(ticket.issuedAt, now)}’`;
