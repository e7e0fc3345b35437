import type { Tally } from './change.ts';

/** The two sides of a ratio. */
export type RatioSide = 'priority' | 'ordinary';

/** How many calls in a row a side has while the other one waits. */
export type Quota = Readonly<Record<RatioSide, number>>;

/**
 * The side to call where both wait. The side that called last goes on until its quota is used up, and then yields; at
 * the beginning priority goes first. Calls made while the other side was empty count in the row, so whoever comes to
 * an empty side waits for one call at most.
 */
export function sideToCall({ priority, ordinary }: Tally, quota: Quota): RatioSide {
  if (ordinary > 0) return ordinary < quota.ordinary ? 'ordinary' : 'priority';
  return priority < quota.priority ? 'priority' : 'ordinary';
}

/** The quota while somebody ordinary has waited longer than the guard: never two priority calls in a row. */
export function guarded({ ordinary }: Quota): Quota {
  return { priority: 1, ordinary };
}

/** The tally after one more call of a side. */
export function counted({ group, priority, ordinary }: Tally, side: RatioSide): Tally {
  return side === 'priority'
    ? { group, priority: priority + 1, ordinary: 0 }
    : { group, priority: 0, ordinary: ordinary + 1 };
}
