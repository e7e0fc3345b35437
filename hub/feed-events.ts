import type { BoardFeedEvent, BoardTurn, CounterFeedEvent, FeedQuery } from '../core/contract/feed.ts';
import type { TurnChange } from '../core/queue/change.ts';
import { isInHand, type Turn } from '../core/queue/turn.ts';
import type { Hall } from './hall.ts';
import type { Ledger } from './ledger.ts';
import type { Entry } from './store/log.ts';

/** The counters that a board is for; all of them where it is left out. */
export type Audience = ReadonlySet<string> | undefined;

/** Who waits, and why somebody comes earlier, is not for the public. */
const hidden: readonly TurnChange[] = ['taken-in', 'opened', 'added', 'verified', 'returned'];

/** A screen lists no more than so many who wait; the counts say how many there are. */
const waitingListed = 300;
const calledOnBoard = 12;

/** A line of the log as staff see it. */
export function toldToCounters({ seq, at, change }: Entry): CounterFeedEvent {
  if (change.kind === 'counter') return { type: 'counter', seq, at, state: change.state };
  const { change: name, turn, reason } = change;
  return { type: 'changed', seq, at, change: name, turn, ...(reason && { reason }) };
}

/** A line of the log as the public sees it; nothing where it is not public. */
export function toldToBoards({ seq, at, change }: Entry): BoardFeedEvent | undefined {
  if (change.kind === 'counter') return { type: 'counter', seq, at, state: change.state };
  if (hidden.includes(change.change) || !(change.turn.calledAt ?? change.before?.calledAt)) return undefined;
  return { type: 'changed', seq, at, change: change.change, turn: boardTurnOf(change.turn) };
}

/** Everything that a counter needs: its services' turns, or those of all. */
export function counterSnapshot(hall: Hall, { counter }: FeedQuery, { site, now }: Ledger): CounterFeedEvent {
  const skills = site.counters.find(({ id }) => id === counter)?.services;
  const isListed = (turn: Turn) => !skills || skills.includes(turn.service) || turn.counter === counter;
  const turns = [...hall.queue.openTurns()].filter(isListed);
  const waiting = turns.filter(({ state }) => state === 'waiting').sort((a, b) => a.order - b.order);
  const others = turns.filter(({ state }) => state !== 'waiting');
  const inHand = counter === undefined ? undefined : hall.queue.inHand(counter);
  // All steps of the visit in hand: the counter says which of them this is.
  const steps = inHand ? hall.queue.turnsOf(inHand.ticketId).filter((turn) => !turns.includes(turn)) : [];
  return {
    type: 'snapshot',
    seq: hall.seq,
    at: now().toISOString(),
    day: hall.day,
    turns: [...waiting.slice(0, waitingListed), ...others, ...steps, ...hall.recent.filter(isListed)],
    counters: [...hall.queue.counterStates()],
    waiting: waitingOf(hall, site),
    finished: Object.fromEntries(hall.finished),
  };
}

/** Who is called and who was missed, for the counters of one hall. */
export function boardSnapshot(hall: Hall, audience: Audience, { site, now }: Ledger): BoardFeedEvent {
  const isHere = ({ counter }: Turn) => !audience || (counter !== undefined && audience.has(counter));
  const turns = [...hall.queue.openTurns()].filter(isHere);
  const called = turns.filter(isInHand).sort((a, b) => (b.calledAt ?? '').localeCompare(a.calledAt ?? ''));
  const missed = turns.filter(({ state }) => state === 'missed');
  return {
    type: 'snapshot',
    seq: hall.seq,
    at: now().toISOString(),
    day: hall.day,
    turns: [...called.slice(0, calledOnBoard), ...missed].map(boardTurnOf),
    counters: [...hall.queue.counterStates()].filter(({ counter }) => !audience || audience.has(counter)),
    waiting: waitingOf(hall, site),
  };
}

function waitingOf({ queue }: Hall, site: Ledger['site']): Record<string, number> {
  return Object.fromEntries(site.services.map(({ id }) => [id, queue.waitingCount(id)]));
}

function boardTurnOf({ number, service, state, counter, calls, calledAt, language }: Turn): BoardTurn {
  return { number, service, state, calls, language, ...(counter && { counter }), ...(calledAt && { calledAt }) };
}
