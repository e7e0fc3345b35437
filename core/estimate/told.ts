import { isOpen, type Turn } from '../queue/turn.ts';
import { Calibration, type Guess, type Outcome } from './calibrate.ts';
import type { CallingTime } from './calling-time.ts';

const MINUTE_MS = 60_000;
const LATE_MS = 5 * MINUTE_MS;
/** So many errors are kept for the manager to see. */
const KEPT_ERRORS = 500;

/** What somebody was told, and when (ms since 1970). `guess`: only where it was forecast. */
export interface Told {
  readonly service: string;
  readonly atMs: number;
  readonly medianMs: number;
  readonly toMinutes: number;
  readonly guess?: Guess;
}

interface Miss {
  readonly errorMs: number;
  readonly isLate: boolean;
}

export interface SavedToldSoFar {
  readonly told: Readonly<Record<string, Told>>;
  readonly outcomes: readonly Outcome[];
  readonly errors: readonly Miss[];
}

/** How far off the estimates were; `lateShare`: waited more than five minutes past the top of the range. */
export interface ErrorSoFar {
  readonly n: number;
  readonly meanErrorMinutes: number;
  readonly lateShare: number;
}

/** What those who wait were told first, and what became of it. */
export class ToldSoFar {
  readonly calibration: Calibration;
  readonly #told: Map<string, Told>;
  readonly #errors: Miss[];

  constructor(saved?: SavedToldSoFar) {
    this.calibration = new Calibration(saved?.outcomes);
    this.#told = new Map(Object.entries(saved?.told ?? {}));
    this.#errors = [...(saved?.errors ?? [])];
  }

  /** The first thing that one is told about a turn is what counts. */
  tell(turnId: string, told: Told): void {
    if (!this.#told.has(turnId)) this.#told.set(turnId, told);
  }

  /** The turn is called for the first time, or will not be. */
  learn(turn: Turn, isCall: boolean, atMs: number, calling: CallingTime): void {
    const told = this.#told.get(turn.id);
    if (!told || (!isCall && isOpen(turn) && turn.service === told.service)) return;
    this.#told.delete(turn.id);
    if (!isCall || turn.calls > 1) return;
    const waitedMs = Math.max(0, atMs - told.atMs);
    const isLate = waitedMs > told.toMinutes * MINUTE_MS + LATE_MS;
    this.#errors.push({ errorMs: Math.abs(waitedMs - told.medianMs), isLate });
    if (this.#errors.length > KEPT_ERRORS) this.#errors.shift();
    if (told.guess) this.calibration.learn({ ...told.guess, actualMs: calling.between(told.atMs, atMs) });
  }

  newDay(): void {
    this.#told.clear();
  }

  get error(): ErrorSoFar {
    const n = this.#errors.length;
    const meanOf = (value: (miss: Miss) => number) => this.#errors.reduce((sum, miss) => sum + value(miss), 0) / (n || 1);
    return { n, meanErrorMinutes: meanOf(({ errorMs }) => errorMs) / MINUTE_MS, lateShare: meanOf(({ isLate }) => Number(isLate)) };
  }

  toJSON(): SavedToldSoFar {
    return { told: Object.fromEntries(this.#told), outcomes: this.calibration.toJSON(), errors: this.#errors };
  }
}
