import type { TicketIssued } from '../core/contract/hub.ts';
import { formatNumber } from '../core/ticket.ts';
import type { HubLog } from './log.ts';
import { retireIn } from './numbers.ts';
import type { Store, Writing } from './store/open.ts';
import { addTicket } from './store/tickets.ts';

/** What the hub owes a kiosk that brings its tickets. */
export function takeInFor(store: Store, now: () => Date, log: HubLog) {
  /**
   * Takes in a kiosk's tickets, all in one commit, each once however often it comes, and gives the ids of those that
   * the hub now has. A ticket that contradicts another one is a bug: it is logged and left out, the rest goes on.
   */
  return async (kiosk: string, events: readonly TicketIssued[]): Promise<string[]> => {
    const at = now();
    return store.write(async (writing) => {
      await retireIn(writing.tx, at);
      const acknowledged: string[] = [];
      for (const event of events)
        if (await takeInOne(writing, kiosk, event, at)) acknowledged.push(event.ticketId);
        else log.note({ event: 'ticket-contradicts', kiosk, ticketId: event.ticketId });
      return acknowledged;
    });
  };
}

/** False where the ticket contradicts what the hub has. */
async function takeInOne(writing: Writing, kiosk: string, event: TicketIssued, at: Date): Promise<boolean> {
  if (await isKnown(writing, event.ticketId)) return true;
  if (event.number !== formatNumber(event.series, event.sequence)) return false;
  if (await isTaken(writing, event)) return false;
  if (!(await settleReservations(writing, event))) await keepAhead(writing, event);
  await addTicket(writing, {
    id: event.ticketId,
    visit_id: event.visitId,
    kiosk,
    service: event.service,
    day: event.day,
    series: event.series,
    sequence: event.sequence,
    number: event.number,
    issuer: event.issuer,
    identity: event.identity,
    state: 'waiting',
    counter: null,
    calls: 0,
    // Kiosks may write more or fewer digits of a second; the queue's order is that of the text.
    issued_at: new Date(event.issuedAt).toISOString(),
    taken_in_at: at.toISOString(),
    called_at: null,
    finished_at: null,
  });
  return true;
}

async function isKnown({ tx }: Writing, id: string): Promise<boolean> {
  return (await tx.selectFrom('ticket').select('id').where('id', '=', id).executeTakeFirst()) !== undefined;
}

/** Another ticket has this visit or this number, or the number is reserved for another visit. */
async function isTaken({ tx }: Writing, { visitId, day, series, sequence }: TicketIssued): Promise<boolean> {
  const other = await tx
    .selectFrom('ticket')
    .select('id')
    .where(({ eb, or, and }) => or([eb('visit_id', '=', visitId), and({ day, series, sequence })]))
    .executeTakeFirst();
  const holder = await tx
    .selectFrom('reservation')
    .select('visit_id')
    .where((column) => column.and({ day, series, sequence }))
    .where('visit_id', '!=', visitId)
    .executeTakeFirst();
  return other !== undefined || holder !== undefined;
}

/**
 * Confirms the visit's reservation of this number, though it was retired: a printed number stays valid. Whatever else
 * was reserved for the visit is retired. False where the number was not reserved.
 */
async function settleReservations({ tx }: Writing, { visitId, day, series, sequence }: TicketIssued): Promise<boolean> {
  const confirmed = await tx
    .updateTable('reservation')
    .set({ state: 'confirmed' })
    .where('visit_id', '=', visitId)
    .where((column) => column.and({ day, series, sequence }))
    .executeTakeFirst();
  await tx
    .updateTable('reservation')
    .set({ state: 'retired' })
    .where('visit_id', '=', visitId)
    .where('state', '=', 'reserved')
    .execute();
  return confirmed.numUpdatedRows > 0n;
}

/** A hub that was set up anew may meet a number that it gave before: the series goes on after it. */
async function keepAhead({ tx }: Writing, { issuer, day, series, sequence }: TicketIssued): Promise<void> {
  if (issuer !== 'hub') return;
  await tx
    .insertInto('number_series')
    .values({ day, series, last: sequence })
    .onConflict((conflict) =>
      conflict.columns(['day', 'series']).doUpdateSet({ last: sequence }).where('number_series.last', '<', sequence),
    )
    .execute();
}
