import type { CounterState, Tally } from '../../core/queue/change.ts';
import type { Place } from '../../core/queue/place.ts';
import type { Rules } from '../../core/queue/rules.ts';
import type { Turn } from '../../core/queue/turn.ts';
import { compare, standingSlowly } from './choose-slowly.ts';
import { counterOf, startMs } from './make.ts';

/** Why not, in words; nothing where it was done. */
export type Refused = string | undefined;

interface Last {
  readonly atMs: number;
  readonly before: readonly Turn[];
  readonly after: readonly Turn[];
  readonly stateBefore: CounterState | undefined;
  readonly tallyBefore: Tally | undefined;
  readonly tally: Tally | undefined;
}

/** A day on plain lists: no lanes, no indexes, every question answered by looking at everybody. */
export class Model {
  readonly rules: Rules;
  turns: readonly Turn[] = [];
  readonly states = new Map<string, CounterState>();
  readonly tallies = new Map<string, Tally>();
  readonly last = new Map<string, Last>();
  atMs = startMs;
  /** The turns as they were when the command under way began. */
  before: readonly Turn[] = [];

  constructor(rules: Rules) {
    this.rules = rules;
  }

  get at(): string {
    return new Date(this.atMs).toISOString();
  }

  counter(id: string) {
    return counterOf(this.rules, id);
  }

  isClosed(counter: string): boolean {
    return (this.states.get(counter)?.state ?? 'open') !== 'open';
  }

  visit(ticketId: string): readonly Turn[] {
    return this.turns.filter((turn) => turn.ticketId === ticketId).sort((one, other) => one.step - other.step);
  }

  inHand(counter: string): Turn | undefined {
    return this.turns.find((turn) => isTaken(turn) && turn.counter === counter);
  }

  /** Does one command of a counter; what it changed can be taken back. */
  command(counter: string, act: () => Refused, tallyOf: () => Tally | undefined, isUndo: boolean): Refused {
    this.before = this.turns;
    const stateBefore = this.states.get(counter);
    const tallyBefore = tallyOf();
    const refused = act();
    const isChanged = this.turns !== this.before || stateBefore !== this.states.get(counter);
    if (refused === undefined && isChanged && !isUndo) {
      const [before, after] = [this.touched(this.before), this.touched(this.turns)];
      this.last.set(counter, { atMs: this.atMs, before, after, stateBefore, tallyBefore, tally: tallyOf() });
    }
    return refused;
  }

  /** Of a list, the visits that the command under way has changed. */
  touched(list: readonly Turn[]): readonly Turn[] {
    const same = new Set(this.before);
    const tickets = new Set(this.turns.filter((turn) => !same.has(turn)).map(({ ticketId }) => ticketId));
    return list.filter(({ ticketId }) => tickets.has(ticketId));
  }

  change(turn: Turn, fields: Partial<Turn>): Turn {
    const next = { ...turn, ...fields, version: turn.version + 1 };
    for (const key of Object.keys(next) as (keyof Turn)[]) if (next[key] === undefined) delete next[key];
    this.turns = this.turns.map((one) => (one.id === turn.id ? next : one));
    return next;
  }

  call(turn: Turn, counter: string): void {
    this.change(turn, {
      state: 'called',
      counter,
      calls: turn.calls + 1,
      calledAt: this.at,
      firstCalledAt: turn.firstCalledAt ?? this.at,
      servedAt: undefined,
      returnsAt: undefined,
    });
  }

  end(turn: Turn, result: string | undefined): void {
    this.change(turn, { state: 'finished', finishedAt: this.at, result });
    const visit = this.visit(turn.ticketId);
    const isOver = (step: number) => visit.some((one) => one.step === step && isClosed(one));
    for (const next of visit) {
      if (next.state !== 'blocked' || !next.after.every(isOver)) continue;
      const wasThere = visit.some(({ service, state }) => service === next.service && state === 'finished');
      const waiting: Turn = { ...next, state: 'waiting', queuedAt: this.at, order: Date.parse(next.issuedAt) };
      this.change(next, { ...waiting, order: wasThere ? this.behindFew(waiting, this.before) : waiting.order });
    }
  }

  behindFew(turn: Turn, among: readonly Turn[]): number {
    return this.placed(turn, { at: 'after', n: this.rules.queue.policy.returnAfter }, among);
  }

  placed(turn: Turn, place: Place, among: readonly Turn[]): number {
    const lane = this.lane(turn, among);
    const end = (lane.at(-1)?.order ?? -1) + 1;
    if (place.at === 'kept') return Date.parse(turn.issuedAt);
    if (place.at === 'last') return Math.max(this.atMs, end);
    if (lane.length === 0) return turn.order;
    const n = 'n' in place ? place.n : 0;
    if (n === 0) return lane[0]!.order - 1;
    for (const [at, next] of lane.entries()) {
      if (at < n) continue;
      const between = (lane[at - 1]!.order + next.order) / 2;
      if (between > lane[at - 1]!.order && between < next.order) return between;
    }
    return end;
  }

  /** Those who stand at the turn's service as it would. */
  lane(turn: Turn, among: readonly Turn[]): Turn[] {
    const standing = (one: Turn) => {
      const isLater = one.notBefore !== undefined && Date.parse(one.notBefore) > this.atMs;
      const { rank, weight } = standingSlowly(this.rules, one, this.atMs);
      return isLater ? 'away' : `${rank} ${weight}`;
    };
    const isDeferred = (one: Turn) => among.some((other) => other.ticketId === one.ticketId && isTaken(other));
    return among
      .filter((one) => one.state === 'waiting' && one.service === turn.service && one.assignedTo === turn.assignedTo)
      .filter((one) => !isDeferred(one) && one.id !== turn.id && standing(one) === standing(turn))
      .sort(compare);
  }
}

export const isTaken = ({ state }: Turn) => state === 'called' || state === 'serving';
export const isClosed = ({ state }: Turn) => state === 'finished' || state === 'cancelled';
