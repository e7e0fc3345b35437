import type { Turn } from '../../core/queue/turn.ts';
import type { Round } from '../shared/queue-state.ts';

/** So often is a number called before somebody decides that nobody comes. */
export const CALLS_AT_MOST = 3;
export const RECALL_AFTER_MS = 15_000;
export const CALLS_BEFORE_MISS = 2;
export const MISS_AFTER_MS = 60_000;

/** Whether it may be now. */
export type Limit =
  | { readonly is: 'now' }
  | { readonly is: 'soon'; readonly inMs: number }
  /** Not before further calls, or after no more of them. */
  | { readonly is: 'calls'; readonly calls: number };

/** A call needs time to be heard, and after the third one calling again helps nobody. */
export function recallLimit(turn: Turn, round: Round | undefined, now: number): Limit {
  const { calls } = roundOf(turn, round);
  return calls >= CALLS_AT_MOST ? { is: 'calls', calls } : from(turn.calledAt, RECALL_AFTER_MS, now);
}

/** Nobody loses a turn before a second call and a minute. */
export function missLimit(turn: Turn, round: Round | undefined, now: number): Limit {
  const { calls, since } = roundOf(turn, round);
  return calls < CALLS_BEFORE_MISS ? { is: 'calls', calls } : from(since, MISS_AFTER_MS, now);
}

/**
 * The calls since the turn came into the hand. A screen that was not there knows only those of a turn that never came
 * back; of another it takes the last call for the first.
 */
function roundOf(turn: Turn, round: Round | undefined): { calls: number; since: string | undefined } {
  if (round) return { calls: turn.calls - round.callsBefore, since: round.since };
  return turn.misses > 0 ? { calls: 1, since: turn.calledAt } : { calls: turn.calls, since: turn.firstCalledAt };
}

function from(start: string | undefined, afterMs: number, now: number): Limit {
  const inMs = start === undefined ? 0 : Date.parse(start) + afterMs - now;
  return inMs <= 0 ? { is: 'now' } : { is: 'soon', inMs };
}
