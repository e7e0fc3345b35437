import type { Estimate } from '../../../core/estimate/estimate.ts';
import { Estimator } from '../../../core/estimate/estimator.ts';
import type { Newcomer } from '../../../core/estimate/newcomer.ts';
import { callingHours } from '../../../core/estimate/site-hours.ts';
import type { Change } from '../../../core/queue/change.ts';
import type { Queue } from '../../../core/queue/queue.ts';
import type { Turn } from '../../../core/queue/turn.ts';
import { chanceOf } from './chance.ts';
import { timeZone, type World } from './worlds.ts';

const MINUTE_MS = 60_000;

/** What is told to somebody who takes a number; ms from now. Only ranges have ends. */
export interface Told {
  readonly medianMs: number;
  readonly fromMs?: number;
  readonly topMs?: number;
}

/** Says how long somebody will wait. It knows the site's settings and sees its log, nothing else. */
export interface Predictor {
  readonly name: string;
  predict(queue: Queue, newcomer: Newcomer, atMs: number): Told;
  takesIn?(turn: Turn, atMs: number): void;
  learn?(change: Change, atMs: number): void;
}

/** Everybody before one in the site's list, times fixed minutes, over the counters (as eAppointment does). */
export function position({ counters }: World, fixedMinutes: number): Predictor {
  const perPersonMs = (fixedMinutes * MINUTE_MS) / counters.length;
  return {
    name: 'position',
    predict: (queue) => ({ medianMs: countWaiting(queue, () => true) * perPersonMs }),
  };
}

/** The same with a list that knows of priority: one with priority has only those before it who have it too. */
export function positionByClass({ counters }: World, fixedMinutes: number): Predictor {
  const perPersonMs = (fixedMinutes * MINUTE_MS) / counters.length;
  return {
    name: 'position-by-class',
    predict: (queue, newcomer) => ({ medianMs: countWaiting(queue, (turn) => isBefore(turn, newcomer)) * perPersonMs }),
  };
}

/** A list for each service, with the minutes configured for it, over the counters that have it. */
export function positionInService({ counters, services }: World): Predictor {
  const perPersonMs = (service: string) => {
    const minutes = services.find(({ id }) => id === service)!.usualMinutes;
    return (minutes * MINUTE_MS) / counters.filter((counter) => counter.services.includes(service)).length;
  };
  return {
    name: 'position-in-service',
    predict(queue, newcomer) {
      const { service } = newcomer;
      const ahead = countWaiting(queue, (turn) => turn.service === service && isBefore(turn, newcomer));
      return { medianMs: ahead * perPersonMs(service) };
    },
  };
}

/** Last to enter service: one waits as long as the one called last of the same service and class did. */
export function lastToEnter(): Predictor {
  const last = new Map<string, number>();
  const keyOf = ({ service, priority }: Newcomer) => `${service} ${priority ? 'priority' : 'ordinary'}`;
  return {
    name: 'last-to-enter',
    predict: (_queue, newcomer) => ({ medianMs: last.get(keyOf(newcomer)) ?? 0 }),
    learn(change, atMs) {
      if (change.kind === 'turn' && change.change === 'called' && change.turn.calls === 1)
        last.set(keyOf(change.turn), atMs - Date.parse(change.turn.queuedAt));
    },
  };
}

/** The product's own: what the slip says, from the same estimator that the hub has. */
export function ownEstimate(world: World, seed: number): Predictor & { readonly estimator: Estimator } {
  const estimator = new Estimator(world, callingHours({ queue: world.queue, timeZone }));
  const random = chanceOf(seed);
  let last: Estimate | undefined;
  return {
    name: 'own',
    estimator,
    predict(queue, newcomer, atMs) {
      last = estimator.estimateNewcomers(queue, atMs, random, [newcomer])[0]!;
      const { wait, medianMs } = last;
      if (!wait || medianMs === undefined) throw new Error('every counter is staffed, but no range was given');
      return { medianMs, fromMs: wait.fromMinutes * MINUTE_MS, topMs: wait.toMinutes * MINUTE_MS };
    },
    takesIn: (turn, atMs) => estimator.tell(turn, last!, atMs),
    learn: (change, atMs) => estimator.learn(change, atMs),
  };
}

function countWaiting(queue: Queue, isCounted: (turn: Turn) => boolean): number {
  return [...queue.openTurns()].filter((turn) => turn.state === 'waiting' && isCounted(turn)).length;
}

function isBefore({ priority }: Turn, newcomer: Newcomer): boolean {
  return priority !== undefined || !newcomer.priority;
}
