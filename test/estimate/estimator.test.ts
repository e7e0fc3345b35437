import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { alwaysCalling } from '../../core/estimate/calling-time.ts';
import { Estimator } from '../../core/estimate/estimator.ts';
import { savedEstimatorSchema } from '../../core/estimate/saved.ts';
import { callingHours } from '../../core/estimate/site-hours.ts';
import type { TurnChange } from '../../core/queue/change.ts';
import { type Given, iso, minuteMs, ms, queueOf, rulesOf, serviceIds, turnOf, uuid } from '../queue/make.ts';
import { stateOf } from './steady.ts';
import { chanceOf } from './world/chance.ts';
import { crowdOf } from './world/crowd.ts';
import { play } from './world/play.ts';
import { ownEstimate } from './world/predictors.ts';
import { oneStop, timeZone } from './world/worlds.ts';

const rules = rulesOf();
const noon = ms(60);

/** An estimator that has seen one day at the one-stop shop. */
function afterOneDay() {
  const own = ownEstimate(oneStop, 1);
  play({ ...oneStop, truth: { ...oneStop.truth, people: 60 } }, 1, 5, [own]);
  return own.estimator;
}

describe('kept over a restart', () => {
  const before = afterOneDay();
  const saved = savedEstimatorSchema.parse(JSON.parse(JSON.stringify(before)));
  const after = new Estimator(oneStop, callingHours({ queue: oneStop.queue, timeZone }), saved);

  test('an estimator says what it would have said', () => {
    const service = 'ho-tich';
    const turns = [1, 2, 3, 4, 5].map((n) => turnOf({ n, day: '2026-03-02', service, minute: 0 }));
    const now = Date.parse('2026-03-02T09:00:00Z');
    const say = (estimator: Estimator) => {
      const estimates = estimator.estimateAll(queueOf(oneStop, turns), now, chanceOf(4), [{ service }]);
      return { waiting: [...estimates.waiting], newcomers: estimates.newcomers };
    };
    expect(say(after)).toEqual(say(before));
    expect(after.errorSoFar()).toEqual(before.errorSoFar());
  });

  test('it knows what it had told, and of nobody who they were', () => {
    expect(after.errorSoFar().n).toBeGreaterThan(50);
    expect(Object.keys(saved)).toEqual(['day', 'habits', 'ledger']);
    expect(JSON.parse(JSON.stringify(new Estimator(oneStop, alwaysCalling, saved)))).toEqual(saved);
  });
});

describe('what is told', () => {
  test('people ahead and a range that holds the middle', () => {
    const { queue, estimator } = crowdOf(300, noon, 1);
    const { waiting, newcomers } = estimator.estimateAll(queue, noon, chanceOf(1), [{ service: 's-0' }]);
    expect(waiting.size).toBe(300);
    for (const { wait, medianMs, basis } of waiting.values()) {
      expect(basis).toBe('forecast');
      expect(medianMs! / minuteMs).toBeGreaterThanOrEqual(wait!.fromMinutes);
      expect(medianMs! / minuteMs).toBeLessThanOrEqual(wait!.toMinutes);
    }
    expect(newcomers[0]!.ahead).toBe(queue.waitingCount('s-0'));
  });

  test('the same chance gives the same estimates', () => {
    const say = () => {
      const { queue, estimator } = crowdOf(40, noon, 1);
      return [...estimator.estimateAll(queue, noon, chanceOf(9)).waiting];
    };
    expect(say()).toEqual(say());
  });

  test('nothing but the people ahead where no counter serves the service today', () => {
    const queue = queueOf(rules, [turnOf({ n: 1 }), turnOf({ n: 2 })]);
    for (const { id } of rules.counters) queue.putState(stateOf(id, 'closed'));
    const estimates = new Estimator(rules, alwaysCalling).estimateAll(queue, noon, chanceOf(1)).waiting;
    expect(estimates.get(uuid(2))).toEqual({ ahead: 1, basis: 'configured' });
  });
});

describe('where the rule cannot be run so far forward', () => {
  /** Nobody has been called for more than an hour, so no counter is believed to be staffed. */
  const queue = queueOf(
    rules,
    [1, 2, 3].map((n) => turnOf({ n, service: 'c' })),
  );
  const now = ms(90);

  test('the configured minutes count before anything is measured', () => {
    const { waiting } = new Estimator(rules, alwaysCalling).estimateAll(queue, now, chanceOf(1));
    const { ahead, basis, medianMs } = waiting.get(uuid(3))!;
    // Two before it, ten minutes each, over the two counters that have the service.
    expect([ahead, basis]).toEqual([2, 'configured']);
    expect(medianMs! / minuteMs).toBeCloseTo(10, -1);
  });

  test('the work ahead counts once the service is measured', () => {
    const estimator = new Estimator(rules, alwaysCalling);
    for (let n = 100; n < 160; n++) {
      const served: Given = { n, service: 'c', counter: 'q3', calls: 1 };
      const called = turnOf({ ...served, state: 'called', calledAt: iso(n - 100) });
      estimator.learn({ kind: 'turn', change: 'called', turn: called }, ms(n - 100));
      const finished = turnOf({ ...served, state: 'finished' });
      estimator.learn({ kind: 'turn', change: 'finished', turn: finished, before: called }, ms(n - 99));
    }
    const { waiting } = estimator.estimateAll(queue, ms(200), chanceOf(1));
    expect(waiting.get(uuid(3))!.basis).toBe('work-ahead');
    expect(waiting.get(uuid(3))!.medianMs! / minuteMs).toBeLessThan(5);
  });
});

