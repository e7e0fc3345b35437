import type { BoardState, Changed, CounterChanged } from './board-state.ts';

/** What is older than this when it is heard is history: a call goes to the rows, without card and voice. */
export const FRESH_MS = 10_000;

/** What time it is at the hub. A board whose own clock is wrong, or was put right meanwhile, still knows. */
export function hubNow({ hubClock }: Pick<BoardState, 'hubClock'>, now: number): number | undefined {
  return hubClock && hubClock.at + (now - hubClock.now);
}

/**
 * Whether something should be called out in the hall. A board that was away is sent everything it missed and must
 * not call it all again, so the hub's instants decide: the one of the change, and what the hub's clock says now. The
 * latter is known from the last beat or snapshot, which are never replayed, and so from before the absence too.
 */
export function isNews(state: BoardState, event: Changed | CounterChanged, now: number): boolean {
  const hub = hubNow(state, now);
  return isUnheard(state, event) && hub !== undefined && hub - Date.parse(event.at) < FRESH_MS;
}

/** Whether it is a call to a counter of this hall. */
export function isCallHere({ here }: BoardState, { change, turn }: Changed): boolean {
  return (change === 'called' || change === 'recalled') && turn.counter !== undefined && here.has(turn.counter);
}

/** Whether a change has not been taken in yet. */
export const isUnheard = ({ seq }: BoardState, event: { readonly seq: number }) => event.seq > (seq ?? -1);
