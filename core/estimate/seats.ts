import { choose } from '../queue/choose.ts';
import { type Caller, groupOf } from '../queue/rules.ts';
import type { Turn } from '../queue/turn.ts';
import type { Situation } from './forecast.ts';

/** A counter that has let people wait for so long without a call is not staffed. */
const AWAY_MS = 45 * 60_000;

/** A counter at the beginning of every run: what it has in hand, and a draw of when it looks for the next one. */
export interface Seat {
  readonly counter: Caller;
  readonly turn?: Turn | undefined;
  /** It ends the turn in hand and calls nobody more. */
  readonly isLeaving: boolean;
  drawFreeAt(): number;
}

/** The counters that take part; those that are closed or not staffed have no seat. */
export function seatsOf(situation: Situation): Seat[] {
  // The group is looked up at every call: named once, it need not be made up of the services each time.
  const callers = situation.queue.rules.counters.map((counter) => ({ ...counter, group: groupOf(counter) }));
  return callers.flatMap((caller) => seatOf(situation, caller) ?? []);
}

function seatOf(situation: Situation, counter: Caller): Seat | undefined {
  const { queue, habits, nowMs, random } = situation;
  const { state, since } = queue.counterState(counter.id);
  const turn = queue.inHand(counter.id);
  const seat = { counter, turn, isLeaving: state === 'closed' };
  const drawEnd = turn ? drawEndOf(situation, turn, counter) : () => nowMs;
  if (state === 'closed') return turn && { ...seat, drawFreeAt: drawEnd };
  if (state === 'paused') {
    const drawBack = drawBackOf(situation, Date.parse(since));
    return { ...seat, drawFreeAt: () => Math.max(drawEnd(), drawBack()) };
  }
  if (turn) return { ...seat, drawFreeAt: () => drawEnd() + habits.gaps.draw(random) };
  return isStaffed(situation, counter) ? idleSeat(situation, counter) : undefined;
}

function drawEndOf({ habits, nowMs, random }: Situation, turn: Turn, counter: Caller): () => number {
  const tookAt = habits.tookAt(counter.id) ?? Date.parse(turn.calledAt ?? turn.queuedAt);
  return () => nowMs + habits.services.drawRest(turn.service, nowMs - tookAt, random);
}

function drawBackOf({ habits, calling, nowMs, random }: Situation, pausedAt: number): () => number {
  const pausedMs = calling.between(pausedAt, nowMs);
  return () => calling.after(nowMs, habits.pauses.drawRest(pausedMs, random));
}

/** A counter that has called nobody long after the site opened is open by its settings only. */
function isStaffed({ habits, nowMs, calling }: Situation, { id }: Caller): boolean {
  const startedAt = calling.startBefore(nowMs);
  const isNotOpenYet = calling.atOrAfter(nowMs) > nowMs;
  if (habits.freeSince(id) !== undefined || startedAt === undefined || isNotOpenYet) return true;
  return calling.between(startedAt, nowMs) <= AWAY_MS;
}

/** Nobody in hand: free at once where nobody waits for it either, else when it comes back from what keeps it. */
function idleSeat({ queue, habits, nowMs, random, calling }: Situation, counter: Caller): Seat | undefined {
  const seat = { counter, isLeaving: false };
  const next = choose(queue, counter, nowMs);
  if (!next) return { ...seat, drawFreeAt: () => nowMs };
  const startedAt = calling.startBefore(nowMs) ?? 0;
  const sinceMs = Math.max(habits.freeSince(counter.id) ?? 0, startedAt, Date.parse(next.turn.queuedAt));
  const idleMs = calling.between(sinceMs, nowMs);
  if (idleMs > AWAY_MS) return undefined;
  return { ...seat, drawFreeAt: () => nowMs + habits.gaps.drawRest(idleMs, random) };
}
