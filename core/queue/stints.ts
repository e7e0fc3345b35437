import type { Change } from './change.ts';
import { isInHand, type Turn } from './turn.ts';

/**
 * One time in the queue: from when a turn begins to wait until a counter has done with it. A turn that is missed and
 * comes back has two. Instants and durations in milliseconds.
 */
export interface Stint {
  /** The turn as it begins to wait. */
  readonly turn: Turn;
  readonly begins: Beginning;
  /** Its wait counts: it is not one that came back, whose wait has been counted. */
  readonly isMeasured: boolean;
  /** How long it kept its counter; none where nobody called it. */
  occupiedMs?: number;
  /** How long the counter took to call the next one, though somebody waited. */
  turnaroundMs?: number;
  calledMs?: number;
  /** Called by its name: by this counter, from this instant on. */
  chosen?: { readonly counter: string; readonly atMs: number };
  /** Went away while it waited. */
  leftMs?: number;
}

export type Beginning =
  | { readonly atMs: number }
  /** So long after the last of these has ended. */
  | { readonly after: readonly Stint[]; readonly delayMs: number };

interface Visit {
  /** The stint that a turn is in, or was in last; and the one before, should the last be taken back. */
  stint: Stint | undefined;
  before: Stint | undefined;
  endedMs: number;
  step: number;
}

type TurnChange = Change & { kind: 'turn' };

/** Cuts a day's changes into stints. */
export class Stints {
  readonly all: Stint[] = [];
  readonly #visits = new Map<string, Visit>();
  readonly #tickets = new Map<string, Visit[]>();

  /** Takes in the next change; gives the stint that it ended at a counter. */
  take(change: TurnChange, atMs: number): Stint | undefined {
    const { turn, before } = change;
    const visit = this.#visitOf(turn);
    if (change.change === 'undone') return this.#takeBack(visit, turn, before);
    // Has waited since the day before.
    if (!visit.stint && before?.state === 'waiting')
      this.#keep(visit, { turn: before, begins: { atMs: Date.parse(before.queuedAt) }, isMeasured: true });
    const isWaiting = turn.state === 'waiting';
    const wasWaiting = before?.state === 'waiting';
    if (isWaiting && !wasWaiting) {
      const ended = before && isInHand(before) ? this.#end(visit, atMs) : undefined;
      this.#begin(visit, change, atMs);
      return ended;
    }
    if (isInHand(turn) && !(before && isInHand(before))) this.#call(visit, change, atMs, wasWaiting);
    else if (before && isInHand(before) && !isInHand(turn)) return this.#end(visit, atMs);
    else if (wasWaiting && !isWaiting && visit.stint) visit.stint.leftMs = atMs;
    return undefined;
  }

  /** When the stint that a turn is in, or was in last, was called. */
  calledMsOf({ id }: Turn): number | undefined {
    return this.#visits.get(id)?.stint?.calledMs;
  }

  #begin(visit: Visit, { change, turn }: TurnChange, atMs: number): void {
    const isBack = change === 'returned';
    this.#keep(visit, { turn, begins: this.#beginning(visit, change, turn, atMs), isMeasured: !isBack });
  }

  /** Somebody held or missed may be called by name without having waited again. */
  #call(visit: Visit, { change, turn, reason }: TurnChange, atMs: number, wasWaiting: boolean): void {
    const chosen = { counter: turn.counter!, atMs };
    if (!wasWaiting) {
      const waiting: Turn = { ...turn, state: 'waiting' };
      this.#keep(visit, {
        turn: waiting,
        begins: this.#beginning(visit, change, waiting, atMs),
        isMeasured: false,
        chosen,
      });
    }
    if (!visit.stint) return;
    visit.stint.calledMs = atMs;
    if (reason?.rule === 'chosen') visit.stint.chosen = chosen;
  }

  #end(visit: Visit, atMs: number): Stint | undefined {
    const { stint } = visit;
    if (stint?.calledMs === undefined) return undefined;
    stint.occupiedMs = atMs - stint.calledMs;
    visit.endedMs = atMs;
    return stint;
  }

  /** A command of the last seconds did not happen. */
  #takeBack(visit: Visit, turn: Turn, before: Turn | undefined): undefined {
    const { stint } = visit;
    if (!stint) return undefined;
    if (before?.state === 'waiting' && turn.state !== 'waiting') {
      this.all.splice(this.all.lastIndexOf(stint), 1);
      visit.stint = visit.before;
    } else if (turn.state === 'waiting') {
      delete stint.calledMs;
      delete stint.chosen;
      delete stint.leftMs;
    }
    if (isInHand(turn) && visit.stint) delete visit.stint.occupiedMs;
    return undefined;
  }

  #beginning(visit: Visit, change: TurnChange['change'], turn: Turn, atMs: number): Beginning {
    if (change === 'opened') {
      const earlier = (this.#tickets.get(turn.ticketId) ?? []).filter(({ step }) => turn.after.includes(step));
      const after = earlier.map(({ stint }) => stint).filter((stint) => stint?.occupiedMs !== undefined);
      const endedMs = Math.max(...earlier.map(({ endedMs }) => endedMs));
      if (after.length > 0) return { after: after as Stint[], delayMs: Math.max(0, atMs - endedMs) };
    }
    if (change === 'taken-in' || visit.stint?.occupiedMs === undefined) return { atMs };
    return { after: [visit.stint], delayMs: atMs - visit.endedMs };
  }

  #keep(visit: Visit, stint: Stint): void {
    visit.before = visit.stint;
    visit.stint = stint;
    this.all.push(stint);
  }

  #visitOf({ id, ticketId, step }: Turn): Visit {
    const found = this.#visits.get(id);
    if (found) return found;
    const visit: Visit = { stint: undefined, before: undefined, endedMs: -Infinity, step };
    this.#visits.set(id, visit);
    this.#tickets.set(ticketId, [...(this.#tickets.get(ticketId) ?? []), visit]);
    return visit;
  }
}
