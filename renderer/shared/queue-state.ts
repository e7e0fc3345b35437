import type { FeedEvent, QueuedTicket } from '../../core/contract/hub.ts';
import { never } from '../../core/result.ts';

/** What a screen knows of the queue: the feed's tickets, how far it has heard, and whether it still hears. */
export interface QueueState {
  readonly link: 'joining' | 'live' | 'lost';
  /** The last change that is in `tickets`; where the feed takes up again after a loss. */
  readonly seq: number | undefined;
  readonly tickets: ReadonlyMap<string, QueuedTicket>;
}

export type QueueEvent =
  | FeedEvent
  /** The hub took up the feed; what was missed, if anything, is on its way. */
  | { readonly type: 'linked' }
  | { readonly type: 'link-lost' }
  /** The hub's own answer to a command, for as long as the feed cannot tell it. */
  | { readonly type: 'answered'; readonly ticket: QueuedTicket };

export const unheard: QueueState = { link: 'joining', seq: undefined, tickets: new Map() };

/**
 * Takes in one event. A snapshot replaces everything, even by an older one: the hub may have been restored.
 * A change counts once and in order only: what is not newer than `seq` has been heard already.
 */
export function takeIn(state: QueueState, event: QueueEvent): QueueState {
  switch (event.type) {
    case 'snapshot':
      return { link: 'live', seq: event.seq, tickets: new Map(event.tickets.map((ticket) => [ticket.id, ticket])) };
    case 'changed':
      if (!isNews(state, event)) return live(state);
      return { link: 'live', seq: event.seq, tickets: withTicket(state.tickets, event.ticket) };
    case 'beat':
      return live(state);
    case 'linked':
      return state.seq === undefined ? state : live(state);
    case 'link-lost':
      return { ...state, link: 'lost' };
    case 'answered':
      return state.link === 'live' ? state : { ...state, tickets: withTicket(state.tickets, event.ticket) };
    default:
      return never(event);
  }
}

/** Whether a change has not been taken in yet. */
export function isNews(state: QueueState, event: { readonly seq: number }): boolean {
  return event.seq > (state.seq ?? -1);
}

/** By the last call; tickets that were never called by when they were issued. */
export function lastCalledFirst(a: QueuedTicket, b: QueuedTicket): number {
  return Date.parse(b.calledAt ?? b.issuedAt) - Date.parse(a.calledAt ?? a.issuedAt);
}

const live = (state: QueueState): QueueState => (state.link === 'live' ? state : { ...state, link: 'live' });

function withTicket(tickets: QueueState['tickets'], ticket: QueuedTicket): QueueState['tickets'] {
  return new Map(tickets).set(ticket.id, ticket);
}
