import type { BoardFeedEvent, BoardTurn } from '../../core/contract/feed.ts';
import type { LinkEvent } from '../shared/live-feed.ts';

/** How long the faces stay up for whoever was served last. */
export const ASKS_FOR_MS = 30_000;
/** A change that is older than this was missed: whoever it was about has gone. */
const STALE_MS = 20_000;

export interface Asked {
  readonly number: string;
  readonly language: 'vi' | 'en';
  readonly untilMs: number;
}

/** What the tablet of one counter knows. Instants by its own clock. */
export interface TabletState {
  readonly link: 'joining' | 'live' | 'lost';
  /** The number that is being served at this counter. */
  readonly inHand: BoardTurn | undefined;
  readonly asked: Asked | undefined;
  /** What the hub's clock is ahead of our own. */
  readonly offsetMs: number;
}

export const dark: TabletState = { link: 'joining', inHand: undefined, asked: undefined, offsetMs: 0 };

export type TabletEvent =
  | LinkEvent<'board'>
  | { readonly type: 'tick' }
  /** A finger: the citizen is still there. */
  | { readonly type: 'touched' }
  | { readonly type: 'answered' };

/** Takes in one event of the board's feed, for the tablet of `counter`; `nowMs` by our own clock. */
export function hear(state: TabletState, event: TabletEvent, counter: string, nowMs: number): TabletState {
  switch (event.type) {
    case 'snapshot':
      return { ...live(state, event, nowMs), inHand: event.turns.find((turn) => isHere(turn, counter)) };
    case 'changed':
      return takeChange({ ...state, link: 'live' }, event, counter, nowMs);
    case 'beat':
      return live(state, event, nowMs);
    case 'counter':
    case 'linked':
      return { ...state, link: 'live' };
    case 'link-lost':
    case 'sign-in-first':
      return { ...state, link: 'lost' };
    case 'answered':
      return { ...state, asked: undefined };
    case 'touched':
      return state.asked ? { ...state, asked: { ...state.asked, untilMs: nowMs + ASKS_FOR_MS } } : state;
    case 'tick':
      return state.asked && nowMs >= state.asked.untilMs ? { ...state, asked: undefined } : state;
  }
}

type Changed = Extract<BoardFeedEvent, { type: 'changed' }>;

/** Whoever is done is asked; the next one's coming to the counter ends it, for then another citizen stands there. */
function takeChange(state: TabletState, { turn, change, at }: Changed, counter: string, nowMs: number): TabletState {
  const isOfHere = turn.counter === counter;
  if (!isOfHere) return state.inHand?.number === turn.number ? { ...state, inHand: undefined } : state;
  if (isHere(turn, counter)) {
    const asked = change === 'arrived' || state.asked?.number === turn.number ? undefined : state.asked;
    return { ...state, inHand: turn, asked };
  }
  const inHand = state.inHand?.number === turn.number ? undefined : state.inHand;
  const isFresh = nowMs + state.offsetMs - Date.parse(at) < STALE_MS;
  if (change !== 'finished' || !isFresh) return { ...state, inHand };
  return {
    ...state,
    inHand,
    asked: { number: turn.number, language: turn.language, untilMs: nowMs + ASKS_FOR_MS },
  };
}

function live(state: TabletState, { at }: { readonly at: string }, nowMs: number): TabletState {
  return { ...state, link: 'live', offsetMs: Date.parse(at) - nowMs };
}

function isHere(turn: BoardTurn, counter: string): boolean {
  return turn.counter === counter && (turn.state === 'called' || turn.state === 'serving');
}
