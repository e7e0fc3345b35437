import { inOrder } from './lane.ts';
import type { Queue } from './queue.ts';
import type { Caller } from './rules.ts';
import type { Side } from './standing.ts';
import type { Turn } from './turn.ts';

/** Those of one side and weight whom a counter may call, as far as a rule looks at them. */
export interface Group {
  readonly side: Side;
  readonly weight: number;
  /** Who is called when the rule chooses this group: one assigned to the counter before all others. */
  readonly first: Turn;
}

/** Whom a counter may call at an instant. */
export interface Eligible {
  /** Sides in the order `urgent, priority, ordinary, early`; inside by weight, the greatest first. */
  readonly groups: readonly Group[];
  readonly count: number;
  /** The first by order alone. */
  readonly oldest: Turn | undefined;
  /** The same without those whose appointment is not near yet. */
  readonly oldestNotEarly: Turn | undefined;
  /** Since when (milliseconds) the longest waiting one of the ordinary side waits; `Infinity` where it is empty. */
  readonly ordinarySinceMs: number;
}

/**
 * Whom the counter may call at `atMs`: who waits for one of its services, not before `notBefore`, assigned to it or to
 * nobody, and without another step of the same visit in hand anywhere. Looks at the head of each lane only.
 */
export function eligible(queue: Queue, counter: Caller, atMs: number): Eligible {
  const heads: { side: Side; weight: number; kept: Turn | undefined; free: Turn | undefined }[] = [];
  let count = 0;
  let oldest: Turn | undefined;
  let oldestNotEarly: Turn | undefined;
  let ordinarySinceMs = Infinity;
  for (const { lane, isKept } of queue.lanesFor(counter, atMs)) {
    const { side, weight } = lane;
    const head = lane.turns[0]!;
    count += lane.turns.length;
    oldest = earlier(oldest, head);
    if (side !== 'early') oldestNotEarly = earlier(oldestNotEarly, head);
    if (side === 'ordinary') ordinarySinceMs = Math.min(ordinarySinceMs, lane.oldestMs);
    let group = heads.find((one) => one.side === side && one.weight === weight);
    if (!group) {
      group = { side, weight, kept: undefined, free: undefined };
      heads.push(group);
    }
    if (isKept) group.kept = earlier(group.kept, head);
    else group.free = earlier(group.free, head);
  }
  const groups = heads.map(({ side, weight, kept, free }) => ({ side, weight, first: (kept ?? free)! }));
  return { groups: groups.sort(bySideAndWeight), count, oldest, oldestNotEarly, ordinarySinceMs };
}

const sides: readonly Side[] = ['urgent', 'priority', 'ordinary', 'early', 'away'];

function bySideAndWeight(one: Group, other: Group): number {
  return sides.indexOf(one.side) - sides.indexOf(other.side) || other.weight - one.weight;
}

function earlier(one: Turn | undefined, other: Turn): Turn {
  return one && inOrder(one, other) < 0 ? one : other;
}
