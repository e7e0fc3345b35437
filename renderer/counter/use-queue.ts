import { useCallback, useEffect, useReducer } from 'react';
import { followFeed, type LinkEvent } from '../shared/live-feed.ts';
import { type QueueEvent, type QueueState, takeIn, unheard } from '../shared/queue-state.ts';

interface Heard {
  readonly event: QueueEvent;
  readonly at: number;
}

/** The queue as one counter sees it, for as long as the screen stands. */
export function useQueue(
  counter: string,
  site: string | undefined,
  endSession: () => void,
): readonly [QueueState, (event: QueueEvent) => void] {
  const [queue, dispatch] = useReducer((state: QueueState, { event, at }: Heard) => takeIn(state, event, at), unheard);
  const hear = useCallback((event: QueueEvent) => dispatch({ event, at: Date.now() }), []);
  useEffect(() => {
    const end = new AbortController();
    const listen = (event: LinkEvent<'counter'>) => (event.type === 'sign-in-first' ? endSession() : hear(event));
    void followFeed({ view: 'counter', counter, ...(site && { site }) }, listen, end.signal);
    return () => end.abort();
  }, [counter, site, hear, endSession]);
  return [queue, hear];
}
