import type { Reservation } from '../core/contract/hub.ts';
import { mayTake, type NotNow } from '../core/queue/opening.ts';
import { fail, ok, type Result } from '../core/result.ts';
import type { Service, Site } from '../core/settings.ts';
import type { Ledger } from './ledger.ts';
import type { Bulk } from './store/bulk.ts';
import type { ReservationRow } from './store/tables.ts';
import type { Writing } from './writing.ts';

const reservationRows: Bulk<ReservationRow> = {
  table: 'reservation',
  columns: {
    site: 'text',
    visit_id: 'text',
    service: 'text',
    kiosk: 'text',
    day: 'text',
    series: 'text',
    sequence: 'integer',
    number: 'text',
    state: 'text',
    reserved_at: 'text',
  },
};

/** How long a reservation waits for its ticket. */
export const retireAfterMs = 30_000;

export interface Reserve {
  readonly visitId: string;
  readonly service: string;
  readonly kiosk: string;
}

export type NoNumber = { readonly code: 'SERVICE_UNKNOWN' } | NotNow;

/** The numbers of a site: one sequence per series and day, without holes of its own making. */
export function numbersIn(ledger: Ledger) {
  const { site } = ledger;
  return {
    /**
     * A number for a visit. Asked again, the same number, also where it was retired meanwhile or the service has closed
     * since: a number belongs to its visit for good and is never given to another. A visit that changes its service
     * gets one of that service.
     */
    async reserve(asked: Reserve): Promise<Result<Reservation, NoNumber>> {
      const service = site.services.find(({ id }) => id === asked.service);
      if (!service) return fail({ code: 'SERVICE_UNKNOWN' });
      return ledger.write(async (writing) => {
        const again = await reserveAgain(writing, site, asked);
        if (again) return ok(await told(writing, site, again));
        const allowed = await mayTakeNow(writing, site, service);
        if (!allowed.ok) return allowed;
        return ok(await told(writing, site, await reserveNext(writing, site, service, asked)));
      });
    },

    /** Retires the reservations whose ticket has not come in time; gives how many. */
    retire: (): Promise<number> => ledger.write((writing) => retireIn(writing, site.id)),
  };
}

/** Whether a number of this service may be given for an instant: it is open then, and that day's are not used up. */
export async function mayTakeNow(
  writing: Writing,
  site: Site,
  service: Service,
  { at, day }: { readonly at: Date; readonly day: string } = writing,
): Promise<Result<void, NotNow>> {
  const taken = service.quota === undefined ? 0 : await takenOn(day, writing, site.id, service.id);
  return mayTake(site, service, at, taken);
}

/** Within a write: retires what has waited too long. */
export async function retireIn({ tx, at }: Writing, site: string): Promise<number> {
  const { numUpdatedRows } = await tx
    .updateTable('reservation')
    .set({ state: 'retired' })
    .where('site', '=', site)
    .where('state', '=', 'reserved')
    .where('reserved_at', '<=', new Date(at.getTime() - retireAfterMs).toISOString())
    .executeTakeFirst();
  return Number(numUpdatedRows);
}

async function reserveNext(writing: Writing, site: Site, { letter }: Service, { visitId, service, kiosk }: Reserve) {
  const row: ReservationRow = {
    site: site.id,
    visit_id: visitId,
    service,
    kiosk,
    ...(await writing.series.next(writing.day, letter)),
    state: 'reserved',
    reserved_at: writing.at.toISOString(),
  };
  writing.add(reservationRows, [row]);
  return row;
}

async function reserveAgain(
  { tx, at }: Writing,
  { id: site }: Site,
  { visitId, service }: Reserve,
): Promise<ReservationRow | undefined> {
  const row = await tx
    .selectFrom('reservation')
    .selectAll()
    .where('site', '=', site)
    .where('visit_id', '=', visitId)
    .where('service', '=', service)
    .executeTakeFirst();
  if (row?.state === 'retired')
    await tx
      .updateTable('reservation')
      .set({ state: 'reserved', reserved_at: at.toISOString() })
      .where('site', '=', site)
      .where('visit_id', '=', visitId)
      .where('service', '=', service)
      .execute();
  return row;
}

async function told(writing: Writing, site: Site, row: ReservationRow): Promise<Reservation> {
  const { day, series, sequence, number } = row;
  return { day, series, sequence, number, ahead: await countAhead(writing, site, row) };
}

/** Those who wait for the service, and those whose ticket is about to come; one who waits too is behind none of itself. */
async function countAhead(writing: Writing, { id }: Site, row: ReservationRow): Promise<number> {
  const { tx, queue, at } = writing;
  if (row.state === 'confirmed') return aheadOfTicket(writing, id, row.visit_id);
  const { coming } = await tx
    .selectFrom('reservation')
    .select(({ fn }) => fn.countAll<number>().as('coming'))
    .where('site', '=', id)
    .where('state', '=', 'reserved')
    .where('reserved_at', '>', new Date(at.getTime() - retireAfterMs).toISOString())
    .where('day', '=', row.day)
    .where('series', '=', row.series)
    .where('sequence', '<', row.sequence)
    .executeTakeFirstOrThrow();
  return queue.waitingCount(row.service) + Number(coming);
}

async function aheadOfTicket(writing: Writing, site: string, visit: string): Promise<number> {
  const { tx, queue } = writing;
  writing.sendTickets();
  const ticket = await tx
    .selectFrom('ticket')
    .select('id')
    .where('site', '=', site)
    .where('visit_id', '=', visit)
    .executeTakeFirst();
  const turn = ticket && queue.turn(ticket.id);
  return turn?.state === 'waiting' ? queue.aheadOf(turn) : 0;
}

/** Numbers of a day that were taken or are about to be; a retired one is free again for another visit. */
async function takenOn(day: string, writing: Writing, site: string, service: string): Promise<number> {
  const { tx } = writing;
  // Those of the same transaction count.
  writing.sendTickets();
  const { tickets } = await tx
    .selectFrom('ticket')
    .select(({ fn }) => fn.countAll<number>().as('tickets'))
    .where('site', '=', site)
    .where('day', '=', day)
    .where('service', '=', service)
    .executeTakeFirstOrThrow();
  const { coming } = await tx
    .selectFrom('reservation')
    .select(({ fn }) => fn.countAll<number>().as('coming'))
    .where('site', '=', site)
    .where('day', '=', day)
    .where('service', '=', service)
    .where('state', '=', 'reserved')
    .executeTakeFirstOrThrow();
  return Number(tickets) + Number(coming);
}
