import type { Updateable } from 'kysely';
import type { FeedEvent, QueuedTicket } from '../../core/contract/hub.ts';
import type { Writing } from './open.ts';
import type { TicketRow, TicketTable } from './tables.ts';

/** One change of one ticket, as the feed tells it. `day` is the day of the ticket's number. */
export type Change = Omit<Extract<FeedEvent, { type: 'changed' }>, 'type'> & { readonly day: string };

/** A stored ticket as the hub's screens see it. */
export function queuedTicketOf(row: TicketRow): QueuedTicket {
  const { id, service, number, identity, state, calls } = row;
  return {
    id,
    service,
    number,
    identity,
    state,
    calls,
    issuedAt: row.issued_at,
    ...(row.counter !== null && { counter: row.counter }),
    ...(row.called_at !== null && { calledAt: row.called_at }),
  };
}

/** Writes a ticket for the first time: it waits. */
export async function addTicket(writing: Writing, row: TicketRow): Promise<void> {
  await writing.tx.insertInto('ticket').values(row).execute();
  await record(writing, row, 'taken-in', row.taken_in_at);
}

/** Writes a change of a ticket, its event and its announcement together. */
export async function changeTicket(
  writing: Writing,
  id: string,
  change: Change['change'],
  to: Updateable<TicketTable>,
  at: string,
): Promise<QueuedTicket> {
  const row = await writing.tx
    .updateTable('ticket')
    .set(to)
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow();
  return record(writing, row, change, at);
}

async function record(writing: Writing, row: TicketRow, change: Change['change'], at: string): Promise<QueuedTicket> {
  const ticket = queuedTicketOf(row);
  const { seq } = await writing.tx
    .insertInto('ticket_event')
    .values({ ticket_id: row.id, day: row.day, change, at, body: JSON.stringify(ticket) })
    .returning('seq')
    .executeTakeFirstOrThrow();
  writing.announce({ seq, day: row.day, change, at, ticket });
  return ticket;
}
