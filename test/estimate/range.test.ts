import fc from 'fast-check';
import { expect, test } from 'vitest';
import { waitRange } from '../../core/contract/shared.ts';
import { toRange } from '../../core/estimate/range.ts';

const minuteMs = 60_000;
const wait = fc.double({ min: 0, max: 24 * 60 * minuteMs, noNaN: true });

test('a range is rounded outward to five minutes and holds what it was made of', () => {
  fc.assert(
    fc.property(wait, wait, (one, other) => {
      const { fromMinutes, toMinutes } = waitRange.parse(toRange(one, other));
      expect(fromMinutes * minuteMs).toBeLessThanOrEqual(Math.min(one, other));
      expect(toMinutes * minuteMs).toBeGreaterThanOrEqual(Math.max(one, other));
      expect([fromMinutes % 5, toMinutes % 5]).toEqual([0, 0]);
      expect(Math.min(one, other) - fromMinutes * minuteMs).toBeLessThan(5 * minuteMs);
    }),
  );
});

test('a longer wait never has an earlier end', () => {
  fc.assert(
    fc.property(wait, wait, wait, (low, high, more) => {
      const range = toRange(low, low + high);
      const later = toRange(low + more, low + high + more);
      expect(later.fromMinutes).toBeGreaterThanOrEqual(range.fromMinutes);
      expect(later.toMinutes).toBeGreaterThanOrEqual(range.toMinutes);
    }),
  );
});

test('nobody is told a single minute', () => {
  expect(toRange(0, 0)).toEqual({ fromMinutes: 0, toMinutes: 5 });
  expect(toRange(10 * minuteMs, 10 * minuteMs)).toEqual({ fromMinutes: 10, toMinutes: 15 });
});

test('what would be before now is now', () => {
  expect(toRange(-10 * minuteMs, -1)).toEqual({ fromMinutes: 0, toMinutes: 5 });
});

test('a wait without an end is nothing to be told', () => {
  expect(() => toRange(0, Number.POSITIVE_INFINITY)).toThrow('Infinity');
});
