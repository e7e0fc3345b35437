import { beforeAll, describe, expect, test } from 'vitest';
import { type Figures, holdAgainst, type Outcome } from './world/figures.ts';
import { play } from './world/play.ts';
import { ownEstimate } from './world/predictors.ts';
import { hospital, oneStop } from './world/worlds.ts';

const minuteMs = 60_000;

/**
 * The short form of what the bench does for fifteen days: one day of learning and two that count, which are days such
 * as most. Single days differ widely: on one with twice the usual wait, three times as many are late.
 */
describe.each([oneStop, hospital])('at the $name', (world) => {
  let outcome: Outcome;
  let own: Figures;

  beforeAll(() => {
    outcome = holdAgainst(world, { warmUpDays: 1, days: 2, seed: 4 });
    own = outcome.figures('own');
  });

  test('the median is off by at most half of what the position times fixed minutes is', () => {
    expect(own.n).toBeGreaterThan(500);
    expect(own.meanError / outcome.figures('position').meanError).toBeLessThanOrEqual(0.5);
  });

  test('it is nearer than every other predictor, for those with priority and for those without', () => {
    for (const hasPriority of [true, false]) {
      const errorOf = (name: string) => outcome.figures(name, (one) => one.hasPriority === hasPriority).meanError;
      for (const name of ['position', 'position-by-class', 'position-in-service', 'last-to-enter'])
        expect(errorOf('own')).toBeLessThan(errorOf(name));
    }
  });

  test('at most six in a hundred wait more than five minutes past the top of their range', () => {
    expect(own.late).toBeLessThanOrEqual(0.06);
    expect(own.underTop).toBeGreaterThanOrEqual(0.8);
  });

  test('the ranges are no wider than the waits are long, and most people are inside', () => {
    expect(own.width).toBeLessThan(outcome.meanWait);
    expect(own.underTop - own.belowBottom).toBeGreaterThan(0.6);
  });

  test('with the median as the top far more would be late', () => {
    const { waited } = outcome;
    const late = waited.filter(({ told, waitedMs }) => waitedMs > told[0]!.medianMs + 5 * minuteMs);
    expect(late.length / waited.length).toBeGreaterThan(0.12);
  });

  test('the hub shows the same error to its manager', () => {
    const { n, meanErrorMinutes, lateShare } = outcome.ownError;
    const last = outcome.waited.slice(-n).map(({ told, waitedMs }) => ({ ...told[0]!, waitedMs }));
    const mean = last.reduce((sum, { waitedMs, medianMs }) => sum + Math.abs(waitedMs - medianMs), 0) / n / minuteMs;
    const late = last.filter(({ waitedMs, topMs }) => waitedMs > topMs! + 5 * minuteMs).length / n;
    expect(n).toBe(500);
    expect(meanErrorMinutes).toBeCloseTo(mean);
    expect(lateShare).toBeCloseTo(late);
  });
});

test('the same seed gives the same days and the same estimates', () => {
  const quiet = { ...oneStop, truth: { ...oneStop.truth, people: 40 } };
  const once = () => play(quiet, 2, 3, [ownEstimate(quiet, 3)]);
  expect(once()).toEqual(once());
});

test('what the predictors say changes nothing of the days', () => {
  const waits = (world: typeof oneStop, predictors: Parameters<typeof play>[3]) =>
    play(world, 1, 3, predictors).map(({ waitedMs }) => waitedMs);
  const quiet = { ...hospital, truth: { ...hospital.truth, people: 40 } };
  expect(waits(quiet, [ownEstimate(quiet, 3)])).toEqual(waits(quiet, []));
});
