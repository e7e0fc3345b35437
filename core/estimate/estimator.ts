import type { WaitRange } from '../contract/shared.ts';
import type { Change } from '../queue/change.ts';
import type { Queue } from '../queue/queue.ts';
import type { Rules } from '../queue/rules.ts';
import { standingOf } from '../queue/standing.ts';
import type { Turn } from '../queue/turn.ts';
import type { Guess } from './calibrate.ts';
import { type CallingAt, CallingTime } from './calling-time.ts';
import { configuredMs, countAhead, workAheadMs } from './fallback.ts';
import { type Extent, forecast } from './forecast.ts';
import { Habits, type SavedHabits } from './habits.ts';
import { type Newcomer, turnOf } from './newcomer.ts';
import { toRange } from './range.ts';
import { type ErrorSoFar, type SavedToldSoFar, ToldSoFar } from './told.ts';

const HOUR_MS = 3_600_000;
const LOOK_BACK_MS = 24 * HOUR_MS;
const LOOK_AHEAD_MS = 48 * HOUR_MS;
/** A run looks less far ahead than this. */
const NEEDED_AHEAD_MS = 20 * HOUR_MS;
/** With more waiting than this half of the samples do. */
const MANY = 150;
const SAMPLES = 64;
const MOST_CALLS = 400;
/** A guess that was not forecast is supposed to spread by this share of itself. */
const SUPPOSED_SPREAD = 0.4;

/** What is told to one who waits. `wait`: none where no counter serves the service today. */
export interface Estimate {
  readonly ahead: number;
  readonly basis: 'forecast' | 'work-ahead' | 'configured';
  readonly wait?: WaitRange;
  /** The middle of what may happen, ms from now; for the manager's figures, told to nobody. */
  readonly medianMs?: number;
  readonly guess?: Guess;
}

/** Plain JSON: what must be kept over a restart. */
export interface SavedEstimator {
  readonly day: string;
  readonly habits: SavedHabits;
  readonly told: SavedToldSoFar;
}

/**
 * Learns from the site's log how long things take there, and says how long those who wait will. Pure: the time and
 * chance are handed in. Estimating leaves the queue as it is, and belongs off the path of commands.
 */
export class Estimator {
  readonly #callingAt: CallingAt;
  readonly #habits: Habits;
  readonly #told: ToldSoFar;
  #day: string;
  #calling: CallingTime;
  #callingAsOfMs = Number.NEGATIVE_INFINITY;

  constructor(rules: Pick<Rules, 'services'>, callingAt: CallingAt, saved?: SavedEstimator) {
    this.#callingAt = callingAt;
    this.#habits = new Habits(rules, saved?.habits);
    this.#told = new ToldSoFar(saved?.told);
    this.#day = saved?.day ?? '';
    this.#calling = new CallingTime(callingAt, 0, 0);
  }

