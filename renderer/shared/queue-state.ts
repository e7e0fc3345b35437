import type { CounterFeedEvent } from '../../core/contract/feed.ts';
import type { CounterState, Reason } from '../../core/queue/change.ts';
import { isInHand, type Turn } from '../../core/queue/turn.ts';
import { never } from '../../core/result.ts';

type Snapshot = Extract<CounterFeedEvent, { type: 'snapshot' }>;
type Changed = Extract<CounterFeedEvent, { type: 'changed' }>;

/** What a screen of staff knows of the queue: the feed's turns, how far it has heard, and whether it still hears. */
export interface QueueState {
  readonly link: 'joining' | 'live' | 'lost';
  /** The last change that is in here; where the feed takes up again after a loss. */
  readonly seq: number | undefined;
  readonly day: string | undefined;
  readonly turns: ReadonlyMap<string, Turn>;
  /** Counters that somebody has touched today; any other is open. */
  readonly counters: ReadonlyMap<string, CounterState>;
  /** Why turns were called last, as far as it was heard. */
  readonly reasons: ReadonlyMap<string, Reason>;
  /** Since when turns are in hand, or were last, as far as it was heard. */
  readonly rounds: ReadonlyMap<string, Round>;
  /** Since when turns are held, or were last, as far as it was heard. */
  readonly heldSince: ReadonlyMap<string, string>;
  /** By service: those who wait and that the snapshot left out. */
  readonly unseen: Readonly<Record<string, number>>;
  /** By counter: finished today. */
  readonly finished: Readonly<Record<string, number>>;
  /** The hub's clock less our own. */
  readonly clockOffsetMs: number;
  /** By our own clock: the last time that the hub said anything. */
  readonly heardAt: number | undefined;
}

/** A turn that was missed or held and is called again begins anew. */
export interface Round {
  readonly since: string;
  readonly callsBefore: number;
}

export type QueueEvent =
  | CounterFeedEvent
  /** The hub took up the feed; what was missed, if anything, is on its way. */
  | { readonly type: 'linked' }
  | { readonly type: 'link-lost' }
  /** The hub's own answer to a command, which the feed tells a moment later, or once it is back. */
  | { readonly type: 'answered'; readonly turn: Turn; readonly isUndo?: boolean };

export const unheard: QueueState = {
  link: 'joining',
  seq: undefined,
  day: undefined,
  turns: new Map(),
  counters: new Map(),
  reasons: new Map(),
  rounds: new Map(),
  heldSince: new Map(),
  unseen: {},
  finished: {},
  clockOffsetMs: 0,
  heardAt: undefined,
};

/**
 * Takes in one event, heard at `now` by our own clock. A snapshot replaces everything, even by an older one: the hub
 * may have been restored. A change counts once and in order only: what is not newer than `seq` has been heard already.
 */
export function takeIn(state: QueueState, event: QueueEvent, now: number): QueueState {
  switch (event.type) {
    case 'snapshot':
      return { ...fromSnapshot(state, event), ...heard(event.at, now) };
    case 'changed':
      return { ...(isNews(state, event) ? withChange(state, event) : state), link: 'live', heardAt: now };
    case 'counter': {
      if (!isNews(state, event)) return { ...state, link: 'live', heardAt: now };
      const counters = new Map(state.counters).set(event.state.counter, event.state);
      return { ...state, seq: event.seq, counters, link: 'live', heardAt: now };
    }
    case 'beat': {
      const unseen = event.waiting ? unseenOf(event.waiting, state.turns.values()) : state.unseen;
      return { ...state, unseen, ...heard(event.at, now), link: state.seq === undefined ? state.link : 'live' };
    }
    case 'linked':
      return state.seq === undefined ? state : { ...state, link: 'live', heardAt: now };
    case 'link-lost':
      return { ...state, link: 'lost' };
    case 'answered':
      return withAnswer(state, event.turn, event.isUndo ? 'undone' : 'called');
    default:
      return never(event);
  }
}

/** Whether a change has not been taken in yet. */
export function isNews(state: { readonly seq: number | undefined }, event: { readonly seq: number }): boolean {
  return event.seq > (state.seq ?? -1);
}

