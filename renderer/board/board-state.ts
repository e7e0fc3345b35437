import type { BoardFeedEvent, BoardTurn } from '../../core/contract/feed.ts';
import type { CounterState } from '../../core/queue/change.ts';
import { isInHand } from '../../core/queue/turn.ts';
import type { Place } from '../../core/speech/place.ts';
import type { Spoken } from '../../core/speech/spoken.ts';
import type { LinkEvent } from '../shared/live-feed.ts';
import { hubNow, isCallHere, isNews, isUnheard } from './news.ts';
import { spokenOf } from './spoken-of.ts';
import { advance, type Call, callOut, dark, keepOnly, type Spotlight } from './spotlight.ts';

/** What the board of one hall knows. `now` is always the board's own clock, in milliseconds. */
export interface BoardState {
  /** The counters of this hall, and how the voice calls them. */
  readonly here: ReadonlyMap<string, Place>;
  readonly link: 'joining' | 'live' | 'lost';
  readonly seq: number | undefined;
  /** By number: what was heard of it last. */
  readonly turns: ReadonlyMap<string, BoardTurn>;
  readonly counters: ReadonlyMap<string, CounterState>;
  /** How many wait for each service. */
  readonly waiting: Readonly<Record<string, number>>;
  /** What the hub's clock said at `now`. */
  readonly hubClock: { readonly at: number; readonly now: number } | undefined;
  /** When the hub was heard last, by the hub's clock. */
  readonly heardAt: number | undefined;
  readonly light: Spotlight;
  /** What there was for the voice, last at the end. */
  readonly spoken: readonly Spoken[];
}

export type BoardEvent =
  | LinkEvent<'board'>
  | { readonly type: 'tick' }
  /** The machine stood still for a while: what was up then is of another time. */
  | { readonly type: 'slept' };

const SPOKEN_AT_MOST = 100;

export function emptyBoard(here: BoardState['here']): BoardState {
  const nothing = { turns: new Map(), counters: new Map(), waiting: {}, light: dark, spoken: [] };
  return { here, link: 'joining', seq: undefined, hubClock: undefined, heardAt: undefined, ...nothing };
}

export function hear(before: BoardState, event: BoardEvent, now: number): BoardState {
  const state = take(before, event, now);
  const light = advance(state.light, now);
  const more = event.type === 'changed' || event.type === 'counter' ? spokenOf(before, event, now) : undefined;
  if (light === state.light && !more) return state;
  return { ...state, light, spoken: more ? [...state.spoken, more].slice(-SPOKEN_AT_MOST) : state.spoken };
}

function take(state: BoardState, event: BoardEvent, now: number): BoardState {
  switch (event.type) {
    case 'snapshot':
      return takeSnapshot(heard(state, event, now), event);
    case 'changed':
      if (!isUnheard(state, event)) return heard(state, event, now);
      return { ...takeChange(heard(state, event, now), event), light: lightAfter(state, event, now) };
    case 'counter':
      if (!isUnheard(state, event)) return heard(state, event, now);
      return { ...heard(state, event, now), seq: event.seq, counters: withCounter(state.counters, event.state) };
    case 'beat':
      return { ...heard(state, event, now), waiting: event.waiting ?? state.waiting };
    case 'linked':
      return state.seq === undefined ? state : { ...state, link: 'live' };
    case 'link-lost':
    // A board is public: the hub never asks it to sign in.
    case 'sign-in-first':
      return { ...state, link: 'lost' };
    case 'slept':
      return { ...state, light: dark };
    case 'tick':
      return state;
  }
}

export type Changed = Extract<BoardFeedEvent, { type: 'changed' }>;
export type CounterChanged = Extract<BoardFeedEvent, { type: 'counter' }>;
type Snapshot = Extract<BoardFeedEvent, { type: 'snapshot' }>;

/** Beats and snapshots are of now; a change may be a replay and says nothing of the hub's clock. */
function heard(state: BoardState, event: BoardFeedEvent, now: number): BoardState {
  const isOfNow = event.type === 'beat' || event.type === 'snapshot';
  const hubClock = isOfNow ? { at: Date.parse(event.at), now } : state.hubClock;
  return { ...state, link: 'live', hubClock, heardAt: hubNow({ hubClock }, now) };
}

/** A snapshot calls nobody. What is up stays where the hub still has it there. */
function takeSnapshot(state: BoardState, { seq, turns, counters, waiting }: Snapshot): BoardState {
  const known = new Map(turns.map((turn) => [turn.number, turn]));
  return {
    ...state,
    seq,
    turns: known,
    counters: new Map(counters.map((counter) => [counter.counter, counter])),
    waiting,
    light: keepOnly(state.light, (call) => stillCalls(known.get(call.number), call)),
  };
}

function takeChange(state: BoardState, { seq, turn }: Changed): BoardState {
  return { ...state, seq, turns: new Map(state.turns).set(turn.number, turn) };
}

function lightAfter(state: BoardState, event: Changed, now: number): Spotlight {
  const { change, turn, seq } = event;
  if (isCallHere(state, event)) {
    const { number, counter = '', language } = turn;
    const call = { seq, number, counter, language, isRecall: change === 'recalled' };
    if (isNews(state, event, now)) return callOut(state.light, call, now);
  }
  // Whoever comes, is served or stays away has still been called, and is up for as long as the others. Only a call
  // that is taken back, or that leads elsewhere by now, would mislead.
  const isTakenBack = change === 'undone' || change === 'called' || change === 'recalled';
  if (!isTakenBack) return state.light;
  return keepOnly(state.light, (call) => call.number !== turn.number || stillCalls(turn, call));
}

function stillCalls(turn: BoardTurn | undefined, call: Call): boolean {
  return turn !== undefined && isInHand(turn) && turn.counter === call.counter;
}

function withCounter(counters: BoardState['counters'], state: CounterState): BoardState['counters'] {
  return new Map(counters).set(state.counter, state);
}
