import type { Screen } from '../../core/contract/kiosk.ts';
import { minutesOf } from '../../core/ticket.ts';
import { Icon } from '../shared/icons.tsx';
import { Marked } from '../text/marked.tsx';
import { useKiosk } from './use-kiosk.ts';
import './ticket-slip.css';

type Ticket = Extract<Screen, { at: 'done' }>['ticket'];

/** The number as the paper says it, coming out of a slot. */
export function TicketSlip({ ticket, isPrinting }: { readonly ticket: Ticket; readonly isPrinting?: boolean }) {
  const { site, say, t } = useKiosk();
  const service = site.services.find(({ id }) => id === ticket.service);
  const label = service ? t('kiosk.done.labelWithService', { service: say(service.name) }) : t('kiosk.done.label');
  return (
    <div className="slot">
      <div className={isPrinting ? 'slip is-printing' : 'slip'}>
        <p className="slip-label">{label}</p>
        <QueueNumber number={ticket.number} />
        {service && <Place place={say(service.place)} />}
        <Waiting ahead={ticket.ahead} wait={isPrinting ? undefined : ticket.wait} />
      </div>
    </div>
  );
}

/** "Phía trước còn 5 người, chờ khoảng 20–35 phút", as far as it is known. */
function Waiting({ ahead, wait }: Pick<Ticket, 'ahead' | 'wait'>) {
  const { t } = useKiosk();
  if (ahead === undefined) return null;
  return (
    <div className="waiting">
      <div>
        <span>{t('kiosk.done.ahead')}</span>
        <p>
          <Marked text={t('kiosk.done.people', { ahead })} />
        </p>
      </div>
      {wait && (
        <div>
          <span>{t(wait.fromMinutes === 0 ? 'kiosk.done.waitUnder' : 'kiosk.done.waitAbout')}</span>
          <p>
            <Marked text={t('kiosk.done.minutes', { minutes: minutesOf(wait) })} />
          </p>
        </div>
      )}
    </div>
  );
}

function QueueNumber({ number }: { readonly number: string }) {
  const series = number.replace(/\d+$/, '');
  return (
    <p className="queue-number" data-length={number.length} data-testid="number">
      <i>{series}</i>
      {number.slice(series.length)}
    </p>
  );
}

/** "Quầy 3 · tầng 1": the counter first, the rest smaller. */
function Place({ place }: { readonly place: string }) {
  const [first, ...rest] = place.split(' · ');
  return (
    <p className="place">
      <Icon name="go" />
      <b>{first}</b>
      {rest.length > 0 && <span>{rest.join(' · ')}</span>}
    </p>
  );
}
