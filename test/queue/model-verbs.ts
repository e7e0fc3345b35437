import type { Turn } from '../../core/queue/turn.ts';
import { chooseSlowly } from './choose-slowly.ts';
import { isClosed, isTaken, type Model, type Refused } from './model.ts';

const minuteMs = 60_000;
const later = (model: Model, minutes: number) => new Date(model.atMs + minutes * minuteMs).toISOString();

/** The counter is open, the visit is known and with nobody else. */
export function visitFor(model: Model, counter: string, ticketId: string): string | readonly Turn[] {
  if (model.isClosed(counter)) return 'COUNTER_CLOSED';
  const visit = model.visit(ticketId);
  if (visit.length === 0) return 'TICKET_UNKNOWN';
  const taken = visit.find(isTaken);
  return taken && taken.counter !== counter ? `TICKET_ELSEWHERE ${taken.counter}` : visit;
}

export function notReady(visit: readonly Turn[]): string {
  const open = visit.filter((turn) => !isClosed(turn));
  const unblocked = open.filter(({ state }) => state !== 'blocked');
  return `TICKET_NOT_READY ${(unblocked[0] ?? open[0] ?? visit[visit.length - 1])?.state}`;
}

export function onTaken(model: Model, counter: string, ticketId: string, act: (turn: Turn) => Refused): Refused {
  const visit = visitFor(model, counter, ticketId);
  if (typeof visit === 'string') return visit;
  const taken = visit.find(isTaken);
  return taken ? act(taken) : notReady(visit);
}

const isUnknown = (model: Model, result: string | undefined) =>
  result !== undefined && !model.rules.queue.results.some(({ id }) => id === result);

export function callNext(model: Model, counter: string, result: string | undefined): Refused {
  if (model.isClosed(counter)) return 'COUNTER_CLOSED';
  if (isUnknown(model, result)) return 'RESULT_UNKNOWN';
  const taken = model.inHand(counter);
  if (taken) model.end(taken, result);
  const choice = chooseSlowly(model, model.counter(counter), model.atMs);
  if (!choice) return undefined;
  model.call(choice.turn, counter);
  if (choice.tally) model.tallies.set(choice.tally.group, choice.tally);
  return undefined;
}

export function callThis(
  model: Model,
  counter: string,
  ticketId: string,
  states = ['waiting', 'held', 'missed'],
): Refused {
  const visit = visitFor(model, counter, ticketId);
  if (typeof visit === 'string') return visit;
  if (visit.some(isTaken)) return 'HAND_FULL';
  const { services } = model.counter(counter);
  const fit = states
    .flatMap((state) => visit.filter((turn) => turn.state === state))
    .filter((turn) => services.includes(turn.service))
    .filter(({ notBefore }) => notBefore === undefined || Date.parse(notBefore) <= model.atMs);
  const free = fit.find(({ assignedTo }) => assignedTo === undefined || assignedTo === counter);
  if (!free) return fit[0] ? `TICKET_ELSEWHERE ${fit[0].assignedTo}` : notReady(visit);
  if (model.inHand(counter)) return 'HAND_FULL';
  model.call(free, counter);
  return undefined;
}

export function recall(model: Model, counter: string, ticketId: string): Refused {
  const visit = visitFor(model, counter, ticketId);
  const taken = typeof visit === 'string' ? undefined : visit.find(isTaken);
  if (!taken) return callThis(model, counter, ticketId, ['held', 'missed']);
  model.call(taken, counter);
  return undefined;
}

export const arrive = (model: Model, counter: string, ticketId: string) =>
  onTaken(model, counter, ticketId, (turn) => {
    if (turn.state !== 'called') return `TICKET_NOT_READY ${turn.state}`;
    model.change(turn, { state: 'serving', servedAt: model.at });
    return undefined;
  });

export const hold = (model: Model, counter: string, ticketId: string, minutes: number | undefined) =>
  onTaken(model, counter, ticketId, (turn) => {
    model.change(turn, { state: 'held', returnsAt: minutes === undefined ? undefined : later(model, minutes) });
    return undefined;
  });

export const miss = (model: Model, counter: string, ticketId: string) =>
  onTaken(model, counter, ticketId, (turn) => {
    if (turn.state !== 'called') return `TICKET_NOT_READY ${turn.state}`;
    const { missedReturns, missedAfterMinutes } = model.rules.queue.policy;
    const isLast = turn.misses + 1 > missedReturns;
    const returnsAt = isLast ? undefined : later(model, missedAfterMinutes);
    model.change(turn, { state: 'missed', misses: turn.misses + 1, returnsAt });
    return undefined;
  });

export const finish = (model: Model, counter: string, ticketId: string, result: string | undefined) =>
  onTaken(model, counter, ticketId, (turn) => {
    if (isUnknown(model, result)) return 'RESULT_UNKNOWN';
    model.end(turn, result);
    return undefined;
  });

export function cancel(model: Model, counter: string, ticketId: string): Refused {
  const visit = visitFor(model, counter, ticketId);
  if (typeof visit === 'string') return visit;
  if (visit.every(isClosed)) return notReady(visit);
  for (const turn of visit)
    if (!isClosed(turn)) model.change(turn, { state: 'cancelled', finishedAt: model.at, returnsAt: undefined });
  return undefined;
}

export function verify(model: Model, counter: string, ticketId: string, holds: boolean): Refused {
  const visit = visitFor(model, counter, ticketId);
  if (typeof visit === 'string') return visit;
  const declared = visit.filter((turn) => !isClosed(turn) && turn.priority?.proof === 'self');
  if (declared.length === 0) return notReady(visit);
  for (const turn of declared)
    model.change(turn, { priority: holds ? { class: turn.priority!.class, proof: 'staff' } : undefined });
  return undefined;
}
