import { parentPort, workerData } from 'node:worker_threads';
import type { WaitRange } from '../core/contract/shared.ts';
import type { Estimate } from '../core/estimate/estimate.ts';
import { Estimator } from '../core/estimate/estimator.ts';
import { callingHours } from '../core/estimate/site-hours.ts';
import { Queue } from '../core/queue/queue.ts';
import type { FromWorker, ToWorker, WorkerStart } from './waits.ts';

/** With more than any hall holds, only those who would come now are told something. */
const waitingAtMost = 5_000;

const { site, learnt } = workerData as WorkerStart;
const estimator = new Estimator(site, callingHours(site), learnt === undefined ? undefined : JSON.parse(learnt));
let queue = new Queue(site);

parentPort?.on('message', (message: ToWorker) => {
  if (message.type === 'day') queue = queueOf(message);
  else if (message.type === 'changes')
    for (const [change, atMs] of message.changes) {
      queue.apply(change);
      estimator.learn(change, atMs);
    }
  else parentPort?.postMessage(estimate(message.atMs));
});

function queueOf({ turns, tallies, counters }: Extract<ToWorker, { type: 'day' }>): Queue {
  const fresh = new Queue(site);
  for (const turn of turns) fresh.put(turn);
  for (const tally of tallies) fresh.putTally(tally);
  for (const state of counters) fresh.putState(state);
  return fresh;
}

function estimate(atMs: number): FromWorker {
  const services = site.services.map(({ id }) => id);
  const newcomers = services.map((service) => ({ service }));
  const waiting = services.reduce((sum, id) => sum + queue.waitingCount(id), 0);
  const estimates =
    waiting <= waitingAtMost
      ? estimator.estimateAll(queue, atMs, Math.random, newcomers)
      : { waiting: [], newcomers: estimator.estimateNewcomers(queue, atMs, Math.random, newcomers) };
  return {
    turns: rangesOf(estimates.waiting),
    services: rangesOf(services.map((id, at) => [id, estimates.newcomers[at]])),
    learnt: JSON.stringify(estimator),
    error: JSON.stringify(estimator.errorSoFar()),
  };
}

function rangesOf(told: Iterable<readonly [string, Estimate | undefined]>): Map<string, WaitRange> {
  return new Map([...told].flatMap(([id, told]): [string, WaitRange][] => (told?.wait ? [[id, told.wait]] : [])));
}
