import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { LeftOut } from './choose-slowly.ts';
import { anyDay, plainDay, play, quick, type Step, type Subject, slow } from './day.ts';
import { rulesOf } from './make.ts';
import {
  guardHeld,
  nobodyElse,
  nobodyStarves,
  nobodyTwice,
  orderInside,
  type Promised,
  passedByFew,
  ratioHeld,
  urgentFirst,
} from './promises.ts';

const ratio = fc
  .record({
    priority: fc.integer({ min: 1, max: 4 }),
    ordinary: fc.integer({ min: 1, max: 3 }),
    guardMinutes: fc.constantFrom(3, 10, 30),
  })
  .map((rule) => rulesOf({ rule: { kind: 'ratio', ...rule } }));
const aging = fc
  .constantFrom(0, 0.5, 5)
  .map((minutesPerWeight) => rulesOf({ rule: { kind: 'aging', minutesPerWeight } }));
const anyRule = fc.oneof(ratio, aging, fc.constant(rulesOf({ rule: { kind: 'statutory' } })));

const kept = (
  promised: Promised,
  subjectOf: (rules: ReturnType<typeof rulesOf>) => Subject,
  days: fc.Arbitrary<Step[]>,
  rules = anyRule,
) =>
  fc.property(rules, days, (given, steps) => {
    expect(promised(play(steps, given, subjectOf(given)), given)).toBeUndefined();
  });

const promises: readonly (readonly [string, Promised, fc.Arbitrary<Step[]>, typeof anyRule, readonly LeftOut[]])[] = [
  [
    'calls nobody who may not be called',
    nobodyElse,
    anyDay,
    anyRule,
    ['branches', 'skills', 'notBefore', 'assignment'],
  ],
  ['calls nobody twice', nobodyTwice, anyDay, anyRule, []],
  ['keeps the order among those who stand alike', orderInside, anyDay, anyRule, ['order', 'weights', 'assignment']],
  ['puts urgent ones first', urgentFirst, anyDay, anyRule, ['urgent']],
  ['holds the ratio', ratioHeld, anyDay, ratio, ['ratio', 'guard']],
  ['never calls two with priority in a row under the guard', guardHeld, anyDay, ratio, ['guard', 'ratio']],
  ['lets nobody starve under a ratio', nobodyStarves, plainDay, ratio, ['ratio', 'order']],
  ['lets nobody be passed by later ones under aging', passedByFew, plainDay, aging, ['order', 'weights']],
];

describe('the choice', () => {
  test.each(promises)('%s', (_, promised, days, rules) => {
    fc.assert(
      kept(promised, (given) => quick(given), days, rules),
      { numRuns: 300 },
    );
  });
});

describe('each promise is missed where its rule is left out', () => {
  const cases = promises.flatMap(([name, promised, days, rules, leaveOut]) =>
    leaveOut.map((leftOut) => [`${name}: without ${leftOut}`, promised, days, rules, leftOut] as const),
  );
  test.each(cases)('%s', (_, promised, days, rules, leftOut) => {
    const withIt = fc.check(
      kept(promised, (given) => slow(given), days, rules),
      { numRuns: 200, seed: 1 },
    );
    const without = fc.check(
      kept(promised, (given) => slow(given, leftOut), days, rules),
      { numRuns: 2_000, seed: 1, endOnFailure: true },
    );
    expect([withIt.failed, without.failed]).toEqual([false, true]);
  });
});

describe('where both sides always wait', () => {
  const both = fc.record({
    priority: fc.integer({ min: 1, max: 5 }),
    ordinary: fc.integer({ min: 1, max: 5 }),
    counters: fc.array(fc.constantFrom('q1', 'q2'), { minLength: 30, maxLength: 60 }),
  });
  const arrive = (named: string | undefined): Step => ({
    kind: 'arrive',
    gap: 0,
    service: 'a',
    class: named,
    earlier: 0,
    assignedTo: undefined,
    appointment: undefined,
    notBefore: undefined,
    branch: undefined,
  });

  test('the calls of all counters of a group are the ratio, over and over', () => {
    fc.assert(
      fc.property(both, ({ priority, ordinary, counters }) => {
        const rules = rulesOf({ rule: { kind: 'ratio', priority, ordinary, guardMinutes: 30 } });
        const people = Array.from({ length: 60 }, () => [arrive('cao-tuoi'), arrive(undefined)]).flat();
        const calls = counters.map((counter): Step => ({ kind: 'call', gap: 0, counter, back: 0 }));
        const sides = play([...people, ...calls], rules, quick(rules)).map(
          ({ choice }) => choice?.turn.priority?.class,
        );
        const round = [...Array(priority).fill('cao-tuoi'), ...Array(ordinary).fill(undefined)];
        expect(sides).toEqual(counters.map((_, at) => round[at % round.length]));
      }),
    );
  });
});
