import type { Transaction } from 'kysely';
import type { FeedEvent } from '../core/contract/hub.ts';
import type { Store } from './store/open.ts';
import type { Tables, TicketRow } from './store/tables.ts';
import { type Change, queuedTicketOf } from './store/tickets.ts';

/** Who watches: a counter sees everything, the public board only who is called or was missed. */
export type View = 'counter' | 'board';

/** Beyond this many changes a snapshot is shorter than the replay. */
export const replayAtMost = 500;
const finishedShown = 20;
const calledOnBoard = 12;

export interface CaughtUp {
  /** Everything up to this change is told by `events`. */
  readonly seq: number;
  readonly events: readonly FeedEvent[];
}

export interface Since {
  readonly view: View;
  readonly after: number | undefined;
  readonly today: string;
  dayOf(instant: string): string;
}

/** What a watcher has missed: the changes after the one it saw last, or the state of today where that is too far. */
export function catchUp(store: Store, since: Since): Promise<CaughtUp> {
  return store.read(async (tx) => {
    const { latest } = await tx
      .selectFrom('ticket_event')
      .select(({ fn }) => fn.max('seq').as('latest'))
      .executeTakeFirstOrThrow();
    const seq = Number(latest ?? 0);
    const { after, view, today } = since;
    if (after !== undefined && (await isNear(tx, after, seq, since)))
      return { seq, events: (await changesAfter(tx, after, today)).filter((change) => shows(view, change)).map(told) };
    return {
      seq,
      events: [{ type: 'snapshot', seq, tickets: (await ticketsOf(tx, view, today)).map(queuedTicketOf) }],
    };
  });
}

/** The board is public: who waits is not its business. */
export function shows(view: View, { change }: Change): boolean {
  return view === 'counter' || change !== 'taken-in';
}

/** A change as it crosses the wire. */
export function told({ seq, change, at, ticket }: Change): FeedEvent {
  return { type: 'changed', seq, change, at, ticket };
}

/** A watcher from yesterday still holds yesterday's tickets, so it starts anew. */
async function isNear(tx: Transaction<Tables>, after: number, latest: number, since: Since): Promise<boolean> {
  if (after > latest || latest - after > replayAtMost) return false;
  if (after === 0) return true;
  const seen = await tx.selectFrom('ticket_event').select('at').where('seq', '=', after).executeTakeFirst();
  return seen !== undefined && since.dayOf(seen.at) === since.today;
}

async function changesAfter(tx: Transaction<Tables>, after: number, today: string): Promise<Change[]> {
  const rows = await tx
    .selectFrom('ticket_event')
    .selectAll()
    .where('seq', '>', after)
    .where('day', '=', today)
    .orderBy('seq')
    .execute();
  return rows.map(({ seq, day, change, at, body }) => ({ seq, day, change, at, ticket: JSON.parse(body) }));
}

async function ticketsOf(tx: Transaction<Tables>, view: View, today: string): Promise<TicketRow[]> {
  const ofToday = tx.selectFrom('ticket').selectAll().where('day', '=', today);
  const missed = await ofToday.where('state', '=', 'missed').orderBy('called_at').execute();
  const called = ofToday.where('state', '=', 'called').orderBy('called_at', 'desc');
  if (view === 'board') return [...(await called.limit(calledOnBoard).execute()), ...missed];
  const waiting = await ofToday.where('state', '=', 'waiting').orderBy('issued_at').orderBy('sequence').execute();
  const finished = ofToday.where('state', '=', 'finished').orderBy('finished_at', 'desc').limit(finishedShown);
  return [...waiting, ...(await called.execute()), ...missed, ...(await finished.execute())];
}
