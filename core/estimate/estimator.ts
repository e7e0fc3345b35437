import type { Change } from '../queue/change.ts';
import type { Queue } from '../queue/queue.ts';
import type { Rules } from '../queue/rules.ts';
import type { Turn } from '../queue/turn.ts';
import { type CallingAt, CallingTime } from './calling-time.ts';
import { type Estimate, estimateOf } from './estimate.ts';
import { forecast } from './forecast.ts';
import { Habits } from './habits.ts';
import { type ErrorSoFar, Ledger } from './ledger.ts';
import { type Newcomer, turnOf } from './newcomer.ts';
import type { SavedEstimator } from './saved.ts';

const HOUR_MS = 3_600_000;
const LOOK_BACK_MS = 24 * HOUR_MS;
const LOOK_AHEAD_MS = 48 * HOUR_MS;
/** A run looks less far ahead than this. */
const NEEDED_AHEAD_MS = 20 * HOUR_MS;
/** What a run costs is its calls; whoever half of the runs do not reach is told the work ahead. */
const extent = { samples: 32, mostCalls: 1_500 };

/** For each waiting turn by its id, and for the newcomers in the order in which they were handed in. */
export interface Estimates {
  readonly waiting: ReadonlyMap<string, Estimate>;
  readonly newcomers: readonly Estimate[];
}

/**
 * Learns from a site's log how long things take there, and says how long those who wait will. Pure: the time and chance
 * are handed in. Estimating leaves the queue as it is, and belongs off the path of commands.
 */
export class Estimator {
  readonly #callingAt: CallingAt;
  readonly #habits: Habits;
  readonly #ledger: Ledger;
  #day: string;
  #calling: CallingTime;
  #callingAsOfMs = Number.POSITIVE_INFINITY;

  constructor(rules: Pick<Rules, 'services'>, callingAt: CallingAt, saved?: SavedEstimator) {
    this.#callingAt = callingAt;
    this.#habits = new Habits(rules, saved?.habits);
    this.#ledger = new Ledger(saved?.ledger);
    this.#day = saved?.day ?? '';
    this.#calling = new CallingTime(callingAt, 0, 0);
  }

  /** Every change of the site's log, in its order; `atMs` (ms since 1970) is when it was made. */
  learn(change: Change, atMs: number): void {
    if (change.kind === 'turn' && change.turn.day > this.#day) this.#newDay(change.turn.day, atMs);
    const calling = this.#callingAround(atMs);
    this.#habits.learn(change, atMs, calling);
    if (change.kind === 'turn') this.#ledger.learn(change.turn, change.change === 'called', atMs, calling);
  }

  /** For everybody who waits, and for those who would come now. Whoever was told nothing yet counts as told this. */
  estimateAll(queue: Queue, nowMs: number, random: () => number, newcomers: readonly Newcomer[] = []): Estimates {
    const waiting = [...queue.openTurns()].filter(({ state }) => state === 'waiting');
    const estimates = this.#estimate(queue, nowMs, random, waiting, newcomers);
    for (const turn of waiting) if (turn.calls === 0) this.tell(turn, estimates.waiting.get(turn.id)!, nowMs);
    return estimates;
  }

  /** Only for those who would come now, each as if alone. */
  estimateNewcomers(
    queue: Queue,
    nowMs: number,
    random: () => number,
    newcomers: readonly Newcomer[],
  ): readonly Estimate[] {
    return this.#estimate(queue, nowMs, random, [], newcomers).newcomers;
  }

  /** Somebody was told this about a turn; what is told first is held against what happens. */
  tell({ id, service }: Pick<Turn, 'id' | 'service'>, { wait, medianMs, guess }: Estimate, atMs: number): void {
    if (!wait || medianMs === undefined) return;
    this.#ledger.tell(id, { service, atMs, medianMs, toMinutes: wait.toMinutes, ...(guess && { guess }) });
  }

  /** Of the last 500 turns that were told something and were called. */
  errorSoFar(): ErrorSoFar {
    return this.#ledger.error;
  }

  toJSON(): SavedEstimator {
    return { day: this.#day, habits: this.#habits.toJSON(), ledger: this.#ledger.toJSON() };
  }

  #estimate(
    queue: Queue,
    nowMs: number,
    random: () => number,
    waiting: readonly Turn[],
    newcomers: readonly Newcomer[],
  ): Estimates {
    const situation = { queue, habits: this.#habits, calling: this.#callingAround(nowMs), nowMs, random };
    const coming = newcomers.map((newcomer, index) => turnOf(newcomer, `newcomer-${index}`, nowMs));
    const instants = forecast(situation, waiting, coming, extent);
    const of = (turn: Turn) => estimateOf(turn, instants.get(turn.id)!, situation, this.#ledger.calibration);
    return { waiting: new Map(waiting.map((turn) => [turn.id, of(turn)])), newcomers: coming.map(of) };
  }

  #newDay(day: string, atMs: number): void {
    this.#day = day;
    this.#habits.newDay(atMs);
    this.#ledger.newDay(atMs);
  }

  #callingAround(atMs: number): CallingTime {
    const aheadMs = this.#callingAsOfMs + LOOK_AHEAD_MS - atMs;
    if (atMs < this.#callingAsOfMs || aheadMs < NEEDED_AHEAD_MS) {
      this.#calling = new CallingTime(this.#callingAt, atMs - LOOK_BACK_MS, atMs + LOOK_AHEAD_MS);
      this.#callingAsOfMs = atMs;
    }
    return this.#calling;
  }
}
