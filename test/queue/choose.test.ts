import { describe, expect, test } from 'vitest';
import { choose } from '../../core/queue/choose.ts';
import { groupOf } from '../../core/queue/rules.ts';
import type { Turn } from '../../core/queue/turn.ts';
import { callsOf } from './calls-of.ts';
import { counterOf, iso, ms, queueOf, rulesOf, turnOf } from './make.ts';

const old = { class: 'cao-tuoi' };
const pregnant = { class: 'mang-thai' };
const statutory = { rule: { kind: 'statutory' } } as const;
const twoToOne = { rule: { kind: 'ratio' } } as const;
const aging = { rule: { kind: 'aging', minutesPerWeight: 1 } } as const;
const ordinary = (...numbers: number[]) => numbers.map((n) => turnOf({ n }));

describe('by statute', () => {
  test('classes go by weight, then those without one, each by order', () => {
    const turns = [
      ...ordinary(1, 2),
      turnOf({ n: 3, ...pregnant }),
      turnOf({ n: 4, ...old }),
      turnOf({ n: 5, ...old }),
    ];
    expect(callsOf(statutory, turns)).toEqual(['4 statutory', '5 statutory', '3 statutory', '1 oldest', '2 only']);
  });

  test('a class counts at the services of its scope only', () => {
    const scoped = [turnOf({ n: 2, class: 'chi-b' }), turnOf({ n: 3, class: 'chi-b', service: 'b' })];
    expect(callsOf(statutory, [...ordinary(1), ...scoped])).toEqual(['3 statutory', '1 oldest', '2 only']);
  });

  test('a class that the site no longer knows is none', () => {
    expect(callsOf(statutory, [...ordinary(1), turnOf({ n: 2, class: 'bo-roi' })])).toEqual(['1 oldest', '2 only']);
  });

  test('what somebody declared counts like what is proved', () => {
    const declared: Turn = { ...turnOf({ n: 2 }), priority: { class: 'cao-tuoi', proof: 'self' } };
    expect(callsOf(statutory, [...ordinary(1), declared])).toEqual(['2 statutory', '1 only']);
  });
});

describe('by ratio', () => {
  const many = [...ordinary(1, 2, 3, 4), ...[5, 6, 7, 8].map((n) => turnOf({ n, ...old }))];

  test('two with priority go, then one without', () => {
    expect(callsOf(twoToOne, many)).toEqual([
      '5 ratio',
      '6 ratio',
      '1 oldest',
      '7 ratio',
      '8 ratio',
      '2 oldest',
      '3 oldest',
      '4 only',
    ]);
  });

  test('three to two', () => {
    expect(callsOf({ rule: { kind: 'ratio', priority: 3, ordinary: 2 } }, many)).toEqual([
      '5 ratio',
      '6 ratio',
      '7 ratio',
      '1 oldest',
      '2 oldest',
      '8 ratio',
      '3 oldest',
      '4 only',
    ]);
  });

  test('priority goes by weight inside its side', () => {
    expect(callsOf(twoToOne, [turnOf({ n: 1, ...pregnant }), turnOf({ n: 2, ...old })])).toEqual(['2 ratio', '1 only']);
  });

  test('a side that was empty costs nothing: whoever comes to it is next', () => {
    const rules = rulesOf(twoToOne);
    const queue = queueOf(rules, ordinary(1, 2, 3, 4, 5));
    const counter = counterOf(rules, 'q1');
    const call = () => {
      const { turn, tally } = choose(queue, counter, ms(20))!;
      queue.forget(turn.ticketId);
      queue.putTally(tally!);
      return tally;
    };
    expect([call(), call(), call()].map((tally) => tally?.ordinary)).toEqual([1, 2, 3]);
    queue.put(turnOf({ n: 6, ...old }));
    expect(choose(queue, counter, ms(20))).toMatchObject({ turn: { number: 'A006' }, reason: { rule: 'ratio' } });
  });

  test('counters with the same services, in whatever order, keep one tally; a named group its own', () => {
    const rules = rulesOf(twoToOne);
    expect(groupOf(counterOf(rules, 'q1'))).toBe(groupOf(counterOf(rules, 'q2')));
    expect(groupOf(counterOf(rules, 'q4'))).toBe('chung');
    const choice = choose(queueOf(rules, ordinary(1)), counterOf(rules, 'q1'), ms(20));
    expect(choice?.tallyBefore).toEqual({ group: '+a+b', priority: 0, ordinary: 0 });
    expect(choice?.tally).toEqual({ group: '+a+b', priority: 0, ordinary: 1 });
  });

  test('an emergency goes first and costs nobody a place in the ratio', () => {
    expect(callsOf(twoToOne, [...many.slice(0, 7), turnOf({ n: 9, class: 'cap-cuu' })]).slice(0, 4)).toEqual([
      '9 urgent',
      '5 ratio',
      '6 ratio',
      '1 oldest',
    ]);
  });
});

describe('the guard of the ratio', () => {
  const many = [...ordinary(1, 2, 3), ...[4, 5, 6, 7].map((n) => turnOf({ n, ...old }))];

  test('is off as long as nobody ordinary has waited longer than it', () => {
    expect(callsOf(twoToOne, many, { minute: 31 }).slice(0, 3)).toEqual(['4 ratio', '5 ratio', '1 oldest']);
  });

  test('leaves no two priority calls in a row from then on', () => {
    expect(callsOf(twoToOne, many, { minute: 40 })).toEqual([
      '4 ratio',
      '1 guard',
      '5 ratio',
      '2 guard',
      '6 ratio',
      '3 guard',
      '7 only',
    ]);
  });

  test('is off again as soon as none has', () => {
    const late = [...ordinary(1), turnOf({ n: 20 }), ...[21, 22, 23, 24].map((n) => turnOf({ n, ...old }))];
    expect(callsOf(twoToOne, late, { minute: 32 }).slice(0, 4)).toEqual([
      '21 ratio',
      '1 guard',
      '22 ratio',
      '23 ratio',
    ]);
  });

  test('looks at who has waited longest, not at who is first by order', () => {
    const back = turnOf({ n: 1, minute: 0, queuedAt: iso(39) });
    const turns = [back, turnOf({ n: 2, minute: 5 }), ...[3, 4].map((n) => turnOf({ n, ...old }))];
    expect(callsOf(twoToOne, turns, { minute: 40 }).slice(0, 2)).toEqual(['3 ratio', '1 guard']);
  });

  test('never leaves the ordinary side less than its own share', () => {
    const oneToThree = { rule: { kind: 'ratio', priority: 1, ordinary: 3 } } as const;
    const turns = [...ordinary(1, 2, 3, 4), ...[5, 6].map((n) => turnOf({ n, ...old }))];
    const sides = (minute: number) => callsOf(oneToThree, turns, { minute }).map((call) => call.split(' ')[0]);
    expect(sides(60)).toEqual(['5', '1', '2', '3', '6', '4']);
    expect(sides(60)).toEqual(sides(10));
  });
});

describe('by age', () => {
  test('each point of weight is worth so many minutes of waiting', () => {
    const turns = [turnOf({ n: 1 }), turnOf({ n: 5, ...pregnant }), turnOf({ n: 12, ...old }), turnOf({ n: 6 })];
    expect(callsOf(aging, turns)).toEqual(['5 aging', '1 oldest', '12 aging', '6 only']);
  });
});
