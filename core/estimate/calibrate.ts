import type { Guess, Outcome, Side } from './saved.ts';

/** How many outcomes of each side are looked back on. */
export const keptOutcomes = 250;
/** The top is a bound that so many stay under ... */
const UNDER_TOP = 0.8;
/** ... and that no more than so many pass by more than five minutes, once it is rounded. */
const LATE = 0.035;
const UNDER_LOW = 0.2;
const MINUTE_MS = 60_000;
const STEP_MS = 5 * MINUTE_MS;
/** Scores of a site of which nothing is known yet stand beside its own until there are this many. */
const SUPPOSED = 40;

/**
 * Conformal calibration: the errors of the last 250 outcomes, each in units of its own guess's uncertainty, say how far
 * from a new guess's median the range must reach so that it holds what it promises.
 */
export class Calibration {
  readonly #outcomes: Record<Side, Outcome[]>;
  readonly #levels: Partial<Record<Side, Levels>> = {};

  constructor(saved: readonly Outcome[] = []) {
    const of = (side: Side) => saved.filter((outcome) => outcome.side === side).slice(-keptOutcomes);
    this.#outcomes = { priority: of('priority'), ordinary: of('ordinary') };
  }

  learn(outcome: Outcome): void {
    const outcomes = this.#outcomes[outcome.side];
    outcomes.push(outcome);
    if (outcomes.length > keptOutcomes) outcomes.shift();
    delete this.#levels[outcome.side];
  }

  /** The range of a guess in ms of calling time, from 0 on, before it is rounded; and its median as experience mends it. */
  bounds(guess: Guess): { lowMs: number; medianMs: number; highMs: number } {
    this.#levels[guess.side] ??= levelsOf(this.#outcomes[guess.side]);
    const { low, median, high } = this.#levels[guess.side]!;
    const at = (score: number) => Math.max(0, guess.medianMs + score * unitMs(guess));
    return { lowMs: at(low), medianMs: at(median), highMs: at(high) };
  }

  toJSON(): Outcome[] {
    return [...this.#outcomes.priority, ...this.#outcomes.ordinary];
  }
}

interface Levels {
  readonly low: number;
  readonly median: number;
  readonly high: number;
}

function levelsOf(outcomes: readonly Outcome[]): Levels {
  const own = outcomes.map((outcome) => (outcome.actualMs - outcome.medianMs) / unitMs(outcome));
  const scores = [...own, ...supposed(SUPPOSED - own.length)].sort((a, b) => a - b);
  const at = (share: number) => scores[Math.min(scores.length - 1, Math.ceil(share * (scores.length + 1)) - 1)]!;
  const lateAbove = (score: number) => outcomes.filter((outcome) => isLate(outcome, score)).length;
  let high = Math.min(scores.length - 1, Math.ceil(UNDER_TOP * (scores.length + 1)) - 1);
  while (high < scores.length - 1 && lateAbove(scores[high]!) > LATE * outcomes.length) high++;
  return { low: at(UNDER_LOW), median: at(0.5), high: scores[high]! };
}

/** So many scores from 1.2 below the median to 1.8 above it. */
function supposed(count: number): number[] {
  return Array.from({ length: Math.max(0, count) }, (_, at) => -1.2 + (3 * (at + 0.5)) / count);
}

/** Whether somebody would have waited more than five minutes past a rounded top at this score. */
function isLate(outcome: Outcome, score: number): boolean {
  const topMs = outcome.medianMs + score * unitMs(outcome);
  return outcome.actualMs > Math.ceil(Math.max(0, topMs) / STEP_MS) * STEP_MS + STEP_MS;
}

/** What a guess may be wrong by: more where its samples spread, and more the longer it is. */
function unitMs({ medianMs, spreadMs }: Guess): number {
  return 2 * MINUTE_MS + spreadMs + 0.15 * medianMs;
}