describe('what is held against what happens', () => {
  const told = {
    ahead: 3,
    basis: 'forecast',
    wait: { fromMinutes: 5, toMinutes: 15 },
    medianMs: 10 * minuteMs,
  } as const;
  const waiting = turnOf({ n: 1 });
  const called = turnOf({ n: 1, state: 'called', counter: 'q1', calls: 1 });

  test('the first thing that somebody was told', () => {
    const estimator = new Estimator(rules, alwaysCalling);
    estimator.learn({ kind: 'turn', change: 'taken-in', turn: waiting }, ms(0));
    estimator.tell(waiting, told, ms(0));
    estimator.tell(waiting, { ...told, medianMs: 0 }, ms(10));
    estimator.learn({ kind: 'turn', change: 'called', turn: called, before: waiting }, ms(21));
    expect(estimator.errorSoFar()).toEqual({ n: 1, meanErrorMinutes: 11, lateShare: 1 });
  });

  test('five minutes past the top is not late', () => {
    const estimator = new Estimator(rules, alwaysCalling);
    estimator.learn({ kind: 'turn', change: 'taken-in', turn: waiting }, ms(0));
    estimator.tell(waiting, told, ms(0));
    estimator.learn({ kind: 'turn', change: 'called', turn: called, before: waiting }, ms(20));
    expect(estimator.errorSoFar()).toEqual({ n: 1, meanErrorMinutes: 10, lateShare: 0 });
  });

  test('a second call, after a miss, settles nothing', () => {
    const estimator = new Estimator(rules, alwaysCalling);
    estimator.learn({ kind: 'turn', change: 'taken-in', turn: waiting }, ms(0));
    estimator.tell(waiting, told, ms(20));
    estimator.learn({ kind: 'turn', change: 'called', turn: { ...called, calls: 2 }, before: waiting }, ms(30));
    expect(estimator.errorSoFar().n).toBe(0);
  });

  test('nobody who went away or elsewhere, and nobody of the day before', () => {
    const estimator = new Estimator(rules, alwaysCalling);
    const learn = (change: TurnChange, given: Given, minute: number) =>
      estimator.learn({ kind: 'turn', change, turn: turnOf(given) }, ms(minute));
    learn('taken-in', { n: 1 }, 0);
    for (const n of [1, 2, 3]) estimator.tell(turnOf({ n }), told, ms(0));
    learn('cancelled', { n: 1, state: 'cancelled' }, 10);
    learn('transferred', { n: 2, service: 'b' }, 10);
    learn('called', { n: 1, state: 'called', counter: 'q1', calls: 1 }, 30);
    learn('called', { n: 2, service: 'b', state: 'called', counter: 'q2', calls: 1 }, 30);
    learn('called', { n: 4, day: '2026-11-24', state: 'called', counter: 'q3', calls: 1 }, 1_440);
    learn('called', { n: 3, state: 'called', counter: 'q4', calls: 1 }, 1_441);
    expect(estimator.errorSoFar()).toEqual({ n: 0, meanErrorMinutes: 0, lateShare: 0 });
  });
});

const states: NonNullable<Given['state']>[] = ['waiting', 'held', 'missed', 'blocked', 'called', 'finished'];
const waitsMostly = fc.oneof(fc.constant<'waiting'>('waiting'), fc.constantFrom(...states));
const oddTurn = fc.record({
  service: fc.constantFrom(...serviceIds, 'gone'),
  state: waitsMostly,
  minute: fc.integer({ min: -100, max: 200 }),
  class: fc.constantFrom('cap-cuu', 'cao-tuoi', 'chi-b', 'gone', undefined),
  early: fc.boolean(),
});

test('no estimate throws or has no end, whatever the queue looks like and the clock says', () => {
  const counterStates = fc.array(fc.constantFrom('open', 'paused', 'closed'), { minLength: 4, maxLength: 4 });
  const clock = fc.array(fc.integer({ min: -3_000, max: 3_000 }), { minLength: 1, maxLength: 3 });
  const estimator = new Estimator(rules, callingHours({ queue: oneStop.queue, timeZone }));
  fc.assert(
    fc.property(fc.array(oddTurn, { maxLength: 12 }), counterStates, clock, (given, counters, minutes) => {
      const turns = given.map(({ early, class: named, ...fields }, at) =>
        turnOf({
          n: at + 1,
          ...fields,
          ...(named && { class: named }),
          ...(early && { notBefore: iso(120), appointmentAt: iso(150) }),
          ...(fields.state === 'called' && { counter: `q${1 + (at % 4)}` }),
          ...(fields.state === 'missed' && { returnsAt: iso(at) }),
        }),
      );
      const queue = queueOf(rules, turns);
      for (const [at, one] of counters.entries())
        queue.putState(stateOf(`q${at + 1}`, one as 'open' | 'paused' | 'closed', 50));
      for (const minute of minutes) {
        for (const turn of turns) estimator.learn({ kind: 'turn', change: 'taken-in', turn }, ms(minute));
        const newcomers = [{ service: 'a' }, { service: 'gone' }];
        const estimates = estimator.estimateAll(queue, ms(minute), chanceOf(1), newcomers);
        for (const { medianMs = 0, wait } of [...estimates.waiting.values(), ...estimates.newcomers]) {
          expect(Number.isFinite(medianMs)).toBe(true);
          if (wait) expect(wait.toMinutes).toBeGreaterThan(wait.fromMinutes);
        }
      }
    }),
    { numRuns: 40 },
  );
});
