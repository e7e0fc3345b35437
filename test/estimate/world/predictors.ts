import { Estimator } from '../../../core/estimate/estimator.ts';
import type { Newcomer } from '../../../core/estimate/newcomer.ts';
import type { Change } from '../../../core/queue/change.ts';
import type { Queue } from '../../../core/queue/queue.ts';
import type { Turn } from '../../../core/queue/turn.ts';
import { callingIn } from './calling.ts';
import { chanceOf } from './chance.ts';
import type { World } from './worlds.ts';

const MINUTE_MS = 60_000;

/** What is told to somebody who takes a number; ms from now. Only ranges have a top. */
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

/** People before one in the site's list, as fair to priority as the list is, times a fixed time, over the counters. */
export function positionInSite(world: World, fixedMinutes: number): Predictor {
  return {
    name: 'position-in-site',
    predict(queue, newcomer) {
      const ahead = [...queue.openTurns()].filter(
        ({ state, priority }) => state === 'waiting' && (!newcomer.priority || priority),
      );
      return { medianMs: (ahead.length * fixedMinutes * MINUTE_MS) / world.counters.length };
    },
  };
}

/** The same by service: people before one at it, times its configured minutes, over the counters that have it. */
export function positionInService(world: World): Predictor {
  return {
    name: 'position-in-service',
    predict(queue, newcomer) {
      const ahead = [...queue.openTurns()].filter(
        ({ state, priority, service }) =>
          state === 'waiting' && service === newcomer.service && (!newcomer.priority || priority),
      );
      const minutes = world.services.find(({ id }) => id === newcomer.service)!.usualMinutes;
      const counters = world.counters.filter(({ services }) => services.includes(newcomer.service)).length;
      return { medianMs: (ahead.length * minutes * MINUTE_MS) / counters };
    },
  };
}

/** Last to enter service: one waits as long as the one called last of the same service and class did. */
export function lastToEnter(): Predictor {
  const last = new Map<string, number>();
  const keyOf = ({ service, priority }: Newcomer) => `${service} ${priority ? 'priority' : 'ordinary'}`;
  return {
    name: 'last-to-enter-service',
    predict: (_queue, newcomer) => ({ medianMs: last.get(keyOf(newcomer)) ?? 0 }),
    learn(change, atMs) {
      if (change.kind === 'turn' && change.change === 'called' && change.turn.calls === 1)
        last.set(keyOf(change.turn), atMs - Date.parse(change.turn.queuedAt));
    },
  };
}

/** The product's own. */
export function ownEstimate(world: World, seed: number): Predictor & { readonly estimator: Estimator } {
  const estimator = new Estimator(world, callingIn(world));
  const random = chanceOf(seed);
  let estimate: ReturnType<Estimator['estimateNewcomers']>[number] | undefined;
  return {
    name: 'own',
    estimator,
    predict(queue, newcomer, atMs) {
      estimate = estimator.estimateNewcomers(queue, atMs, random, [newcomer])[0]!;
      const { wait, medianMs } = estimate;
      if (!wait || medianMs === undefined) throw new Error('a counter is open, but no range was given');
      return {
        ...{ guess: estimate.guess },
        medianMs,
        fromMs: wait.fromMinutes * MINUTE_MS,
        topMs: wait.toMinutes * MINUTE_MS,
      };
    },
    takesIn: (turn, atMs) => estimator.tell(turn, estimate!, atMs),
    learn: (change, atMs) => estimator.learn(change, atMs),
  };
}
