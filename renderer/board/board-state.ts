import type { FeedEvent } from '../../core/contract/hub.ts';
import { isNews, type QueueEvent, type QueueState, takeIn, unheard } from '../shared/queue-state.ts';
import { dark, queueCall, type Spotlight, turn } from './spotlight.ts';

export interface BoardState {
  readonly queue: QueueState;
  readonly light: Spotlight;
  /** Whether this connection has said all that was missed before it. */
  readonly hasCaughtUp: boolean;
}

export type BoardEvent = QueueEvent | { readonly type: 'tick' };

/** The wall clock compares with the hub's instants; the steady one measures how long a call is up. */
export interface Clocks {
  readonly wall: number;
  readonly steady: number;
}

export const emptyBoard: BoardState = { queue: unheard, light: dark, hasCaughtUp: false };

/** Replayed calls older than this are history, not calls. */
const FRESH_MS = 10_000;

export function hear(state: BoardState, event: BoardEvent, clocks: Clocks): BoardState {
  const heard = event.type === 'tick' ? state : take(state, event, clocks.wall);
  return { ...heard, light: turn(heard.light, heard.queue.tickets, clocks.steady) };
}

function take(state: BoardState, event: QueueEvent, wall: number): BoardState {
  const queue = takeIn(state.queue, event);
  switch (event.type) {
    case 'snapshot':
      return { queue, light: dark, hasCaughtUp: true };
    case 'beat':
      return { ...state, queue, hasCaughtUp: true };
    case 'link-lost':
      return { ...state, queue, hasCaughtUp: false };
    case 'changed':
      return { ...state, queue, light: isNews(state.queue, event) ? lightFor(state, event, wall) : state.light };
    case 'linked':
    case 'answered':
      return { ...state, queue };
  }
}

/** A call that is history turns the card over to whatever was called last. */
function lightFor(state: BoardState, event: Changed, wall: number): Spotlight {
  if (!calls.includes(event.change)) return state.light;
  if (!isOfNow(event, state.hasCaughtUp, wall)) return { ...dark, queued: state.light.queued };
  return queueCall(state.light, { seq: event.seq, ticketId: event.ticket.id });
}

/**
 * Whether a call should be heard in the hall. A board that was away is sent everything it missed, and must not call
 * it all again. What comes after the first snapshot or beat of a connection is of now, whatever the clocks say:
 * nothing old is on the way any more. What comes before that may be a replay, so its `at` decides: within 10 s of
 * this machine's clock. Clocks that disagree cost at most the calls of the first seconds after a reconnect, and
 * never silence a board.
 */
function isOfNow(event: Changed, hasCaughtUp: boolean, wall: number): boolean {
  return hasCaughtUp || Math.abs(wall - Date.parse(event.at)) < FRESH_MS;
}

type Changed = Extract<FeedEvent, { type: 'changed' }>;
const calls: readonly Changed['change'][] = ['called', 'recalled'];
