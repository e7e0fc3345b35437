import { randomUUID } from 'node:crypto';
import { reservation } from '../core/contract/hub.ts';
import type { Person } from '../core/person.ts';
import type { IssueRequest } from '../core/ports.ts';
import { priorityByAge } from '../core/priority.ts';
import { mayTake } from '../core/queue/opening.ts';
import { fail, ok, type Result } from '../core/result.ts';
import type { KioskSettings, Service, Site } from '../core/settings.ts';
import { businessDay, type NoTicket, type Ticket } from '../core/ticket.ts';
import { noTicket, refusalIn } from './no-ticket.ts';
import type { Holder } from './store/holders.ts';
import { isAlreadyThere, isDiskRefusal } from './store/open.ts';
import type { NewTicket } from './store/tickets.ts';
import type { HubClient } from './sync/hub-client.ts';

/** The citizen waits no longer for the hub; after this the kiosk numbers from its own series. */
const HUB_WITHIN_MS = 700;

interface Parts {
  readonly site: Site;
  readonly kiosk: KioskSettings;
  readonly hub: Pick<HubClient, 'reserve'>;
  readonly tickets: { issue(asked: NewTicket): Ticket };
  readonly now: () => Date;
}

/** Gives a number, from the hub or from the kiosk's own series, and commits everything that it owes. */
export function issueWith({ site, kiosk, hub, tickets, now }: Parts) {
  return async (request: IssueRequest): Promise<Result<Ticket, NoTicket>> => {
    const service = site.services.find(({ id }) => id === request.service);
    if (!service) return fail({ why: 'service-closed' });
    const number = await reserve(request, service);
    if (!number.ok) return number;
    try {
      return ok(commit(request, service, number.value));
    } catch (error) {
      if (isDiskRefusal(error)) return fail({ why: 'store-full' });
      throw error;
    }
  };

  /** A hub that was set up anew may give a number that is printed already; the kiosk's own series cannot meet any. */
  function commit(request: IssueRequest, service: Service, number: NewTicket['number']): Ticket {
    const asked = newTicket(request);
    try {
      return tickets.issue({ ...asked, number });
    } catch (error) {
      if (number.issuer !== 'hub' || !isAlreadyThere(error)) throw error;
      return tickets.issue({ ...asked, number: ownSeries(service) });
    }
  }

  /** Here the citizen ends: what is kept is a class, and who holds the ticket where the site lets the counter see it. */
  function newTicket({ citizen, ...request }: IssueRequest): Omit<NewTicket, 'number'> {
    const at = now();
    const today = businessDay(at, site.timeZone, 0);
    return {
      ...request,
      id: randomUUID(),
      issuedAt: at.toISOString(),
      priority: citizen && priorityByAge(citizen, request.service, site.queue.classes, today),
      holder: citizen && site.counterSeesHolder ? holderOf(citizen.person) : undefined,
    };
  }

  function ownSeries(service: Service): NewTicket['number'] {
    const day = businessDay(now(), site.timeZone, site.dayStartsAtHour);
    return { issuer: 'kiosk', day, series: service.letter + kiosk.letter };
  }

  /** An unreachable hub is no fault of the citizen's: any failure but its refusal gives the kiosk's own series. */
  async function reserve({ visitId }: IssueRequest, service: Service): Promise<Result<NewTicket['number'], NoTicket>> {
    try {
      const signal = AbortSignal.timeout(HUB_WITHIN_MS);
      const number = await hub.reserve({ visitId, service: service.id }, { signal });
      return ok({ ...reservation.parse(number), issuer: 'hub' });
    } catch (error) {
      const refusal = refusalIn(error);
      return refusal ? fail(refusal) : numberAlone(service);
    }
  }

  /** How many numbers were given today only the hub knows, so the kiosk keeps to the hours alone. */
  function numberAlone(service: Service): Result<NewTicket['number'], NoTicket> {
    const isOpen = mayTake(site, service, now(), 0);
    return isOpen.ok ? ok(ownSeries(service)) : fail(noTicket(isOpen.fault));
  }
}

/** What the counter may see: as much as the hub takes. */
function holderOf({ name, birthDay, idNumber }: Person): Holder {
  return { name: name.slice(0, 200), birthYear: birthDay.slice(0, 4), idTail: idNumber.slice(-3) };
}
