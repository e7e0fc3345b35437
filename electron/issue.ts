import { randomUUID } from 'node:crypto';
import { reservation } from '../core/contract/hub.ts';
import type { Fault } from '../core/faults.ts';
import type { IssueRequest } from '../core/ports.ts';
import { fail, ok, type Result } from '../core/result.ts';
import type { KioskSettings, Service, Site } from '../core/settings.ts';
import { businessDay, type Ticket } from '../core/ticket.ts';
import { isAlreadyThere, isDiskRefusal } from './store/open.ts';
import type { NewTicket } from './store/tickets.ts';
import type { HubClient } from './sync/hub-client.ts';

/** The citizen waits no longer for the hub; after this the kiosk numbers from its own series. */
const HUB_WITHIN_MS = 700;

interface Parts {
  readonly site: Site;
  readonly kiosk: KioskSettings;
  readonly hub: HubClient;
  readonly tickets: { issue(asked: NewTicket): Ticket };
  readonly now: () => Date;
}

/** Gives a number, from the hub or from the kiosk's own series, and commits everything that it owes. */
export function issueWith({ site, kiosk, hub, tickets, now }: Parts) {
  return async (request: IssueRequest): Promise<Result<Ticket, Fault>> => {
    const service = site.services.find(({ id }) => id === request.service);
    if (!service) return fail('service-closed');
    const number = await reserve(request, service);
    try {
      return ok(commit(request, service, number));
    } catch (error) {
      if (isDiskRefusal(error)) return fail('store-full');
      throw error;
    }
  };

  /** A hub that was set up anew may give a number that is printed already; the kiosk's own series cannot meet any. */
  function commit(request: IssueRequest, service: Service, number: NewTicket['number']): Ticket {
    const asked = { ...request, id: randomUUID(), issuedAt: now().toISOString() };
    try {
      return tickets.issue({ ...asked, number });
    } catch (error) {
      if (number.issuer !== 'hub' || !isAlreadyThere(error)) throw error;
      return tickets.issue({ ...asked, number: ownSeries(service) });
    }
  }

  function ownSeries(service: Service): NewTicket['number'] {
    const day = businessDay(now(), site.timeZone, site.dayStartsAtHour);
    return { issuer: 'kiosk', day, series: service.letter + kiosk.letter };
  }

  /** An unreachable hub is no fault of the citizen's: any failure here gives the kiosk's own series. */
  async function reserve({ visitId }: IssueRequest, service: Service): Promise<NewTicket['number']> {
    try {
      const signal = AbortSignal.timeout(HUB_WITHIN_MS);
      const number = await hub.reserve({ visitId, service: service.id }, { signal });
      return { ...reservation.parse(number), issuer: 'hub' };
    } catch {
      return ownSeries(service);
    }
  }
}
