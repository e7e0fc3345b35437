import { choose } from '../queue/choose.ts';
import { openedBy } from '../queue/journey.ts';
import { returnOrder } from '../queue/place.ts';
import type { Queue } from '../queue/queue.ts';
import type { Caller } from '../queue/rules.ts';
import type { Turn } from '../queue/turn.ts';
import { Agenda } from './agenda.ts';
import type { Situation } from './forecast.ts';
import { turnOf } from './newcomer.ts';
import { type Seat, seatsOf } from './seats.ts';

type Event =
  /** A counter has done with the turn, if it had any, and looks whom to call. */
  | { readonly kind: 'free'; readonly counter: Caller; readonly turn?: Turn | undefined }
  /** A counter that closed ends the turn that it still had. */
  | { readonly kind: 'ends'; readonly counter: Caller; readonly turn: Turn }
  | { readonly kind: 'joins'; readonly turn: Turn }
  /** Somebody who waits for this service already may be called from now on. */
  | { readonly kind: 'wakes'; readonly service: string }
  | { readonly kind: 'arrivals' };

const MINUTE_MS = 60_000;
/** Further than this nobody looks ahead. */
const HORIZON_MS = 10 * 60 * MINUTE_MS;
const ARRIVALS_EVERY_MS = 15 * MINUTE_MS;

/** What every run begins with. */
export interface Start {
  readonly seats: readonly Seat[];
  /** Held and missed turns that come back, and waiting ones that may not be called yet. */
  readonly later: readonly (readonly [number, Event])[];
  /** They wait like everybody else, but are called beside the others and leave no trace: phantoms. */
  readonly newcomers: readonly Turn[];
}

/** The same for every run, so it is looked at once; what is left to chance in it is drawn by each run. */
export function startOf(situation: Situation, newcomers: readonly Turn[]): Start {
  const { queue } = situation;
  const resting = [...queue.resting()].map((turn): [number, Event] => [
    Date.parse(turn.returnsAt!),
    { kind: 'joins', turn },
  ]);
  const notYet = [...queue.openTurns()].flatMap(({ state, notBefore, service }): [number, Event][] =>
    state === 'waiting' && notBefore !== undefined ? [[Date.parse(notBefore), { kind: 'wakes', service }]] : [],
  );
  return { seats: seatsOf(situation), later: [...resting, ...notYet], newcomers };
}

/** One way in which the rest of the day may go. */
export class Run {
  readonly #situation: Situation;
  readonly #queue: Queue;
  readonly #phantoms: ReadonlySet<Turn>;
  readonly #agenda = new Agenda<Event>();
  readonly #idle = new Set<Caller>();
  #arrived = 0;

  constructor(situation: Situation, start: Start) {
    this.#situation = situation;
    this.#queue = situation.queue.clone();
    this.#phantoms = new Set(start.newcomers);
    for (const { counter, turn, isLeaving, drawFreeAt } of start.seats) {
      if (!isLeaving) this.#freeAt(counter, drawFreeAt(), turn);
      else if (turn) this.#agenda.add(drawFreeAt(), { kind: 'ends', counter, turn });
    }
    for (const [atMs, event] of start.later) this.#agenda.add(Math.max(atMs, situation.nowMs), event);
    for (const turn of start.newcomers) this.#queue.put(turn);
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
      case 'wakes':
        this.#wake(event.service, atMs);
        return [];
      case 'ends':
        this.#finish(event.counter, event.turn, atMs);
        return [];
      case 'free':
        if (event.turn) this.#finish(event.counter, event.turn, atMs);
        return this.#call(event.counter, atMs);
    }
  }

  /** The phantoms that are passed over on the way, and the turn that is called. */
  #call(counter: Caller, atMs: number): readonly Turn[] {
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

  #serve(counter: Caller, turn: Turn, atMs: number): void {
    const { habits, random } = this.#situation;
    const untilMs = atMs + habits.services.draw(turn.service, random) + this.#gapMs();
    const isOnlyStep = this.#queue.turnsOf(turn.ticketId).length === 1;
    if (isOnlyStep) this.#queue.forget(turn.ticketId);
    else this.#queue.put({ ...turn, state: 'serving', counter: counter.id });
    this.#freeAt(counter, untilMs, isOnlyStep ? undefined : turn);
  }

  #miss(counter: Caller, turn: Turn, atMs: number): void {
    const { missedReturns, missedAfterMinutes } = this.#queue.rules.queue.policy;
    const untilMs = atMs + this.#situation.habits.misses.draw(this.#situation.random);
    const missed: Turn = { ...turn, state: 'missed', misses: turn.misses + 1 };
    this.#queue.put(missed);
    if (turn.misses < missedReturns) {
      this.#agenda.add(untilMs + missedAfterMinutes * MINUTE_MS, { kind: 'joins', turn: missed });
    }
    this.#freeAt(counter, untilMs + this.#gapMs());
  }

  /** The steps of the visit that waited for this one may be called from now on. */
  #finish(counter: Caller, turn: Turn, atMs: number): void {
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

  #freeAt(counter: Caller, atMs: number, turn?: Turn): void {
    const { calling, habits, random } = this.#situation;
    const callingAt = calling.atOrAfter(atMs);
    const startMs = callingAt > atMs ? habits.starts.draw(random) : 0;
    this.#agenda.add(callingAt + startMs, { kind: 'free', counter, turn });
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
      if (!newcomer) break;
      const turn = turnOf(newcomer, `arrival-${this.#arrived++}`, comesAt);
      this.#agenda.add(comesAt, { kind: 'joins', turn });
    }
    this.#agenda.add(atMs + ARRIVALS_EVERY_MS, { kind: 'arrivals' });
  }
}
