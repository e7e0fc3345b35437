import { useEffect, useState } from 'react';
import type { Place } from '../../core/speech/place.ts';
import { followFeed } from '../shared/live-feed.ts';
import { type BoardEvent, type BoardState, emptyBoard, hear } from './board-state.ts';
import { hubNow } from './news.ts';
import { ownClock, STILL_MS } from './own-clock.ts';

/** How soon a call that has had its time is seen to leave. */
const TICK_MS = 250;

export interface LiveBoard {
  readonly board: BoardState;
  /** What time it is at the hub; at this machine where the hub was never heard. */
  readonly hubTime: () => Date;
}

/** The board with its feed and its clock: calls that wait come up by themselves. */
export function useBoard(
  here: ReadonlyMap<string, Place>,
  zone: string | undefined,
  site: string | undefined,
): LiveBoard {
  const [now] = useState(() => ownClock());
  const [board, setBoard] = useState(() => emptyBoard(here));

  useEffect(() => {
    let state = emptyBoard(here);
    let last = now();
    const note = (event: BoardEvent) => {
      const at = now();
      if (at - last > STILL_MS) state = hear(state, { type: 'slept' }, at);
      last = at;
      state = hear(state, event, at);
      setBoard(state);
    };
    const end = new AbortController();
    void followFeed({ view: 'board', ...(zone && { zone }), ...(site && { site }) }, note, end.signal);
    const ticks = setInterval(() => note({ type: 'tick' }), TICK_MS);
    return () => {
      end.abort();
      clearInterval(ticks);
    };
  }, [here, zone, site, now]);
  return { board, hubTime: () => new Date(hubNow(board, now()) ?? Date.now()) };
}
