import { useEffect, useReducer } from 'react';
import { followFeed } from '../shared/live-feed.ts';
import { dark, hear, type TabletEvent, type TabletState } from './tablet-state.ts';

const TICK_MS = 500;

export interface Tablet {
  readonly state: TabletState;
  readonly touched: () => void;
  readonly answered: () => void;
}

/** The tablet of one counter, kept by the board's feed. Gives a way to say that the citizen is still there, and that he or she has answered. */
export function useTablet(counter: string, site: string | undefined): Tablet {
  const [state, note] = useReducer(
    (before: TabletState, event: TabletEvent) => hear(before, event, counter, Date.now()),
    dark,
  );
  useEffect(() => {
    const end = new AbortController();
    void followFeed({ view: 'board', ...(site && { site }) }, note, end.signal);
    const ticks = setInterval(() => note({ type: 'tick' }), TICK_MS);
    return () => {
      end.abort();
      clearInterval(ticks);
    };
  }, [site]);
  return { state, touched: () => note({ type: 'touched' }), answered: () => note({ type: 'answered' }) };
}
