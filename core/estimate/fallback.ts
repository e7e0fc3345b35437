import type { Queue } from '../queue/queue.ts';
import type { Turn } from '../queue/turn.ts';
import type { Counter } from '../settings.ts';
import type { ServiceTimes } from './service-times.ts';

const MINUTE_MS = 60_000;

/**
 * How long the work ahead of a turn keeps the counters that share it, in ms of calling time: at each service that these
 * counters serve, those before it by order (for one with priority only those of its own standing) with that service's
 * mean, as far as these counters do it, and half of what is in hand. Nothing where no counter that is not closed serves it.
 */
export function workAheadMs(
  queue: Queue,
  turn: Turn,
  times: Pick<ServiceTimes, 'meanMs'>,
  nowMs: number,
): number | undefined {
  const working = queue.rules.counters.filter(({ id }) => queue.counterState(id).state !== 'closed');
  const sharing = working.filter((counter) => counter.services.includes(turn.service));
  if (sharing.length === 0) return undefined;
  const inHandMs = sharing.map(({ id }) => queue.inHand(id)).map((one) => (one ? times.meanMs(one.service) / 2 : 0));
  const services = [...new Set(sharing.flatMap((counter) => counter.services))];
  const aheadMs = services.map((service) => {
    const count = countAhead(queue, { ...turn, service }, nowMs);
    return count * times.meanMs(service) * shareOf(service, sharing, working);
  });
  return sum([...inHandMs, ...aheadMs]) / sharing.length;
}

/** How many come before the turn at its service: with priority only those who stand as it does. */
export function countAhead(queue: Queue, turn: Turn, nowMs: number): number {
  if (!turn.priority) return queue.aheadOf(turn);
  const besides = queue.besides(turn, nowMs);
  const at = besides.findIndex(({ id, order }) => id === turn.id || order > turn.order);
  return at < 0 ? besides.length : at;
}

/** People before it times the configured minutes, over the counters that the site has for it: before anything is known. */
export function configuredMs(queue: Queue, turn: Turn, nowMs: number): number {
  const { services, counters } = queue.rules;
  const minutes = services.find(({ id }) => id === turn.service)?.usualMinutes ?? 0;
  const serving = counters.filter((counter) => counter.services.includes(turn.service)).length;
  return (countAhead(queue, turn, nowMs) * minutes * MINUTE_MS) / Math.max(1, serving);
}

/** How much of a service's work the sharing counters do. */
function shareOf(service: string, sharing: readonly Counter[], working: readonly Counter[]): number {
  const doing = (counters: readonly Counter[]) =>
    counters.filter((counter) => counter.services.includes(service)).length;
  return doing(sharing) / doing(working);
}

function sum(values: readonly number[]): number {
  return values.reduce((all, value) => all + value, 0);
}