  /** Every change of the site's log, in its order; `atMs` (ms since 1970) is when it was made. */
  learn(change: Change, atMs: number): void {
    if (change.kind === 'turn' && change.turn.day > this.#day) this.#newDay(change.turn.day, atMs);
    const calling = this.#callingAround(atMs);
    this.#habits.learn(change, atMs, calling);
    if (change.kind === 'turn') this.#told.learn(change.turn, change.change === 'called', atMs, calling);
  }

  /** For everybody who waits, by the id of the turn. Whoever was told nothing yet counts as told this. */
  estimateAll(queue: Queue, nowMs: number, random: () => number): ReadonlyMap<string, Estimate> {
    const waiting = [...queue.openTurns()].filter(({ state }) => state === 'waiting');
    const extent = { samples: waiting.length > MANY ? SAMPLES / 2 : SAMPLES, mostCalls: MOST_CALLS };
    const estimates = this.#estimate(queue, nowMs, random, waiting, [], extent);
    for (const turn of waiting) if (turn.calls === 0) this.tell(turn, estimates.get(turn.id)!, nowMs);
    return estimates;
  }

  /** For those who would come now, each as if alone; in the order in which they are handed in. */
  estimateNewcomers(
    queue: Queue,
    nowMs: number,
    random: () => number,
    newcomers: readonly Newcomer[],
  ): readonly Estimate[] {
    const turns = newcomers.map((newcomer, index) => turnOf(newcomer, `newcomer-${index}`, nowMs));
    const estimates = this.#estimate(queue, nowMs, random, [], turns, { samples: SAMPLES, mostCalls: MOST_CALLS });
    return turns.map(({ id }) => estimates.get(id)!);
  }

  /** Somebody was told this about a turn; what is told first is held against what happens. */
  tell({ id, service }: Pick<Turn, 'id' | 'service'>, { wait, medianMs, guess }: Estimate, atMs: number): void {
    if (!wait || medianMs === undefined) return;
    this.#told.tell(id, { service, atMs, medianMs, toMinutes: wait.toMinutes, ...(guess && { guess }) });
  }

  /** Of the last 500 turns that were told something. */
  errorSoFar(): ErrorSoFar {
    return this.#told.error;
  }

  toJSON(): SavedEstimator {
    return { day: this.#day, habits: this.#habits.toJSON(), told: this.#told.toJSON() };
  }

  #estimate(
    queue: Queue,
    nowMs: number,
    random: () => number,
    waiting: readonly Turn[],
    newcomers: readonly Turn[],
    extent: Extent,
  ): ReadonlyMap<string, Estimate> {
    const calling = this.#callingAround(nowMs);
    const situation = { queue, habits: this.#habits, calling, nowMs, random };
    const instants = forecast(situation, waiting, newcomers, extent);
    const all = [...waiting, ...newcomers];
    return new Map(all.map((turn) => [turn.id, this.#of(queue, turn, instants.get(turn.id)!, calling, nowMs)]));
  }

  #of(queue: Queue, turn: Turn, instants: Float64Array, calling: CallingTime, nowMs: number): Estimate {
    const ahead = countAhead(queue, turn, nowMs);
    const { side: stands } = standingOf(queue.rules, turn, nowMs);
    const side = stands === 'urgent' || stands === 'priority' ? 'priority' : 'ordinary';
    const sorted = instants.sort();
    const at = (share: number) => calling.between(nowMs, sorted[Math.floor(share * sorted.length)]!);
    const medianMs = at(0.5);
    const spreadMs = at(0.8) - medianMs;
    if (Number.isFinite(spreadMs)) {
      const guess = { side, medianMs, spreadMs } as const;
      return { ahead, basis: 'forecast', guess, ...this.#range(guess, calling, nowMs) };
    }
    const workMs = workAheadMs(queue, turn, this.#habits.services, nowMs);
    if (workMs === undefined) return { ahead, basis: 'configured' };
    const isMeasured = this.#habits.services.count(turn.service) > 0;
    const supposedMs = isMeasured ? workMs : configuredMs(queue, turn, nowMs);
    const guess = { side, medianMs: supposedMs, spreadMs: SUPPOSED_SPREAD * supposedMs } as const;
    const basis = isMeasured ? 'work-ahead' : 'configured';
    return { ahead, basis, ...this.#range(guess, calling, nowMs) };
  }

  #range(guess: Guess, calling: CallingTime, nowMs: number): { wait: WaitRange; medianMs: number } {
    const { lowMs, medianMs, highMs } = this.#told.calibration.bounds(guess);
    const fromNow = (callingMs: number) => calling.after(nowMs, callingMs) - nowMs;
    return { wait: toRange(fromNow(lowMs), fromNow(highMs)), medianMs: fromNow(medianMs) };
  }

  #newDay(day: string, atMs: number): void {
    this.#day = day;
    this.#habits.newDay(atMs);
    this.#told.newDay();
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
