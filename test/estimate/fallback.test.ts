import { expect, test } from 'vitest';
import { configuredMs, countAhead, workAheadMs } from '../../core/estimate/fallback.ts';
import { type Given, iso, minuteMs, ms, queueOf, rulesOf, turnOf } from '../queue/make.ts';
import { stateOf } from './steady.ts';

const rules = rulesOf();
const minutes: Record<string, number> = { a: 6, b: 12, c: 4, d: 8 };
const times = { meanMs: (service: string) => minutes[service]! * minuteMs };
const now = ms(60);
const last: Given = { n: 50 };

/** q1 and q2 are open, both for services a and b. */
function twoCounters(turns: readonly Given[]) {
  const queue = queueOf(rules, [...turns, last].map(turnOf));
  for (const counter of ['q3', 'q4']) queue.putState(stateOf(counter, 'closed'));
  return queue;
}

test('the work ahead is what is before one at every service of the sharing counters', () => {
  const queue = twoCounters([{ n: 1 }, { n: 2 }, { n: 3, service: 'b' }, { n: 4, service: 'c' }]);
  expect(workAheadMs(queue, turnOf(last), times, now)).toBe(((6 + 6 + 12) / 2) * minuteMs);
});

test('half of what is in hand is work ahead too', () => {
  const queue = twoCounters([{ n: 1, service: 'b', state: 'serving', counter: 'q1', calledAt: iso(50) }]);
  expect(workAheadMs(queue, turnOf(last), times, now)).toBe((12 / 2 / 2) * minuteMs);
});

test('of a service that others do too, only the share of these counters', () => {
  const queue = queueOf(rules, [turnOf({ n: 1, service: 'a' }), turnOf({ n: 50, service: 'd' })]);
  // Only q4 does service d; of service a it does one part in three.
  expect(workAheadMs(queue, turnOf({ n: 50, service: 'd' }), times, now)).toBe((6 / 3) * minuteMs);
});

test('one with priority has only its like before it', () => {
  const queue = twoCounters([{ n: 1 }, { n: 2, class: 'cao-tuoi' }, { n: 3, class: 'cao-tuoi' }, { n: 4 }]);
  expect(countAhead(queue, turnOf({ n: 50, class: 'cao-tuoi' }), now)).toBe(2);
  expect(countAhead(queue, turnOf(last), now)).toBe(4);
});

test('a paused counter still shares the work, a closed one does not, and without any nothing is known', () => {
  const queue = twoCounters([{ n: 1 }]);
  queue.putState(stateOf('q2', 'paused'));
  expect(workAheadMs(queue, turnOf(last), times, now)).toBe(3 * minuteMs);
  queue.putState(stateOf('q2', 'closed'));
  expect(workAheadMs(queue, turnOf(last), times, now)).toBe(6 * minuteMs);
  queue.putState(stateOf('q1', 'closed'));
  expect(workAheadMs(queue, turnOf(last), times, now)).toBeUndefined();
});

test('before anything is known it is people times the configured minutes over the counters of the site', () => {
  const queue = twoCounters([{ n: 1 }, { n: 2 }, { n: 3 }]);
  expect(configuredMs(queue, turnOf(last), now)).toBe(10 * minuteMs);
});
