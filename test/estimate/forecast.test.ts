import { expect, test } from 'vitest';
import type { CallingAt } from '../../core/estimate/calling-time.ts';
import { turnOf as comingTurn } from '../../core/estimate/newcomer.ts';
import { type Given, iso, ms, queueOf, rulesOf, turnOf, uuid } from '../queue/make.ts';
import { forecastOf, minutesOf, stateOf, steadyHabits } from './steady.ts';

const rules = rulesOf();
const others = ['q2', 'q3', 'q4'].map((counter) => stateOf(counter, 'closed'));
const inHandAt = (counter: string, minute: number): Given => ({
  n: 90 + Number(counter[1]),
  minute: 40,
  state: 'serving',
  counter,
  calledAt: iso(minute),
});

/** Only counter q1 is open, for services a and b; it has had somebody in hand for two of six minutes. */
function atOneCounter(turns: readonly Given[]) {
  const queue = queueOf(rules, [...turns, inHandAt('q1', 58)].map(turnOf));
  for (const state of others) queue.putState(state);
  return queue;
}

const forever = { isCalling: true, untilMs: Number.POSITIVE_INFINITY };
const openSince =
  (minute: number): CallingAt =>
  (atMs) =>
    atMs < ms(minute) ? { isCalling: false, untilMs: ms(minute) } : forever;
/** From minute 70 to 160. */
const lunch: CallingAt = (atMs) => {
  if (atMs < ms(0)) return { isCalling: false, untilMs: ms(0) };
  if (atMs < ms(70)) return { isCalling: true, untilMs: ms(70) };
  return openSince(160)(atMs);
};

test('those who wait are called one after another by the rule of the site, once the counter is free', () => {
  const old = [{ n: 53 }, { n: 54 }, { n: 55 }].map((given) => ({ ...given, class: 'cao-tuoi' }));
  const queue = atOneCounter([{ n: 51 }, { n: 52 }, ...old]);
  const minutes = minutesOf(queue, { habits: steadyHabits(rules, { serviceMinutes: 6 }) });
  expect(minutes).toEqual(['A053 64', 'A054 70', 'A051 76', 'A055 82', 'A052 88']);
});

test('counters that share a service share its queue', () => {
  const queue = atOneCounter([{ n: 51 }, { n: 52 }, { n: 53 }, { n: 54 }, inHandAt('q2', 55)]);
  queue.putState(stateOf('q2', 'open'));
  expect(minutesOf(queue, { habits: steadyHabits(rules) })).toEqual(['A051 61', 'A052 64', 'A053 67', 'A054 70']);
});

test('a paused counter is back after a usual pause, a closed one is not', () => {
  const queue = queueOf(rules, [turnOf({ n: 59 })]);
  for (const state of [...others, stateOf('q1', 'paused', 55)]) queue.putState(state);
  expect(minutesOf(queue, { habits: steadyHabits(rules, { pauseMinutes: 20 }) })).toEqual(['A059 75']);
  queue.putState(stateOf('q1', 'closed', 55));
  expect(minutesOf(queue, { habits: steadyHabits(rules) })).toEqual(['A059 Infinity']);
});

test('where nobody waits and a counter is free, a newcomer is called at once', () => {
  const coming = comingTurn({ service: 'a' }, 'newcomer-0', ms(60));
  expect(minutesOf(queueOf(rules, []), { habits: steadyHabits(rules), newcomers: [coming] })).toEqual(['X000 60']);
});

test('nobody is called over lunch, and after it when the counter usually begins', () => {
  const queue = atOneCounter([{ n: 52 }, { n: 53 }, { n: 54 }]);
  const habits = steadyHabits(rules, { startMinutes: 3 });
  expect(minutesOf(queue, { habits, callingAt: lunch })).toEqual(['A052 64', 'A053 163', 'A054 169']);
});

test('a counter that has called nobody long after the opening is not counted', () => {
  const queue = atOneCounter([{ n: 60 }]);
  queue.putState(stateOf('q2', 'open'));
  const minutes = (minute: number) => minutesOf(queue, { habits: steadyHabits(rules), callingAt: openSince(minute) });
  expect(minutes(0)).toEqual(['A060 64']);
  expect(minutes(60)).toEqual(['A060 60']);
});