/** How many wait for a service, also those whom the snapshot left out. */
export function waitingFor({ turns, unseen }: QueueState, service: string): number {
  const seen = [...turns.values()].filter((turn) => turn.state === 'waiting' && turn.service === service);
  return seen.length + (unseen[service] ?? 0);
}

/** By the last call; those that were never called come last. */
export function lastCalledFirst(a: Called, b: Called): number {
  return Date.parse(b.calledAt ?? neverCalled) - Date.parse(a.calledAt ?? neverCalled);
}
type Called = { readonly calledAt?: string | undefined };
const neverCalled = new Date(0).toISOString();

const heard = (at: string, now: number) =>
  ({ link: 'live', clockOffsetMs: Date.parse(at) - now, heardAt: now }) as const;

function fromSnapshot(before: QueueState, { seq, day, turns, counters, waiting, finished }: Snapshot): QueueState {
  return {
    ...unheard,
    seq,
    day,
    turns: new Map(turns.map((turn) => [turn.id, turn])),
    counters: new Map(counters.map((counter) => [counter.counter, counter])),
    reasons: inHandOf(before.reasons, turns),
    rounds: inHandOf(before.rounds, turns),
    heldSince: before.heldSince,
    unseen: unseenOf(waiting, turns),
    finished,
  };
}

function unseenOf(waiting: Readonly<Record<string, number>>, turns: Iterable<Turn>): Record<string, number> {
  const unseen = { ...waiting };
  for (const { state, service } of turns) if (state === 'waiting') count(unseen, service, -1);
  return unseen;
}

function withChange(state: QueueState, event: Changed): QueueState {
  const { seq, change, turn, reason } = event;
  const before = state.turns.get(turn.id);
  const finished = { ...state.finished };
  if (change === 'finished' && turn.counter) count(finished, turn.counter, 1);
  if (before?.state === 'finished' && turn.state !== 'finished' && before.counter) count(finished, before.counter, -1);
  const unseen = { ...state.unseen };
  if (!before && change === 'called') count(unseen, turn.service, -1);
  return {
    ...state,
    seq,
    turns: withTurn(state.turns, turn),
    reasons: reason ? new Map(state.reasons).set(turn.id, reason) : state.reasons,
    rounds: withRound(state.rounds, event, before),
    heldSince: change === 'held' ? new Map(state.heldSince).set(turn.id, event.at) : state.heldSince,
    unseen,
    finished,
  };
}

function count(counts: Record<string, number>, id: string, by: number): void {
  counts[id] = Math.max(0, (counts[id] ?? 0) + by);
}

/** One that comes back because its end was taken back goes on where it was. */
function withRound(
  rounds: QueueState['rounds'],
  { change, turn }: Pick<Changed, 'change' | 'turn'>,
  before: Turn | undefined,
): QueueState['rounds'] {
  const isBack = change === 'undone' && rounds.has(turn.id);
  if (turn.state !== 'called' || isBack || (before && isInHand(before))) return rounds;
  return new Map(rounds).set(turn.id, { since: turn.calledAt ?? turn.queuedAt, callsBefore: turn.calls - 1 });
}

function inHandOf<T>(known: ReadonlyMap<string, T>, turns: readonly Turn[]): ReadonlyMap<string, T> {
  const inHand = new Set(turns.filter(isInHand).map(({ id }) => id));
  return new Map([...known].filter(([id]) => inHand.has(id)));
}

/** Only the turn is taken in; what is counted waits for the feed, which tells each change once. */
function withAnswer(state: QueueState, turn: Turn, change: 'called' | 'undone'): QueueState {
  const before = state.turns.get(turn.id);
  if (before && before.version >= turn.version) return state;
  const rounds = withRound(state.rounds, { change, turn }, before);
  return { ...state, rounds, turns: withTurn(state.turns, turn) };
}

/** An answer may have come before the feed tells what was before it. */
function withTurn(turns: QueueState['turns'], turn: Turn): QueueState['turns'] {
  const known = turns.get(turn.id);
  return known && known.version > turn.version ? turns : new Map(turns).set(turn.id, turn);
}
