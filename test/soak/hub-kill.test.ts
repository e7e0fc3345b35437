import { expect, test } from 'vitest';
import { killHubs } from './hub-kill.ts';

test.each([
  { store: 'sqlite', what: 'five deaths of the hub', kills: 5 },
  { store: 'postgres', what: 'two deaths of PostgreSQL below three hubs', kills: 2 },
] as const)(
  '$what lose no number, double none, and every screen hears each change once',
  async ({ store, kills }) => {
    const survived = await killHubs({ store, kills, seed: 1 });
    expect(survived.violations).toEqual([]);
    expect(survived.tickets).toBeGreaterThan(30);
    expect(survived.calls).toBeGreaterThan(30);
    // Both had to be, or nothing was tried.
    expect(survived.retries).toBeGreaterThan(0);
    expect(survived.returns).toBeGreaterThanOrEqual(store === 'sqlite' ? kills : 0);
  },
  180_000,
);
