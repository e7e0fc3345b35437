import type { Kysely } from 'kysely';
import type { Change } from '../../core/queue/change.ts';
import { isInHand, type Turn, turnSchema } from '../../core/queue/turn.ts';
import { addRows, type Bulk } from './bulk.ts';
import type { Backend, Transaction } from './dialect.ts';
import type { Tables, TicketEventTable, TurnTable } from './tables.ts';

/** Who did it, by which command. */
export interface By {
  readonly commandId: string;
  readonly staff: string;
  readonly counter: string;
}

/** One line of a site's log. */
export interface Entry {
  readonly seq: number;
  /** The business day in which it happened. */
  readonly day: string;
  readonly at: string;
  readonly change: Change;
  readonly by: By | undefined;
}

const entriesText = 'select * from ticket_event where site = $1 and seq > $2 order by seq limit $3';

/** The row of a site, where its log is still as long as it was when it was read. */
export const stateText = `insert into site_state (site, seq, body) values ($1, $2, $3)
  on conflict (site) do update set seq = excluded.seq, body = excluded.body where site_state.seq = $4 returning seq`;

const events: Bulk<TicketEventTable> = {
  table: 'ticket_event',
  columns: {
    site: 'text',
    seq: 'bigint',
    day: 'text',
    at: 'text',
    change: 'text',
    ticket_id: 'text',
    counter: 'text',
    staff: 'text',
    command_id: 'text',
    body: 'text',
  },
};

const turns: Bulk<TurnTable> = {
  table: 'turn',
  columns: {
    id: 'text',
    site: 'text',
    day: 'text',
    ticket_id: 'text',
    number: 'text',
    service: 'text',
    step: 'integer',
    state: 'text',
    class: 'text',
    counter: 'text',
    issued_at: 'text',
    queued_at: 'text',
    first_called_at: 'text',
    served_at: 'text',
    finished_at: 'text',
    result: 'text',
    body: 'text',
  },
  key: 'id',
  changes: [
    'service',
    'state',
    'class',
    'counter',
    'queued_at',
    'first_called_at',
    'served_at',
    'finished_at',
    'result',
    'body',
  ],
};

/** Adds lines to the log and brings the turns that they speak of to their last state. */
export async function writeEntries(
  tx: Transaction,
  on: Backend,
  site: string,
  entries: readonly Entry[],
): Promise<void> {
  await Promise.all([
    addRows(
      tx,
      on,
      events,
      entries.map((entry) => eventRow(site, entry)),
    ),
    addRows(
      tx,
      on,
      turns,
      lastTurns(entries).map((turn) => turnRow(site, turn)),
    ),
  ]);
}

/** The log after `seq`, in its order, at most `limit` lines. */
export async function entriesAfter(db: Kysely<Tables>, site: string, seq: number, limit: number): Promise<Entry[]> {
  const rows = await db
    .selectFrom('ticket_event')
    .selectAll()
    .where('site', '=', site)
    .where('seq', '>', seq)
    .orderBy('seq')
    .limit(limit)
    .execute();
  return rows.map(entryOf);
}

/** The same within a transaction. */
export async function missedEntries({ ask }: Transaction, site: string, seq: number, limit: number): Promise<Entry[]> {
  return (await ask<TicketEventTable>(entriesText, [site, seq, limit])).map(entryOf);
}

/** The steps of a visit as they were last written. */
export async function turnsInStore(tx: Kysely<Tables>, site: string, ticketId: string): Promise<Turn[]> {
  const rows = await tx
    .selectFrom('turn')
    .select('body')
    .where('site', '=', site)
    .where('ticket_id', '=', ticketId)
    .execute();
  return rows.map(({ body }) => turnSchema.parse(JSON.parse(body)));
}

/** A row as the entry that was written: what this program has parsed and decided, so it is not parsed again. */
export function entryOf(row: TicketEventTable): Entry {
  const { seq, day, at, body, command_id: commandId, staff, counter } = row;
  const by = commandId === null ? undefined : { commandId, staff: staff ?? '', counter: counter ?? '' };
  return { seq, day, at, change: JSON.parse(body) as Change, by };
}

function eventRow(site: string, { seq, day, at, change, by }: Entry): TicketEventTable {
  const isTurn = change.kind === 'turn';
  return {
    site,
    seq,
    day,
    at,
    change: isTurn ? change.change : 'counter',
    ticket_id: isTurn ? change.turn.ticketId : null,
    counter: by?.counter ?? (isTurn ? null : change.state.counter),
    staff: by?.staff ?? null,
    command_id: by?.commandId ?? null,
    body: JSON.stringify(change),
  };
}

function turnRow(site: string, turn: Turn): TurnTable {
  return {
    id: turn.id,
    site,
    day: turn.day,
    ticket_id: turn.ticketId,
    number: turn.number,
    service: turn.service,
    step: turn.step,
    state: turn.state,
    class: turn.priority?.class ?? null,
    counter: turn.counter ?? null,
    issued_at: turn.issuedAt,
    queued_at: turn.queuedAt,
    first_called_at: turn.firstCalledAt ?? null,
    served_at: turn.servedAt ?? null,
    finished_at: turn.finishedAt ?? null,
    result: turn.result ?? null,
    body: JSON.stringify(turn),
  };
}

/** Each turn once, as it is at the end; those that leave a hand before those that come into one, for the unique index. */
function lastTurns(entries: readonly Entry[]): Turn[] {
  const last = new Map<string, Turn>();
  for (const { change } of entries) if (change.kind === 'turn') last.set(change.turn.id, change.turn);
  return [...last.values()].sort((a, b) => Number(isInHand(a)) - Number(isInHand(b)));
}
