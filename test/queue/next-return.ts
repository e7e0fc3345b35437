import type { Queue } from '../../core/queue/queue.ts';

/** The instant (milliseconds) at which the next held or missed turn comes back by itself; `Infinity` where none does. */
export function nextReturnMs(queue: Queue): number {
  let nextMs = Infinity;
  for (const { returnsAt } of queue.resting()) nextMs = Math.min(nextMs, Date.parse(returnsAt!));
  return nextMs;
}
