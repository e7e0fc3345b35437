import type { Change } from '../queue/change.ts';
import type { Rules } from '../queue/rules.ts';
import { isInHand, type Turn } from '../queue/turn.ts';
import { PriorityArrivals } from './arrivals.ts';
import type { CallingTime } from './calling-time.ts';
import { Durations } from './durations.ts';
import { Misses } from './misses.ts';
import type { SavedHabits } from './saved.ts';
import { ServiceTimes } from './service-times.ts';

const MINUTE_MS = 60_000;

type TurnChanged = Extract<Change, { kind: 'turn' }>;

/** How this site works, as far as its log shows it. Durations are ms of calling time. */
export class Habits {
  readonly services: ServiceTimes;
  readonly arrivals: PriorityArrivals;
  readonly misses: Misses;
  /** From the end of one turn to the call of another who waited already: paper work, and breaks that nobody announced. */
  readonly gaps: Durations;
  readonly pauses: Durations;
  /** From the end of a lunch break, or the opening, to a counter's first call of somebody who waited for it. */
  readonly starts: Durations;
  readonly #tookAt: Map<string, number>;
  readonly #freeAt: Map<string, number>;

  constructor({ services }: Pick<Rules, 'services'>, saved?: SavedHabits) {
    const usualMs = new Map(services.map(({ id, usualMinutes }) => [id, usualMinutes * MINUTE_MS]));
    this.services = new ServiceTimes(usualMs, saved?.services);
    this.arrivals = new PriorityArrivals(saved?.arrivals);
    this.misses = new Misses(saved?.misses);
    this.gaps = new Durations(MINUTE_MS / 2, saved?.gaps);
    this.pauses = new Durations(10 * MINUTE_MS, saved?.pauses);
    this.starts = new Durations(2 * MINUTE_MS, saved?.starts);
    this.#tookAt = new Map(Object.entries(saved?.tookAt ?? {}));
    this.#freeAt = new Map(Object.entries(saved?.freeAt ?? {}));
  }

  /** Since when a counter has nobody in hand; nothing where it has had nobody yet today. */
  freeSince(counter: string): number | undefined {
    return this.#freeAt.get(counter);
  }

  /** Since when a counter has the turn that it has in hand. */
  tookAt(counter: string): number | undefined {
    return this.#tookAt.get(counter);
  }

  /** The first change of another day came at this instant. */
  newDay(atMs: number): void {
    this.services.newDay();
    this.arrivals.newDay(atMs);
    this.#tookAt.clear();
    this.#freeAt.clear();
  }

  learn(change: Change, atMs: number, calling: CallingTime): void {
    if (change.kind === 'turn') this.#learnTurn(change, atMs, calling);
    else this.#learnState(change, atMs, calling);
  }

  toJSON(): SavedHabits {
    return {
      services: this.services.toJSON(),
      arrivals: this.arrivals.toJSON(),
      misses: this.misses.toJSON(),
      gaps: this.gaps.toJSON(),
      pauses: this.pauses.toJSON(),
      starts: this.starts.toJSON(),
      tookAt: Object.fromEntries(this.#tookAt),
      freeAt: Object.fromEntries(this.#freeAt),
    };
  }

  #learnTurn({ change, turn, before }: TurnChanged, atMs: number, calling: CallingTime): void {
    if (change === 'taken-in' || change === 'opened') this.arrivals.learn(turn, atMs);
    else if (change === 'undone') this.#undo(turn, atMs);
    else if (isInHand(turn) && !(before && isInHand(before))) this.#learnCall(turn, atMs, calling);
    else if (before && isInHand(before) && !isInHand(turn)) this.#learnEnd(before, change === 'missed', atMs);
  }

  #learnState({ state, before }: Extract<Change, { kind: 'counter' }>, atMs: number, calling: CallingTime): void {
    if (state.state === 'open' && before?.state === 'paused')
      this.pauses.add(calling.between(Date.parse(before.since), atMs));
  }

  #learnCall(turn: Turn, atMs: number, calling: CallingTime): void {
    const counter = turn.counter!;
    const freeAt = this.#freeAt.get(counter);
    const startedAt = calling.startBefore(atMs);
    const queuedAt = Date.parse(turn.queuedAt);
    if (startedAt !== undefined && !(freeAt !== undefined && freeAt >= startedAt)) {
      if (queuedAt <= startedAt) this.starts.add(atMs - startedAt);
    } else if (freeAt !== undefined && queuedAt <= freeAt) this.gaps.add(calling.between(freeAt, atMs));
    this.#tookAt.set(counter, atMs);
    this.#freeAt.delete(counter);
  }

  #learnEnd({ counter, service }: Turn, isMissed: boolean, atMs: number): void {
    const tookAt = this.#tookAt.get(counter!);
    this.#tookAt.delete(counter!);
    this.#freeAt.set(counter!, atMs);
    if (tookAt === undefined || atMs < tookAt) return;
    this.misses.learn(isMissed, atMs - tookAt);
    if (!isMissed) this.services.learn(service, atMs - tookAt);
  }

  /** A call or an end was taken back; what was learned of it stays. */
  #undo(turn: Turn, atMs: number): void {
    if (turn.counter === undefined) return;
    if (isInHand(turn)) this.#tookAt.set(turn.counter, Date.parse(turn.calledAt ?? new Date(atMs).toISOString()));
    else this.#tookAt.delete(turn.counter);
  }
}
