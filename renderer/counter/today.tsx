import { useMemo } from 'react';
import type { QueueState } from '../shared/queue-state.ts';
import type { CounterOnScreen, SiteOnScreen } from '../shared/use-site.ts';
import { type Desk, type HourOfWaiting, waitingByHour } from './desk.ts';
import { serviceName } from './names.ts';
import { clockTime } from './times.ts';
import { useText } from './use-text.ts';
import './today.css';

interface TodayProps {
  readonly desk: Desk;
  readonly tickets: QueueState['tickets'];
  readonly site: SiteOnScreen;
  readonly counter: CounterOnScreen;
}

const FINISHED_SHOWN = 4;
const HOURS_SHOWN = 6;

/** What this counter has done last, and how long people have waited for its services. */
export function Today({ desk, tickets, site, counter }: TodayProps) {
  const { t, say } = useText();
  const hours = useMemo(() => {
    const served = [...tickets.values()].filter(({ service }) => counter.services.includes(service));
    return waitingByHour(served, site.timeZone, HOURS_SHOWN);
  }, [tickets, site, counter]);
  return (
    <div className="today">
      <section className="panel">
        <h2>{t('counter.today.finished')}</h2>
        {desk.finished.length === 0 && <p className="none">{t('counter.today.nothing')}</p>}
        <ul>
          {desk.finished.slice(0, FINISHED_SHOWN).map((ticket) => (
            <li key={ticket.id}>
              <b className="fig">{ticket.number}</b>
              <span>{serviceName(site, ticket.service, say)}</span>
              <em className="fig">{clockTime(ticket.calledAt ?? ticket.issuedAt, site.timeZone)}</em>
            </li>
          ))}
        </ul>
      </section>
      <section className="panel">
        <h2>{t('counter.today.waits')}</h2>
        {hours.length === 0 ? <p className="none">{t('counter.today.nothing')}</p> : <Bars hours={hours} />}
      </section>
    </div>
  );
}

const [BAR, STEP, TALLEST, FLOOR] = [44, 58, 108, 130];

function Bars({ hours }: { hours: readonly HourOfWaiting[] }) {
  const most = Math.max(1, ...hours.map(({ minutes }) => minutes));
  return (
    <svg className="bars" viewBox={`0 0 ${STEP * HOURS_SHOWN} 150`} aria-hidden="true">
      {hours.map(({ hour, minutes }, index) => {
        const height = Math.max(3, (TALLEST * minutes) / most);
        const middle = index * STEP + BAR / 2;
        return (
          <g key={hour} className={index === hours.length - 1 ? 'latest' : undefined}>
            <rect x={index * STEP} y={FLOOR - height} width={BAR} height={height} rx={Math.min(6, height / 2)} />
            <text x={middle} y={FLOOR - height - 5} className="value">
              {minutes}
            </text>
            <text x={middle} y="147">
              {String(hour).padStart(2, '0')}
            </text>
          </g>
        );
      })}
    </svg>
  );
}
