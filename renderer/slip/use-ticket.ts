import { useEffect, useState } from 'react';
import type { TicketState } from '../../core/contract/remote.ts';
import type { HubClient } from '../shared/hub-client.ts';
import { followTicket, type SlipState, takeIn, unheard } from './follow-ticket.ts';

export type SlipHub = Pick<HubClient, 'slip'>;

/** The ticket as the hub has it, and a way to say that it was rated. */
export function useTicket(hub: SlipHub, ticketId: string): readonly [SlipState, () => void] {
  const [state, setState] = useState(unheard);
  useEffect(() => {
    const leaving = new AbortController();
    const ask = (signal: AbortSignal) => hub.slip.state({ ticketId }, { signal });
    void followTicket(ask, (heard, at) => setState((known) => takeIn(known, heard, at)), leaving.signal);
    return () => leaving.abort();
  }, [hub, ticketId]);
  return [state, () => setState(rated)];
}

function rated(state: SlipState): SlipState {
  return { ...state, ticket: state.ticket && ({ ...state.ticket, mayRate: false } satisfies TicketState) };
}
