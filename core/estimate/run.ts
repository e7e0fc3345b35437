import { choose } from '../queue/choose.ts';
import { openedBy } from '../queue/journey.ts';
import { returnOrder } from '../queue/place.ts';
import type { Queue } from '../queue/queue.ts';
import type { Turn } from '../queue/turn.ts';
import type { Counter } from '../settings.ts';
import { Agenda } from './agenda.ts';
import type { Situation } from './forecast.ts';
import { turnOf } from './newcomer.ts';

type Event =
  /** A counter has done with the turn, if it had any, and looks whom to call. */
  | { readonly kind: 'free'; readonly counter: Counter; readonly turn?: Turn | undefined }
  /** A counter that closed ends the turn that it still had. */
  | { readonly kind: 'ends'; readonly counter: Counter; readonly turn: Turn }
  | { readonly kind: 'joins'; readonly turn: Turn }
  | { readonly kind: 'arrivals' };

const MINUTE_MS = 60_000;
/** Further than this nobody looks ahead. */
const HORIZON_MS = 10 * 60 * MINUTE_MS;
/** A counter that has let people wait for so long without a call is not staffed. */
const AWAY_MS = 45 * MINUTE_MS;
const ARRIVALS_EVERY_MS = 15 * MINUTE_MS;

/** One way in which the rest of the day may go. */
export class Run {
  readonly #situation: Situation;
  readonly #queue: Queue;
  readonly #phantoms: ReadonlySet<Turn>;
  readonly #agenda = new Agenda<Event>();
  readonly #idle = new Set<Counter>();
  #arrived = 0;

  /** Phantoms wait like everybody else, but are called beside the others and leave no trace. */
  constructor(situation: Situation, phantoms: readonly Turn[]) {
    this.#situation = situation;
    this.#queue = situation.queue.clone();
    this.#phantoms = new Set(phantoms);
    for (const counter of this.#queue.rules.counters) this.#seat(counter);
    for (const turn of situation.queue.resting()) this.#joinLater(turn, Date.parse(turn.returnsAt!));
    for (const turn of situation.queue.openTurns())
      if (turn.state === 'waiting' && turn.notBefore !== undefined) this.#joinLater(turn, Date.parse(turn.notBefore));
    for (const turn of phantoms) this.#queue.put(turn);
    this.#agenda.add(situation.nowMs, { kind: 'arrivals' });
  }

  /** Ends after so many calls, or when `isWanted` has said of so many calls that they were asked about. */
  run(mostCalls: number, wanted: number, isWanted: (turn: Turn, atMs: number) => boolean): void {
    const untilMs = this.#situation.nowMs + HORIZON_MS;
    for (let left = wanted, calls = 0; left > 0 && calls < mostCalls && this.#agenda.nextAt < untilMs; ) {
      const atMs = this.#agenda.nextAt;
      const called = this.#happen(this.#agenda.take()!, atMs);
      if (called.length > 0) calls++;
      for (const turn of called) if (isWanted(turn, atMs)) left--;
    }
  }

  #happen(event: Event, atMs: number): readonly Turn[] {
    switch (event.kind) {
      case 'arrivals':
        this.#arrivals(atMs);
        return [];
      case 'joins':
        if (event.turn.state === 'waiting') this.#join(event.turn, atMs);
        else this.#comeBack(event.turn, atMs);
        return [];
      case 'ends':
        this.#finish(event.counter, event.turn, atMs);
        return [];
      case 'free':
        if (event.turn) this.#finish(event.counter, event.turn, atMs);
        return this.#call(event.counter, atMs);
    }
  }

  #seat(counter: Counter): void {
    const { nowMs } = this.#situation;
    const { state, since } = this.#queue.counterState(counter.id);
    const turn = this.#queue.inHand(counter.id);
    const handMs = turn ? this.#restOf(turn, counter) : 0;
    if (state === 'closed') {
      if (turn) this.#agenda.add(nowMs + handMs, { kind: 'ends', counter, turn });
    } else if (state === 'paused') this.#freeAt(counter, Math.max(nowMs + handMs, this.#backAt(since)), turn);
    else if (turn) this.#freeAt(counter, nowMs + handMs + this.#gapMs(), turn);
    else if (this.#isStaffed(counter)) this.#seatIdle(counter);
  }

