import { parentPort, workerData } from 'node:worker_threads';
import type { WaitRange } from '../core/contract/shared.ts';
import { alwaysCalling, type CallingAt } from '../core/estimate/calling-time.ts';
import type { Estimate } from '../core/estimate/estimate.ts';
import { Estimator } from '../core/estimate/estimator.ts';
import { isOpenAt, opensAt } from '../core/queue/opening.ts';
import { Queue } from '../core/queue/queue.ts';
import type { Site } from '../core/settings.ts';
import type { FromWorker, ToWorker, WorkerStart } from './waits.ts';

const minuteMs = 60_000;
/** Nothing is open for longer than this without a look. */
const longestMs = 24 * 60 * minuteMs;

const { site, learnt } = workerData as WorkerStart;
const estimator = new Estimator(site, callingOf(site), learnt === undefined ? undefined : JSON.parse(learnt));
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
  const estimates = estimator.estimateAll(queue, atMs, Math.random, newcomers);
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

/** When the site's counters call, by its hours. */
function callingOf({ queue: { hours, closedOn }, timeZone }: Site): CallingAt {
  if (!hours && closedOn.length === 0) return alwaysCalling;
  return (atMs) => {
    const isCalling = isOpenAt(hours, closedOn, new Date(atMs), timeZone);
    if (!isCalling) {
      const opens = opensAt(hours, closedOn, new Date(atMs), timeZone);
      return { isCalling, untilMs: opens?.getTime() ?? Number.POSITIVE_INFINITY };
    }
    let untilMs = Math.floor(atMs / minuteMs) * minuteMs + minuteMs;
    while (untilMs - atMs < longestMs && isOpenAt(hours, closedOn, new Date(untilMs), timeZone)) untilMs += minuteMs;
    return { isCalling, untilMs };
  };
}
