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
 * Goes through a site's log, line by line: every change starts from what the last one left, nobody is in two hands and
 * no hand holds two, and for each call by the rules a fresh queue chooses again: the same turn, for the same reason, to
 * the same tally.
 */
export class Replay {
  readonly violations: string[] = [];
  readonly turns = new Map<string, Turn>();
  readonly byRule: Record<string, number> = {};
  entries = 0;
  takenIn = 0;
  /** Calls of somebody new, by the rules or by name. */
  calls = 0;
  /** Of those, the ones that the rules chose and that were chosen once more here. */
  chosen = 0;
  readonly #site: Site;
  /** The turn in hand at a counter, and of a visit. */
  readonly #hands = new Map<string, string>();
  #queue: Queue;
  #day = '';

  constructor(site: Site) {
    this.#site = site;
    this.#queue = new Queue(site);
  }

  take(entry: Entry): void {
    if (entry.seq !== ++this.entries) this.violations.push(`${entry.seq}: is line ${this.entries}`);
    if (entry.day !== this.#day) this.#beginDay(entry.day);
    this.#chooseAgain(entry);
    if (entry.change.kind === 'turn') this.#takeTurn(entry.seq, entry.change);
    if (this.#isToday(entry.change)) this.#queue.apply(entry.change);
  }

  #chooseAgain({ seq, at, change }: Entry): void {
    if (change.kind !== 'turn' || change.change !== 'called' || change.reason?.rule === 'chosen') return;
    const counter = this.#site.counters.find(({ id }) => id === change.turn.counter);
    const choice = counter && choose(this.#queue, counter, Date.parse(at));
    const { turn: _, ...why } = choice ?? { turn: undefined };
    const { reason, tally, tallyBefore } = change;
    const rule = reason?.rule ?? 'none';
    this.chosen++;
    this.byRule[rule] = (this.byRule[rule] ?? 0) + 1;
    const isSame = isDeepStrictEqual(why, { reason, ...(tally && { tally, tallyBefore }) });
    if (choice?.turn.id !== change.turn.id || !isSame)
      this.violations.push(`${seq}: ${change.turn.number} was called, ${choice?.turn.number ?? 'nobody'} was to be`);
  }

  #takeTurn(seq: number, { change, turn, before }: TurnChanged): void {
    const { violations, turns } = this;
    const last = turns.get(turn.id);
    if (!isDeepStrictEqual(last, before)) violations.push(`${seq}: ${turn.number} was not as it is said to have been`);
    if (turn.version !== (last?.version ?? 0) + 1) violations.push(`${seq}: ${turn.number} is of no next version`);
    if (change !== 'undone' && !from[change].includes(last?.state ?? 'new'))
      violations.push(`${seq}: ${turn.number} is ${change}, and was ${last?.state ?? 'not there'}`);
    if (last && isInHand(last)) this.#letGo(last);
    if (isInHand(turn)) this.#hold(seq, turn);
    turns.set(turn.id, turn);
    if (change === 'taken-in') this.takenIn++;
    if (change === 'called') this.calls++;
  }

  #hold(seq: number, turn: Turn): void {
    for (const key of handsOf(turn)) {
      if (this.#hands.has(key)) this.violations.push(`${seq}: ${turn.number} is called, but ${key} has one in hand`);
      this.#hands.set(key, turn.id);
    }
  }

  #letGo(turn: Turn): void {
    for (const key of handsOf(turn)) if (this.#hands.get(key) === turn.id) this.#hands.delete(key);
  }

  #beginDay(day: string): void {
    this.#day = day;
    this.#queue = new Queue(this.#site);
    for (const turn of this.turns.values()) {
      if (this.#isToday({ kind: 'turn', change: 'taken-in', turn })) this.#queue.put(turn);
      else this.#letGo(turn);
    }
    for (const { ticketId } of this.turns.values())
      if (!this.#queue.turnsOf(ticketId).some(isOpen)) this.#queue.forget(ticketId);
  }

  #isToday(change: Change): boolean {
    return isAboutDay(change, this.#day, this.#site.queue.carriesOver);
  }
}

function handsOf({ counter, ticketId }: Turn): string[] {
  return [`counter ${counter}`, `visit ${ticketId}`];
}

const linesAtOnce = 5_000;

/** The log of a site as its store has it, gone through; and that the tables say the same at the end. */
export async function replayStore({ db }: Store, site: Site): Promise<Replay> {
  const replay = new Replay(site);
  for (;;) {
    const rows = await db
      .selectFrom('ticket_event')
      .selectAll()
      .where('site', '=', site.id)
      .where('seq', '>', replay.entries)
      .orderBy('seq')
      .limit(linesAtOnce)
      .execute();
    for (const row of rows) replay.take(entryOf(row));
    if (rows.length < linesAtOnce) break;
  }
  const { turns, violations } = replay;
  const kept = await db.selectFrom('turn').select(['id', 'body']).where('site', '=', site.id).execute();
  if (kept.length !== turns.size) violations.push(`${kept.length} turns kept of ${turns.size}`);
  for (const { id, body } of kept)
    if (!isDeepStrictEqual(JSON.parse(body), turns.get(id))) violations.push(`${id} is not kept as it is`);
  const tickets = await db.selectFrom('ticket').select('id').where('site', '=', site.id).execute();
  const visits = new Set([...turns.values()].map(({ ticketId }) => ticketId));
  if (tickets.length !== visits.size) violations.push(`${tickets.length} tickets and ${visits.size} visits`);
  return replay;
}
