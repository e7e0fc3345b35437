import { describe, expect, test } from 'vitest';
import { choose } from '../../core/queue/choose.ts';

import type { Turn } from '../../core/queue/turn.ts';
import { callsOf } from './calls-of.ts';
import { counterOf, iso, minuteMs, ms, queueOf, rulesOf, turnOf } from './make.ts';

const old = { class: 'cao-tuoi' };
const statutory = { rule: { kind: 'statutory' } } as const;
const twoToOne = { rule: { kind: 'ratio' } } as const;
const ordinary = (...numbers: number[]) => numbers.map((n) => turnOf({ n }));

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
    expect(callsOf(statutory, [turnOf({ n: 1, ...at(90) }), turnOf({ n: 2 })])).toEqual(['2 oldest', '1 only']);
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
