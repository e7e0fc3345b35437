import { describe, expect, test } from 'vitest';
import { Calibration, keptOutcomes } from '../../core/estimate/calibrate.ts';
import { toRange } from '../../core/estimate/range.ts';
import type { Outcome } from '../../core/estimate/saved.ts';
import { chanceOf, logNormal, type Random } from './world/chance.ts';

const minuteMs = 60_000;
const guess = { side: 'ordinary', medianMs: 30 * minuteMs, spreadMs: 5 * minuteMs } as const;

/** Waits that are wrong by the same factor on average, and by chance beside it. */
function outcomes(count: number, factor: number, random: Random): Outcome[] {
  return Array.from({ length: count }, () => {
    const medianMs = (5 + 50 * random()) * minuteMs;
    return { side: 'ordinary', medianMs, spreadMs: medianMs / 6, actualMs: logNormal(random, factor * medianMs, 0.3) };
  });
}

function heldBy(calibration: Calibration, tried: readonly Outcome[]) {
  const share = (is: (outcome: Outcome, range: ReturnType<typeof toRange>) => boolean) =>
    tried.filter((outcome) => {
      const { lowMs, highMs } = calibration.bounds(outcome);
      return is(outcome, toRange(lowMs, highMs));
    }).length / tried.length;
  return {
    under: share(({ actualMs }, { toMinutes }) => actualMs <= toMinutes * minuteMs),
    late: share(({ actualMs }, { toMinutes }) => actualMs > (toMinutes + 5) * minuteMs),
    above: share(({ actualMs }, { fromMinutes }) => actualMs >= fromMinutes * minuteMs),
  };
}

describe.each([0.7, 1, 1.5])('of waits that are %f times what was forecast', (factor) => {
  const random = chanceOf(3);
  const calibration = new Calibration(outcomes(keptOutcomes, factor, random));
  const held = heldBy(calibration, outcomes(4_000, factor, random));

  test('the range holds what it promises for those who come next', () => {
    expect(held.under).toBeGreaterThan(0.8);
    expect(held.late).toBeLessThan(0.06);
    expect(held.above).toBeGreaterThan(0.75);
  });

  test('the median is mended', () => {
    const { medianMs } = calibration.bounds(guess);
    expect(medianMs / guess.medianMs / factor).toBeGreaterThan(0.85);
    expect(medianMs / guess.medianMs / factor).toBeLessThan(1.1);
  });
});

test('without what was learned the range would not hold where waits are longer than forecast', () => {
  expect(heldBy(new Calibration(), outcomes(4_000, 1.5, chanceOf(3))).late).toBeGreaterThan(0.06);
});

test('the two sides are held apart', () => {
  const calibration = new Calibration(outcomes(keptOutcomes, 2, chanceOf(1)));
  const fresh = new Calibration();
  expect(calibration.bounds({ ...guess, side: 'priority' })).toEqual(fresh.bounds({ ...guess, side: 'priority' }));
  expect(calibration.bounds(guess).highMs).toBeGreaterThan(fresh.bounds(guess).highMs);
});

test('what is long ago is forgotten', () => {
  const random = chanceOf(1);
  const recent = outcomes(keptOutcomes, 1, random);
  const calibration = new Calibration(outcomes(keptOutcomes, 3, random));
  for (const outcome of recent) calibration.learn(outcome);
  expect(calibration.toJSON()).toEqual(recent);
  expect(calibration.bounds(guess)).toEqual(new Calibration(recent).bounds(guess));
});

test('a longer guess has no earlier end, and none is before now', () => {
  const calibration = new Calibration(outcomes(100, 1, chanceOf(1)));
  let last = { lowMs: 0, medianMs: 0, highMs: 0 };
  for (let minutes = 0; minutes <= 120; minutes += 5) {
    const bounds = calibration.bounds({ side: 'ordinary', medianMs: minutes * minuteMs, spreadMs: minutes * 8_000 });
    expect(bounds.lowMs).toBeGreaterThanOrEqual(last.lowMs);
    expect(bounds.medianMs).toBeGreaterThanOrEqual(bounds.lowMs);
    expect(bounds.highMs).toBeGreaterThanOrEqual(Math.max(bounds.medianMs, last.highMs));
    last = bounds;
  }
});
