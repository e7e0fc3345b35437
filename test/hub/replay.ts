import { isDeepStrictEqual } from 'node:util';
import type { Change } from '../../core/queue/change.ts';
import { choose } from '../../core/queue/choose.ts';
import { Queue } from '../../core/queue/queue.ts';
import { isInHand, isOpen, type Turn, type TurnState } from '../../core/queue/turn.ts';
import type { Site } from '../../core/settings.ts';
import { isAboutDay } from '../../hub/hall.ts';
import { type Entry, entryOf } from '../../hub/store/log.ts';
import type { Store } from '../../hub/store/open.ts';

type TurnChanged = Change & { kind: 'turn' };

/** What a log says when it is gone through from its beginning; everything wrong is one line of `violations`. */
export interface Replayed {
  readonly entries: number;
  readonly takenIn: number;
  /** Calls of somebody new, by the rules or by name. */
  readonly calls: number;
  /** Of those, the ones that the rules chose and that were chosen once more here. */
  readonly chosen: number;
  readonly byRule: Readonly<Record<string, number>>;
  readonly turns: ReadonlyMap<string, Turn>;
  readonly violations: readonly string[];
}

/** From where each change may come; `undone` may come from anywhere. */
const from: Record<Exclude<TurnChanged['change'], 'undone'>, readonly (TurnState | 'new')[]> = {
  'taken-in': ['new'],
  added: ['new', 'blocked'],
  opened: ['blocked'],
  called: ['waiting', 'held', 'missed'],
  recalled: ['called', 'serving', 'held', 'missed'],
  arrived: ['called'],
  held: ['called', 'serving'],
  missed: ['called'],
  returned: ['held', 'missed'],
  transferred: ['called', 'serving'],
  finished: ['called', 'serving'],
  cancelled: ['blocked', 'waiting', 'called', 'serving', 'held', 'missed'],
  reopened: ['missed', 'finished', 'cancelled'],
  verified: ['blocked', 'waiting', 'called', 'serving', 'held', 'missed'],
};

/**
 * Goes through a site's log: every change starts from what the last one left, nobody is in two hands and no hand holds
 * two, and for each call by the rules a fresh queue chooses again: the same turn, for the same reason, to the same tally.
 */
export function replay(site: Site, entries: readonly Entry[]): Replayed {
  const violations: string[] = [];
  const turns = new Map<string, Turn>();
  const hands = new Map<string, string>();
  const byRule: Record<string, number> = {};
  let queue = new Queue(site);
  let day = '';
  let takenIn = 0;
  let calls = 0;
  let chosen = 0;

  const hold = ({ id, ticketId }: Turn, counter: string) => {
    for (const key of [`counter ${counter}`, `visit ${ticketId}`]) hands.set(key, id);
  };
  const letGo = ({ id, ticketId }: Turn, counter: string) => {
    for (const key of [`counter ${counter}`, `visit ${ticketId}`]) if (hands.get(key) === id) hands.delete(key);
  };
  const chooseAgain = ({ seq, at, change }: Entry) => {
    if (change.kind !== 'turn' || change.change !== 'called' || change.reason?.rule === 'chosen') return;
    const counter = site.counters.find(({ id }) => id === change.turn.counter);
    const choice = counter && choose(queue, counter, Date.parse(at));
    const { turn: _, ...why } = choice ?? { turn: undefined };
    const { reason, tally, tallyBefore } = change;
    const logged = { reason, ...(tally && { tally, tallyBefore }) };
    chosen++;
    byRule[reason?.rule ?? 'none'] = (byRule[reason?.rule ?? 'none'] ?? 0) + 1;
    if (choice?.turn.id !== change.turn.id || !isDeepStrictEqual(why, logged))
      violations.push(`${seq}: ${change.turn.number} was called, ${choice?.turn.number ?? 'nobody'} was to be`);
  };
  const takeTurn = (seq: number, change: TurnChanged) => {
    const { turn, before } = change;
    const last = turns.get(turn.id);
    if (!isDeepStrictEqual(last, before)) violations.push(`${seq}: ${turn.number} was not as it is said to have been`);
    if (turn.version !== (last?.version ?? 0) + 1) violations.push(`${seq}: ${turn.number} is of no next version`);
    if (change.change !== 'undone' && !from[change.change].includes(last?.state ?? 'new'))
      violations.push(`${seq}: ${turn.number} is ${change.change}, and was ${last?.state ?? 'not there'}`);
    if (last && isInHand(last)) letGo(last, last.counter!);
    const holder = hands.get(`counter ${turn.counter}`) ?? hands.get(`visit ${turn.ticketId}`);
    if (isInHand(turn) && holder)
      violations.push(`${seq}: ${turn.number} at ${turn.counter}, but ${holder} is in hand`);
    if (isInHand(turn)) hold(turn, turn.counter!);
    turns.set(turn.id, turn);
    if (change.change === 'taken-in') takenIn++;
    if (change.change === 'called') calls++;
  };
  const beginDay = () => {
    queue = new Queue(site);
    for (const turn of turns.values()) {
      const isToday = isAboutDay({ kind: 'turn', change: 'taken-in', turn }, day, site.queue.carriesOver);
      if (isToday) queue.put(turn);
      else letGo(turn, turn.counter ?? '');
    }
    for (const { ticketId } of turns.values()) if (!queue.turnsOf(ticketId).some(isOpen)) queue.forget(ticketId);
  };

  for (const [n, entry] of entries.entries()) {
    if (entry.seq !== n + 1) violations.push(`${entry.seq}: is line ${n + 1}`);
    if (entry.day !== day) {
      day = entry.day;
      beginDay();
    }
    chooseAgain(entry);
    if (entry.change.kind === 'turn') takeTurn(entry.seq, entry.change);
    if (isAboutDay(entry.change, day, site.queue.carriesOver)) queue.apply(entry.change);
  }
  return { entries: entries.length, takenIn, calls, chosen, byRule, turns, violations };
}

/** The log of a site as its store has it, gone through; and that the tables say the same at the end. */
export async function replayStore({ db }: Store, site: Site): Promise<Replayed> {
  const rows = await db.selectFrom('ticket_event').selectAll().where('site', '=', site.id).orderBy('seq').execute();
  const replayed = replay(site, rows.map(entryOf));
  const violations = [...replayed.violations];
  const kept = await db.selectFrom('turn').select(['id', 'body']).where('site', '=', site.id).execute();
  if (kept.length !== replayed.turns.size) violations.push(`${kept.length} turns kept of ${replayed.turns.size}`);
  for (const { id, body } of kept)
    if (!isDeepStrictEqual(JSON.parse(body), replayed.turns.get(id))) violations.push(`${id} is not kept as it is`);
  const tickets = await db.selectFrom('ticket').select('id').where('site', '=', site.id).execute();
  const visits = new Set([...replayed.turns.values()].map(({ ticketId }) => ticketId));
  if (tickets.length !== visits.size) violations.push(`${tickets.length} tickets and ${visits.size} visits`);
  return { ...replayed, violations };
}
