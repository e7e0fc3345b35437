import { expect, test } from 'vitest';
import { contest } from './contested.ts';

const calls = 1_500;

test.each(['sqlite', 'postgres'] as const)(
  '%s: sixteen counters that fight for 1,500 calls get each person once, by the rules',
  async (store) => {
    const contested = await contest({ calls, store, seed: 1 });
    expect(contested.violations).toEqual([]);
    expect(contested.calls).toBeGreaterThanOrEqual(calls);
    expect(contested.chosen).toBeGreaterThan(0.9 * contested.calls);
    // Everybody who came is over, or was put aside by somebody who has forgotten it.
    expect(Object.keys(contested.open).filter((state) => !['held', 'missed'].includes(state))).toEqual([]);
    // The rules had something to decide.
    for (const rule of ['urgent', 'ratio', 'guard', 'appointment']) expect(contested.byRule[rule]).toBeGreaterThan(10);
  },
  300_000,
);
