import fc from 'fast-check';
import { expect, test } from 'vitest';
import { orderAt } from '../../core/queue/place.ts';
import { compare } from './choose-slowly.ts';
import { ms, queueOf, rulesOf, turnOf } from './make.ts';

const at = new Date(ms(60));

test('one who goes in after n has n before it, and more only where orders are equal or no number lies between', () => {
  const minutes = fc.array(fc.integer({ min: 0, max: 6 }), { minLength: 1, maxLength: 12 });
  fc.assert(
    fc.property(minutes, fc.integer({ min: 0, max: 14 }), (given, n) => {
      const lane = given.map((minute, at) => turnOf({ n: at + 1, minute })).sort(compare);
      const queue = queueOf(rulesOf(), lane);
      const comer = turnOf({ n: 99, minute: 50, queuedAt: turnOf({ n: 1, minute: 0 }).queuedAt });
      const placed = { ...comer, order: orderAt({ queue, at }, comer, { at: 'after', n }) };
      const before = lane.filter((turn) => compare(turn, placed) < 0);
      expect(before.length).toBeGreaterThanOrEqual(Math.min(n, lane.length));
      for (const passed of lane.slice(n, before.length)) expect(passed.order).toBe(lane[n - 1]?.order);
    }),
  );
});

test('however many go in at the same place, nobody gets before those whom it must let go first', () => {
  const queue = queueOf(
    rulesOf(),
    [1, 2, 3].map((n) => turnOf({ n })),
  );
  for (let n = 10; n < 110; n++) {
    const comer = turnOf({ n, minute: 0 });
    queue.put({ ...comer, order: orderAt({ queue, at }, comer, { at: 'after', n: 2 }) });
  }
  const lane = [...queue.openTurns()].sort(compare).map(({ number }) => number);
  expect(lane.slice(0, 2)).toEqual(['A001', 'A002']);
  expect(lane).toHaveLength(103);
});

test('first is before all, last behind all and behind now, and in an empty lane nothing is in the way', () => {
  const queue = queueOf(rulesOf(), [turnOf({ n: 1 }), turnOf({ n: 2 })]);
  const comer = turnOf({ n: 9 });
  expect(orderAt({ queue, at }, comer, { at: 'first' })).toBeLessThan(ms(1));
  expect(orderAt({ queue, at }, comer, { at: 'last' })).toBe(at.getTime());
  const alone = { ...comer, service: 'c' };
  expect(orderAt({ queue, at }, alone, { at: 'first' })).toBe(alone.order);
  expect(orderAt({ queue, at }, alone, { at: 'after', n: 3 })).toBe(alone.order);
  expect(orderAt({ queue, at }, alone, { at: 'last' })).toBe(at.getTime());
});