test('before the opening every open counter is counted, whatever it did the day before', () => {
  const queue = queueOf(rules, [turnOf({ n: 51 }), turnOf({ n: 52 })]);
  for (const state of others.slice(1)) queue.putState(state);
  const callingAt: CallingAt = (atMs) => {
    if (atMs < ms(-500)) return { isCalling: false, untilMs: ms(-500) };
    return atMs < ms(-300) ? { isCalling: true, untilMs: ms(-300) } : openSince(90)(atMs);
  };
  expect(minutesOf(queue, { habits: steadyHabits(rules), callingAt })).toEqual(['A051 90', 'A052 90']);
});

test('a missed turn is back when its time has come, after the next few', () => {
  const missed: Given = { n: 51, state: 'missed', misses: 1, calls: 1, returnsAt: iso(63) };
  const queue = atOneCounter([missed, { n: 52 }, { n: 53 }, { n: 54 }]);
  expect(minutesOf(queue, { habits: steadyHabits(rules) })).toEqual(['A052 64', 'A053 70', 'A054 82']);
});

test('a step opens when the step before it is over', () => {
  const visit = { ticketId: uuid(51), issuedAt: iso(51) };
  const queue = atOneCounter([
    { n: 51 },
    { n: 52, ...visit, service: 'b', step: 1, after: [0], state: 'blocked' },
    { n: 55, service: 'b' },
  ]);
  // The opened step goes by the time its number was taken, so it is before the one that came later.
  expect(minutesOf(queue, { habits: steadyHabits(rules) })).toEqual(['A051 64', 'A055 76']);
});

test('who may not be called yet is called when it may', () => {
  const queue = atOneCounter([{ n: 51, notBefore: iso(90) }]);
  expect(minutesOf(queue, { habits: steadyHabits(rules) })).toEqual(['A051 90']);
});

test('those with priority who are still to come put off those without', () => {
  const queue = atOneCounter([51, 52, 53, 54, 55, 56].map((n) => ({ n })));
  const middle = (arrivals: number) => {
    const { instants } = forecastOf(queue, { habits: steadyHabits(rules, { arrivals }) });
    return instants.get(uuid(56))!.toSorted()[16]!;
  };
  expect(middle(0)).toBe(ms(94));
  expect(middle(4)).toBeGreaterThanOrEqual(ms(100));
});

test('newcomers are told what each would be told alone in the queue, and change nothing for the others', () => {
  const turns = [51, 52, 53, 54].map((n) => ({ n, ...(n % 2 && { class: 'cao-tuoi' }) }));
  const habits = steadyHabits(rules);
  const priority = { class: 'cao-tuoi', proof: 'chip' } as const;
  const newcomers = [
    comingTurn({ service: 'a', priority }, 'newcomer-0', ms(60)),
    comingTurn({ service: 'b' }, 'newcomer-1', ms(60)),
    comingTurn({ service: 'a' }, 'newcomer-2', ms(60)),
  ];
  const given: Given[] = [{ n: 60, class: 'cao-tuoi' }, { n: 60, service: 'b' }, { n: 60 }];
  const alone = forecastOf(atOneCounter(turns), { habits });
  const beside = forecastOf(atOneCounter(turns), { habits, newcomers });
  expect([...beside.instants].slice(0, turns.length)).toEqual([...alone.instants]);
  for (const [at, { id }] of newcomers.entries()) {
    const inQueue = forecastOf(atOneCounter([...turns, given[at]!]), { habits });
    expect(beside.instants.get(id)).toEqual(inQueue.instants.get(uuid(60)));
  }
});

test('the queue that is looked at is as before', () => {
  const queue = atOneCounter([{ n: 52 }, { n: 53, class: 'cao-tuoi' }]);
  const look = () => [[...queue.openTurns()], [...queue.tallies()], queue.inHand('q1')];
  const before = look();
  forecastOf(queue, { habits: steadyHabits(rules, { arrivals: 4 }) });
  expect(look()).toEqual(before);
});

test('after so many calls a run ends, and tells of nobody further back', () => {
  const queue = atOneCounter([51, 52, 53, 54].map((n) => ({ n })));
  const minutes = minutesOf(queue, { habits: steadyHabits(rules), mostCalls: 2 });
  expect(minutes).toEqual(['A051 64', 'A052 70', 'A053 Infinity', 'A054 Infinity']);
});
