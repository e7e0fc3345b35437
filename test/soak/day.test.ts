import { expect, test } from 'vitest';
import { live } from './day.ts';

test('a small hospital’s day at three hundred times its speed: everybody goes through five steps, by the rules', async () => {
  const day = { visits: 150, rooms: 20, kiosks: 4, boards: 6, speed: 300, seed: 3, store: 'sqlite' } as const;
  const lived = await live(day);
  expect(lived.violations).toEqual([]);
  expect(lived.tickets).toBe(day.visits);
  // Whoever was missed three times has left before the end.
  const missed = lived.open.missed ?? 0;
  expect(lived.steps).toBeGreaterThanOrEqual(5 * (day.visits - missed));
  expect(lived.steps).toBeLessThanOrEqual(5 * day.visits);
}, 300_000);
