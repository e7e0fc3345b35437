import { describe, expect, test } from 'vitest';
import { choose } from '../../core/queue/choose.ts';
import { groupOf } from '../../core/queue/rules.ts';
import type { Turn } from '../../core/queue/turn.ts';
import { counterOf, iso, minuteMs, ms, queueOf, rulesOf, turnOf } from './make.ts';

type Policy = Parameters<typeof rulesOf>[0];

/** Calls one after another at one counter, `gap` minutes apart, everybody finished at once: number and rule of each. */
function callsOf(policy: Policy, turns: readonly Turn[], { minute = 20, gap = 0, counter = 'q1' } = {}): string[] {
  const rules = rulesOf(policy);
  const queue = queueOf(rules, turns);
  const calls: string[] = [];
  for (let at = minute; ; at += gap) {
    const choice = choose(queue, counterOf(rules, counter), ms(at));
    if (!choice) return calls;
    calls.push(`${Number(choice.turn.number.slice(1))} ${choice.reason.rule}`);
    queue.forget(choice.turn.ticketId);
    if (choice.tally) queue.putTally(choice.tally);
  }
}

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

describe('appointments', () => {
  const at = (minute: number) => ({ appointmentAt: iso(minute) });

  test.each([
    [24.9, 1],
    [25, 2],
    [40, 2],
    [40.1, 1],
  ])('one at minute 30, in minute %f: number %i is called', (minute, number) => {
    const turns = [turnOf({ n: 1 }), turnOf({ n: 2, ...at(30) })];
    expect(callsOf(statutory, turns, { minute })[0]).toBe(`${number} ${number === 1 ? 'oldest' : 'appointment'}`);
  });

  test('one that is early is called where nobody else is eligible', () => {
    expect(callsOf(statutory, [turnOf({ n: 1, ...at(90) }), turnOf({ n: 2 })])).toEqual(['2 appointment', '1 only']);
  });

  test('one that is late goes by its own order, and by its class', () => {
    expect(callsOf(twoToOne, [turnOf({ n: 1, ...at(5) }), turnOf({ n: 2 })], { minute: 20 })[0]).toBe('1 oldest');
    expect(callsOf(twoToOne, [turnOf({ n: 1 }), turnOf({ n: 2, ...at(5), ...old })], { minute: 20 })[0]).toBe(
      '2 ratio',
    );
  });

  test('a class of more weight counts for itself, an emergency at any time', () => {
    const turns = [turnOf({ n: 1 }), turnOf({ n: 2, ...at(20) }), turnOf({ n: 3, ...at(20), ...old })];
    expect(callsOf(statutory, turns)).toEqual(['3 statutory', '2 appointment', '1 only']);
    expect(callsOf(statutory, [turnOf({ n: 1 }), turnOf({ n: 2, ...at(90), class: 'cap-cuu' })])[0]).toBe('2 urgent');
  });
});

describe('who may be called', () => {
  const next = (turns: readonly Turn[], minute = 20, counter = 'q1') => callsOf(statutory, turns, { minute, counter });

  test('nobody at another service', () => {
    expect(next([turnOf({ n: 1, service: 'c' })])).toEqual([]);
  });

  test('nobody before the time set for it', () => {
    const later = turnOf({ n: 1, notBefore: iso(30) });
    expect([next([later], 29.99), next([later], 30)]).toEqual([[], ['1 only']]);
  });

  test('one kept for this counter, before others that stand alike; none kept for another', () => {
    const turns = [turnOf({ n: 1 }), turnOf({ n: 2, assignedTo: 'q1' }), turnOf({ n: 3, ...old })];
    expect(next(turns)).toEqual(['3 statutory', '2 statutory', '1 only']);
    expect(next(turns, 20, 'q2')).toEqual(['3 statutory', '1 only']);
  });

  test('no step of a visit that is in hand elsewhere; it is there again when that ends', () => {
    const rules = rulesOf(statutory);
    const here = turnOf({ n: 1 });
    const branch: Turn = { ...here, id: turnOf({ n: 2 }).id, step: 1, service: 'c', state: 'called', counter: 'q3' };
    const queue = queueOf(rules, [here, branch, turnOf({ n: 3 })]);
    const number = () => choose(queue, counterOf(rules, 'q1'), ms(20))?.turn.number;
    expect([number(), queue.waitingCount('a')]).toEqual(['A003', 2]);
    queue.put({ ...branch, state: 'finished' });
    expect(number()).toBe('A001');
  });
});

describe('the reason', () => {
  test('counts whole minutes since the wait began, and how many were eligible', () => {
    const rules = rulesOf(statutory);
    const queue = queueOf(rules, [...ordinary(1, 2, 3), turnOf({ n: 4, service: 'c' })]);
    const { reason } = choose(queue, counterOf(rules, 'q1'), ms(10) + minuteMs - 1)!;
    expect(reason).toEqual({ rule: 'oldest', waitedMinutes: 9, eligible: 3 });
  });

  test('a kiosk whose clock is ahead makes no negative wait', () => {
    const rules = rulesOf(statutory);
    expect(choose(queueOf(rules, ordinary(5)), counterOf(rules, 'q1'), ms(2))?.reason.waitedMinutes).toBe(0);
  });

  test('equal orders go by the longer wait, then by id', () => {
    const same = { order: ms(0) };
    const turns = [
      turnOf({ n: 3, minute: 2, ...same }),
      turnOf({ n: 2, minute: 2, ...same }),
      turnOf({ n: 4, minute: 1, ...same }),
    ];
    expect(callsOf(statutory, turns)).toEqual(['4 oldest', '2 oldest', '3 only']);
  });
});
