import type { Screen } from '../../core/contract/kiosk.ts';
import { Icon } from '../shared/icons.tsx';
import { Marked } from '../text/marked.tsx';
import type { Text } from '../text/text.ts';
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
        {ticket.ahead !== undefined && (
          <div className="ahead">
            <span>{t('kiosk.done.ahead')}</span>
            <p>
              <Marked text={t('kiosk.done.people', { ahead: ticket.ahead })} />
            </p>
          </div>
        )}
        {ticket.wait && (
          <div className="wait">
            <span>{t('kiosk.done.wait')}</span>
            <p>
              <Marked text={waitWords(ticket.wait, t)} />
            </p>
          </div>
        )}
      </div>
    </div>
  );
}

/** "khoảng 20–35 phút"; a wait that may be none has no lower end. */
function waitWords({ fromMinutes, toMinutes }: NonNullable<Ticket['wait']>, t: Text): string {
  if (fromMinutes === 0) return t('kiosk.done.waitUnder', { minutes: Math.max(5, toMinutes) });
  const minutes = fromMinutes === toMinutes ? toMinutes : `${fromMinutes}–${toMinutes}`;
  return t('kiosk.done.waitAbout', { minutes });
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
