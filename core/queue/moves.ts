import { fail, ok, type Result } from '../result.ts';
import { orderAt, type Place } from './place.ts';
import { changed, type Decision, inHandHere, type Refusal, type Scene } from './scene.ts';
import type { Turn } from './turn.ts';

/** Where a turn is sent: anybody at a service, or one counter. */
export type Target = { readonly service: string } | { readonly counter: string };

/**
 * Sends the one in hand to another service or counter, where its wait begins anew. The number stays. At a counter it
 * keeps its service where that counter has it, else it is for the counter's first one.
 */
export function transfer(scene: Scene, ticketId: string, to: Target, place: Place): Decision {
  const turn = inHandHere(scene, ticketId);
  if (!turn.ok) return turn;
  const destination = destinationOf(scene, turn.value, to);
  if (!destination.ok) return destination;
  const moved: Turn = { ...turn.value, ...waitingAnew(scene.at), ...destination.value };
  return ok([changed('transferred', turn.value, { ...moved, order: orderAt(scene, moved, place) })]);
}

/** The fields of a turn whose wait at its step begins now. */
export function waitingAnew(at: Date) {
  return {
    state: 'waiting',
    queuedAt: at.toISOString(),
    calls: 0,
    misses: 0,
    calledAt: undefined,
    firstCalledAt: undefined,
    servedAt: undefined,
    finishedAt: undefined,
    returnsAt: undefined,
    result: undefined,
  } as const;
}

type Destination = Pick<Turn, 'service' | 'assignedTo'>;

function destinationOf({ queue }: Scene, turn: Turn, to: Target): Result<Destination, Refusal> {
  if ('service' in to) {
    const isKnown = queue.rules.services.some(({ id }) => id === to.service);
    return isKnown ? ok({ service: to.service, assignedTo: undefined }) : fail({ code: 'SERVICE_UNKNOWN' });
  }
  const counter = queue.rules.counters.find(({ id }) => id === to.counter);
  if (!counter) return fail({ code: 'COUNTER_UNKNOWN' });
  const service = counter.services.includes(turn.service) ? turn.service : counter.services[0]!;
  return ok({ service, assignedTo: counter.id });
}
