import { isOpen, type Turn } from '../queue/turn.ts';
import { Calibration } from './calibrate.ts';
import type { CallingTime } from './calling-time.ts';
import type { MissedBy, SavedLedger, Told } from './saved.ts';

const MINUTE_MS = 60_000;
const LATE_MS = 5 * MINUTE_MS;
const FORGOTTEN_AFTER_MS = 12 * 60 * MINUTE_MS;
/** So many errors are kept for the manager to see. */
const KEPT_ERRORS = 500;

/** How far off the estimates were; `lateShare` (0 to 1) waited more than five minutes past the top of their range. */
export interface ErrorSoFar {
  readonly n: number;
  readonly meanErrorMinutes: number;
  readonly lateShare: number;
}

/** What those who wait were told first, and what became of it. */
export class Ledger {
  readonly calibration: Calibration;
  readonly #told: Map<string, Told>;
  readonly #errors: MissedBy[];

  constructor(saved?: SavedLedger) {
    this.calibration = new Calibration(saved?.outcomes);
    this.#told = new Map(Object.entries(saved?.told ?? {}));
    this.#errors = [...(saved?.errors ?? [])];
  }

  /** Of the last 500 that were told something and were called. */
  get error(): ErrorSoFar {
    const n = this.#errors.length;
    const mean = (of: (one: MissedBy) => number) =>
      this.#errors.reduce((sum, one) => sum + of(one), 0) / Math.max(1, n);
    return {
      n,
      meanErrorMinutes: mean(({ errorMs }) => errorMs) / MINUTE_MS,
      lateShare: mean(({ isLate }) => Number(isLate)),
    };
  }

  /** What is told first about a turn is what counts. */
  tell(turnId: string, told: Told): void {
    if (!this.#told.has(turnId)) this.#told.set(turnId, told);
  }

  /** Something happened to a turn; its first call settles what was told, and its end or another service forgets it. */
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

  /** Who was told something half a day ago or earlier will not be called any more. */
  newDay(atMs: number): void {
    for (const [turnId, told] of this.#told) if (told.atMs <= atMs - FORGOTTEN_AFTER_MS) this.#told.delete(turnId);
  }

  toJSON(): SavedLedger {
    return {
      told: Object.fromEntries(this.#told),
      outcomes: this.calibration.toJSON(),
      errors: [...this.#errors],
    };
  }
}
