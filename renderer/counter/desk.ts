import type { CounterState } from '../../core/queue/change.ts';
import { isInHand, type Turn } from '../../core/queue/turn.ts';
import { lastCalledFirst, type QueueState } from '../shared/queue-state.ts';

/** Where a counter stands in its work. */
export type DeskState = 'closed' | 'paused' | 'ready' | 'calling' | 'serving';

/** What one counter sees of the queue. */
export interface Desk {
  readonly state: DeskState;
  /** Code of the site's reasons, while it is paused. */
  readonly pause: string | undefined;
  readonly restsSince: string | undefined;
  readonly inHand: Turn | undefined;
  /** In the order of their places, for the services of this counter or for this counter alone. */
  readonly waiting: readonly Turn[];
  /** Those of this counter first, then by how long they have been held. */
  readonly held: readonly Turn[];
  /** Last missed first, for the services of this counter. */
  readonly missed: readonly Turn[];
  /** Finished by this counter, last first. */
  readonly finished: readonly Turn[];
}

export interface Seat {
  readonly id: string;
  readonly services: readonly string[];
}

export function deskOf({ turns, counters }: Pick<QueueState, 'turns' | 'counters'>, seat: Seat): Desk {
  const all = [...turns.values()];
  const ours = all.filter((turn) => isFor(turn, seat));
  const mine = all.filter((turn) => turn.counter === seat.id);
  const inHand = mine.filter(isInHand).sort(lastCalledFirst)[0];
  const rest = counters.get(seat.id);
  return {
    state: stateOf(rest, inHand),
    pause: rest?.state === 'paused' ? rest.reason : undefined,
    restsSince: rest && rest.state !== 'open' ? rest.since : undefined,
    inHand,
    waiting: ours.filter(({ state }) => state === 'waiting').sort(byPlace),
    held: ours.filter(({ state }) => state === 'held').sort(mineFirst(seat)),
    missed: ours.filter(({ state }) => state === 'missed').sort(lastCalledFirst),
    finished: mine.filter(({ state }) => state === 'finished').sort(lastFinishedFirst),
  };
}

/** The one in hand, unless the counter rests: then nothing can be done with it. */
export function turnAtWork({ state, inHand }: Desk): Turn | undefined {
  return state === 'calling' || state === 'serving' ? inHand : undefined;
}

/** How many steps the visit of a turn has, as far as this screen has heard of them. */
export function stepsOf(turns: QueueState['turns'], { ticketId, step }: Turn): number {
  const steps = [...turns.values()].filter((turn) => turn.ticketId === ticketId && turn.state !== 'cancelled');
  return Math.max(step, ...steps.map((turn) => turn.step)) + 1;
}

function isFor({ service, assignedTo }: Turn, { id, services }: Seat): boolean {
  return assignedTo === undefined ? services.includes(service) : assignedTo === id;
}

function stateOf(rest: CounterState | undefined, inHand: Turn | undefined): DeskState {
  if (rest && rest.state !== 'open') return rest.state;
  if (!inHand) return 'ready';
  return inHand.state === 'called' ? 'calling' : 'serving';
}

const byPlace = (a: Turn, b: Turn) => a.order - b.order || Date.parse(a.queuedAt) - Date.parse(b.queuedAt);

const mineFirst = (seat: Seat) => (a: Turn, b: Turn) =>
  Number(b.counter === seat.id) - Number(a.counter === seat.id) || lastCalledFirst(b, a);

const lastFinishedFirst = (a: Turn, b: Turn) =>
  Date.parse(b.finishedAt ?? b.issuedAt) - Date.parse(a.finishedAt ?? a.issuedAt);
