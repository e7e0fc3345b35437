import type { Scene } from './scene.ts';
import type { Turn } from './turn.ts';

/** Where a turn goes in its lane: `after` so many who wait; `kept`: by the time its number was taken. */
export type Place = { readonly at: 'first' | 'last' | 'kept' } | { readonly at: 'after'; readonly n: number };

/** The order (milliseconds) that puts a turn at a place of the lane in which it would wait now. */
export function orderAt({ queue, at }: Pick<Scene, 'queue' | 'at'>, turn: Turn, place: Place): number {
  const lane = queue.besides(turn, at.getTime());
  switch (place.at) {
    case 'kept':
      return Date.parse(turn.issuedAt);
    case 'first':
      return orderAfter(lane, 0) ?? turn.order;
    case 'last':
      return Math.max(at.getTime(), orderAfter(lane, lane.length) ?? 0);
    case 'after':
      return orderAfter(lane, place.n) ?? turn.order;
  }
}

/** For one who comes back: after so many who wait as the site's `returnAfter` says. */
export function returnOrder(scene: Pick<Scene, 'queue' | 'at'>, turn: Turn): number {
  return orderAt(scene, turn, { at: 'after', n: scene.queue.rules.queue.policy.returnAfter });
}

/**
 * An order behind the first `n` of a lane, or behind all where it is shorter. Where two have the same order, or no
 * number lies between theirs, it goes behind the next one too. Nothing for an empty lane: any order will do.
 */
function orderAfter(lane: readonly Turn[], n: number): number | undefined {
  if (lane.length === 0) return undefined;
  if (n === 0) return lane[0]!.order - 1;
  for (let next = n; next < lane.length; next++) {
    const before = lane[next - 1]!.order;
    const after = lane[next]!.order;
    const middle = (before + after) / 2;
    if (before < middle && middle < after) return middle;
  }
  return lane.at(-1)!.order + 1;
}
