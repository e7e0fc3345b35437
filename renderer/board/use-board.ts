import { useCallback, useEffect, useReducer } from 'react';
import { followFeed, type LinkEvent } from '../shared/live-feed.ts';
import { type BoardEvent, type BoardState, type Clocks, emptyBoard, hear } from './board-state.ts';
import { SHOWN_MS } from './spotlight.ts';

interface Timed {
  readonly event: BoardEvent;
  readonly clocks: Clocks;
}

/** The board with its feed and its clock: calls that wait their turn come up by themselves. */
export function useBoard(): BoardState {
  const [board, dispatch] = useReducer(
    (state: BoardState, { event, clocks }: Timed) => hear(state, event, clocks),
    emptyBoard,
  );
  const send = useCallback((event: BoardEvent) => dispatch({ event, clocks: bothClocks() }), []);

  useEffect(() => {
    const end = new AbortController();
    // A board is public: the hub never asks it to sign in.
    const note = (event: LinkEvent) => send(event.type === 'sign-in-first' ? { type: 'link-lost' } : event);
    void followFeed((hub) => hub.board.watch, note, end.signal);
    return () => end.abort();
  }, [send]);

  const { shownAt, queued } = board.light;
  const hasNext = queued.length > 0;
  useEffect(() => {
    if (!hasNext) return;
    const timer = setTimeout(() => send({ type: 'tick' }), Math.max(0, shownAt + SHOWN_MS - performance.now()));
    return () => clearTimeout(timer);
  }, [hasNext, shownAt, send]);
  return board;
}

const bothClocks = (): Clocks => ({ wall: Date.now(), steady: performance.now() });