  #restOf(turn: Turn, counter: Counter): number {
    const { habits, nowMs, random } = this.#situation;
    const tookAt = habits.tookAt(counter.id) ?? Date.parse(turn.calledAt ?? turn.queuedAt);
    return habits.services.drawRest(turn.service, nowMs - tookAt, random);
  }

  #backAt(pausedSince: string): number {
    const { habits, nowMs, random, calling } = this.#situation;
    const pausedMs = calling.between(Date.parse(pausedSince), nowMs);
    return calling.after(nowMs, habits.pauses.drawRest(pausedMs, random));
  }

  /** A counter that has called nobody long after the site opened is open by its settings only. */
  #isStaffed({ id }: Counter): boolean {
    const { habits, nowMs, calling } = this.#situation;
    const startedAt = calling.startBefore(nowMs);
    const isNotOpenYet = calling.atOrAfter(nowMs) > nowMs;
    if (habits.freeSince(id) !== undefined || startedAt === undefined || isNotOpenYet) return true;
    return calling.between(startedAt, nowMs) <= AWAY_MS;
  }

  /** Nobody in hand: at once where nobody waits for it either, else when it comes back from what keeps it. */
  #seatIdle(counter: Counter): void {
    const { habits, nowMs, random, calling } = this.#situation;
    const next = choose(this.#queue, counter, nowMs);
    const waitedFrom = next ? Date.parse(next.turn.queuedAt) : nowMs;
    const startedAt = calling.startBefore(nowMs) ?? 0;
    const sinceMs = Math.max(habits.freeSince(counter.id) ?? 0, startedAt, waitedFrom);
    const idleMs = calling.between(sinceMs, nowMs);
    const gapMs = next ? habits.gaps.drawRest(idleMs, random) : 0;
    if (idleMs <= AWAY_MS) this.#freeAt(counter, nowMs + gapMs);
  }

  /** The phantoms that are passed over on the way, and the turn that is called. */
  #call(counter: Counter, atMs: number): readonly Turn[] {
    const { habits, random } = this.#situation;
    const called: Turn[] = [];
    for (;;) {
      const choice = choose(this.#queue, counter, atMs);
      if (!choice) {
        this.#idle.add(counter);
        return called;
      }
      called.push(choice.turn);
      if (this.#phantoms.has(choice.turn)) {
        this.#queue.forget(choice.turn.ticketId);
        continue;
      }
      if (choice.tally) this.#queue.putTally(choice.tally);
      if (habits.misses.share > random()) this.#miss(counter, choice.turn, atMs);
      else this.#serve(counter, choice.turn, atMs);
      return called;
    }
  }

  #serve(counter: Counter, turn: Turn, atMs: number): void {
    const { habits, random } = this.#situation;
    const untilMs = atMs + habits.services.draw(turn.service, random) + this.#gapMs();
    const isOnlyStep = this.#queue.turnsOf(turn.ticketId).length === 1;
    if (isOnlyStep) this.#queue.forget(turn.ticketId);
    else this.#queue.put({ ...turn, state: 'serving', counter: counter.id });
    this.#freeAt(counter, untilMs, isOnlyStep ? undefined : turn);
  }

  #miss(counter: Counter, turn: Turn, atMs: number): void {
    const { missedReturns, missedAfterMinutes } = this.#queue.rules.queue.policy;
    const untilMs = atMs + this.#situation.habits.misses.draw(this.#situation.random);
    const missed: Turn = { ...turn, state: 'missed', misses: turn.misses + 1 };
    this.#queue.put(missed);
    if (turn.misses < missedReturns) this.#joinLater(missed, untilMs + missedAfterMinutes * MINUTE_MS);
    this.#freeAt(counter, untilMs + this.#gapMs());
  }

  /** The steps of the visit that waited for this one may be called from now on. */
  #finish(counter: Counter, turn: Turn, atMs: number): void {
    const finished: Turn = { ...turn, state: 'finished' };
    const scene = { queue: this.#queue, counter, at: new Date(atMs), newId: () => '' };
    const opened = openedBy(scene, finished);
    this.#queue.put(finished);
    for (const change of opened) if (change.kind === 'turn') this.#queue.put(change.turn);
    for (const { state, service } of this.#queue.turnsOf(turn.ticketId))
      if (state === 'waiting') this.#wake(service, atMs);
  }

  #gapMs(): number {
    return this.#situation.habits.gaps.draw(this.#situation.random);
  }

  #freeAt(counter: Counter, atMs: number, turn?: Turn): void {
    const { calling, habits, random } = this.#situation;
    const callingAt = calling.atOrAfter(atMs);
    const startMs = callingAt > atMs ? habits.starts.draw(random) : 0;
    this.#agenda.add(callingAt + startMs, { kind: 'free', counter, turn });
  }

  #joinLater(turn: Turn, atMs: number): void {
    this.#agenda.add(Math.max(atMs, this.#situation.nowMs), { kind: 'joins', turn });
  }

  #comeBack(turn: Turn, atMs: number): void {
    const { returnsAt: _, ...rest } = turn;
    const waiting: Turn = { ...rest, state: 'waiting' };
    this.#join({ ...waiting, order: returnOrder({ queue: this.#queue, at: new Date(atMs) }, waiting) }, atMs);
  }

  #join(turn: Turn, atMs: number): void {
    this.#queue.put(turn);
    this.#wake(turn.service, atMs);
  }

  /** Somebody may be callable now: idle counters look. */
  #wake(service: string, atMs: number): void {
    for (const counter of this.#idle)
      if (counter.services.includes(service)) {
        this.#idle.delete(counter);
        this.#freeAt(counter, atMs);
      }
  }

  /** Those who may overtake: as many as chance has it in the next quarter of an hour, at any time in it. */
  #arrivals(atMs: number): void {
    const { habits, nowMs, random } = this.#situation;
    const mean = habits.arrivals.rate(atMs, nowMs) * ARRIVALS_EVERY_MS;
    for (let left = Math.exp(-mean), chance = random(); chance > left; chance *= random()) {
      const newcomer = habits.arrivals.draw(random);
      const comesAt = atMs + random() * ARRIVALS_EVERY_MS;
      if (newcomer) this.#joinLater(turnOf(newcomer, `arrival-${this.#arrived++}`, comesAt), comesAt);
    }
    this.#agenda.add(atMs + ARRIVALS_EVERY_MS, { kind: 'arrivals' });
  }
}
