import { play, type Waited } from './play.ts';
import {
  lastToEnter,
  ownEstimate,
  type Predictor,
  position,
  positionByClass,
  positionInService,
} from './predictors.ts';
import type { World } from './worlds.ts';

const MINUTE_MS = 60_000;
const LATE_MS = 5 * MINUTE_MS;
/** What a site sets that nobody has measured: the usual minutes of the product's own settings. */
const FIXED_MINUTES = 10;

/** How one predictor did. Minutes; shares from 0 to 1. Without ranges the top is the one figure that it gives. */
export interface Figures {
  readonly n: number;
  readonly meanError: number;
  /** Waited more than five minutes past the top. */
  readonly late: number;
  readonly underTop: number;
  readonly belowBottom: number;
  readonly width: number;
}

/** The days that are held against what was told: the first ones are for learning, and count for nobody. */
export interface Span {
  readonly warmUpDays: number;
  readonly days: number;
  readonly seed: number;
}

export interface Outcome {
  readonly meanWait: number;
  readonly waited: readonly Waited[];
  /** By the name of the predictor, of everybody or of some. */
  figures(name: string, isCounted?: (waited: Waited) => boolean): Figures;
  /** What the hub itself would show to the manager. */
  readonly ownError: { readonly n: number; readonly meanErrorMinutes: number; readonly lateShare: number };
}

/** Plays the days of a world, every predictor beside the others on the very same people. */
export function holdAgainst(world: World, { warmUpDays, days, seed }: Span): Outcome {
  const own = ownEstimate(world, seed);
  const others = [
    position(world, FIXED_MINUTES),
    positionByClass(world, FIXED_MINUTES),
    positionInService(world),
    lastToEnter(),
  ];
  const predictors: readonly Predictor[] = [own, ...others];
  const waited = play(world, warmUpDays + days, seed, predictors).filter(({ day }) => day >= warmUpDays);
  return {
    waited,
    meanWait: mean(waited.map(({ waitedMs }) => waitedMs)) / MINUTE_MS,
    figures(name, isCounted = () => true) {
      const index = predictors.findIndex((predictor) => predictor.name === name);
      return figuresOf(waited.filter(isCounted), index);
    },
    ownError: own.estimator.errorSoFar(),
  };
}

function figuresOf(waited: readonly Waited[], predictor: number): Figures {
  const all = waited.map(({ told, waitedMs }) => {
    const { medianMs, fromMs = medianMs, topMs = medianMs } = told[predictor]!;
    return { waitedMs, medianMs, fromMs, topMs };
  });
  const share = (is: (one: (typeof all)[number]) => boolean) => mean(all.map((one) => Number(is(one))));
  return {
    n: all.length,
    meanError: mean(all.map(({ waitedMs, medianMs }) => Math.abs(waitedMs - medianMs))) / MINUTE_MS,
    late: share(({ waitedMs, topMs }) => waitedMs > topMs + LATE_MS),
    underTop: share(({ waitedMs, topMs }) => waitedMs <= topMs),
    belowBottom: share(({ waitedMs, fromMs }) => waitedMs < fromMs),
    width: mean(all.map(({ fromMs, topMs }) => topMs - fromMs)) / MINUTE_MS,
  };
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
}
