import type { TicketIssued } from '../core/contract/hub.ts';
import { newTurns } from '../core/queue/journey.ts';
import { formatNumber } from '../core/ticket.ts';
import type { Ledger } from './ledger.ts';
import type { HubLog } from './log.ts';
import { newId } from './new-id.ts';
import type { Writing } from './writing.ts';

const dayMs = 24 * 3_600_000;

/** What the hub owes a kiosk that brings its tickets. */
export function takeInFor(ledger: Ledger, log: HubLog) {
  /**
   * Takes in a kiosk's tickets, all in one commit, each once however often it comes, and gives the ids of those that
   * the hub now has. A ticket that contradicts another one is a bug: it is logged and left out, the rest goes on.
   */
  return async (source: string, events: readonly TicketIssued[]): Promise<string[]> => {
    const { acknowledged, contradicting } = await ledger.write(async (writing) => {
      const acknowledged: string[] = [];
      const contradicting: string[] = [];
      for (const event of events)
        (((await takeInOne(writing, ledger, source, event)) && acknowledged) || contradicting).push(event.ticketId);
      return { acknowledged, contradicting };
    });
    for (const ticketId of contradicting) log.note({ event: 'ticket-contradicts', kiosk: source, ticketId });
    return acknowledged;
  };
}

/** False where the ticket contradicts what the hub has. */
async function takeInOne(writing: Writing, { site }: Ledger, source: string, event: TicketIssued): Promise<boolean> {
  // What was brought just before is looked for too.
  writing.sendTickets();
  const known = await siteThatHas(writing, event.ticketId);
  if (known !== undefined) return known === site.id;
  if (event.number !== formatNumber(event.series, event.sequence)) return false;
  if (await isTaken(writing, site.id, event)) return false;
  if (!(await settleReservations(writing, site.id, event)) && !(await keepAhead(writing, event))) return false;
  addTicket(writing, site, source, event);
  return true;
}

/** Writes a ticket and the turns that its visit begins with. */
export function addTicket(writing: Writing, site: Ledger['site'], source: string, event: TicketIssued): void {
  const issuedAt = believable(event.issuedAt, writing.at);
  writing.addTicket({
    id: event.ticketId,
    site: site.id,
    visit_id: event.visitId,
    source,
    service: event.service,
    day: event.day,
    series: event.series,
    sequence: event.sequence,
    number: event.number,
    issuer: event.issuer,
    identity: event.identity,
    holder: site.counterSeesHolder && event.holder ? JSON.stringify(event.holder) : null,
    issued_at: issuedAt,
    taken_in_at: writing.at.toISOString(),
  });
  const isKnownClass = site.queue.classes.some(({ id }) => id === event.priority?.class);
  const isFromAfar = site.apps.some(({ id }) => id === source);
  const known = { ...event, issuedAt, isFromAfar, priority: isKnownClass ? event.priority : undefined };
  const turns = newTurns(site, known, newId);
  writing.record(turns.map((turn) => ({ kind: 'turn', change: 'taken-in', turn })));
}

async function siteThatHas({ tx }: Writing, id: string): Promise<string | undefined> {
  return (await tx.selectFrom('ticket').select('site').where('id', '=', id).executeTakeFirst())?.site;
}

/** Another ticket has this visit or this number, or the number is reserved for another visit. */
async function isTaken(
  { tx }: Writing,
  site: string,
  { visitId, day, series, sequence }: TicketIssued,
): Promise<boolean> {
  const other = await tx
    .selectFrom('ticket')
    .select('id')
    .where('site', '=', site)
    .where(({ eb, or, and }) => or([eb('visit_id', '=', visitId), and({ day, series, sequence })]))
    .executeTakeFirst();
  const holder = await tx
    .selectFrom('reservation')
    .select('visit_id')
    .where((column) => column.and({ site, day, series, sequence }))
    .where('visit_id', '!=', visitId)
    .executeTakeFirst();
  return other !== undefined || holder !== undefined;
}

/**
 * Confirms the visit's reservation of this number, though it was retired: a printed number stays valid. Whatever else
 * was reserved for the visit is retired. False where the number was not reserved.
 */
async function settleReservations(
  { tx }: Writing,
  site: string,
  { visitId, day, series, sequence }: TicketIssued,
): Promise<boolean> {
  const confirmed = await tx
    .updateTable('reservation')
    .set({ state: 'confirmed' })
    .where((column) => column.and({ site, visit_id: visitId, day, series, sequence }))
    .executeTakeFirst();
  await tx
    .updateTable('reservation')
    .set({ state: 'retired' })
    .where((column) => column.and({ site, visit_id: visitId, state: 'reserved' }))
    .execute();
  return confirmed.numUpdatedRows > 0n;
}

/**
 * A hub that was set up anew may meet a number that it gave before: the series goes on after it. False for a number
 * so far ahead that it cannot have been given, for it would use the series up.
 */
async function keepAhead({ series }: Writing, event: TicketIssued): Promise<boolean> {
  return event.issuer !== 'hub' || series.keepAhead(event.day, event.series, event.sequence);
}

/** A kiosk's clock may be wrong, and the order of the queue hangs on it: at most a day ago, and not in the future. */
function believable(issuedAt: string, at: Date): string {
  const ms = Math.min(at.getTime(), Math.max(at.getTime() - dayMs, Date.parse(issuedAt)));
  return new Date(ms).toISOString();
}
