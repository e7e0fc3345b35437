import type { LiveFigures } from '../../core/contract/manager.ts';
import type { WaitRange } from '../../core/contract/shared.ts';
import { type Alert, alertsOf, type Watched } from '../../core/queue/alerts.ts';
import type { Turn } from '../../core/queue/turn.ts';
import { coverFew } from '../../core/report/few.ts';
import type { Site } from '../../core/settings.ts';
import type { Hall } from '../hall.ts';

/** What the hall is like at a moment: the memory of the queue, and nothing from the store. */
export interface Moment {
  readonly day: string;
  readonly services: {
    readonly id: string;
    readonly waiting: number;
    readonly longestMs: number;
    readonly working: number;
  }[];
  readonly counters: LiveFigures['counters'];
  readonly alerts: readonly Alert[];
}

/** `waitOfNew`: what whoever takes a number of a service now is told. */
export function momentOf(
  hall: Hall,
  site: Site,
  nowMs: number,
  waitOfNew: (service: string) => WaitRange | undefined,
): Moment {
  const waits = waitsOf(hall);
  const counters = site.counters.map((counter) => counterOf(hall, counter.id));
  const isWorking = new Map(counters.map(({ id, isWorking, state }) => [id, isWorking && state === 'open']));
  const finished = coverFew(counters.map(({ finished: people }) => ({ people })));
  return {
    day: hall.day,
    services: site.services.map(({ id }) => ({
      id,
      waiting: hall.queue.waitingCount(id),
      longestMs: Math.max(0, nowMs - (waits.get(id)?.queuedMs ?? nowMs)),
      working: site.counters.filter((counter) => counter.services.includes(id) && isWorking.get(counter.id)).length,
    })),
    counters: counters.map(({ inHandSinceMs: _, ...counter }, at) => ({ ...counter, finished: finished[at]!.people })),
    alerts: alertsOf(watched(hall, site, counters, waits, waitOfNew, nowMs)),
  };
}

interface Longest {
  readonly queuedMs: number;
  readonly issuedMs: number;
}

/** By service: since when the one waits who has waited longest, and since when the oldest number of it is given. */
function waitsOf({ queue }: Hall): Map<string, Longest> {
  const waits = new Map<string, Longest>();
  for (const { state, service, queuedAt, issuedAt } of queue.openTurns()) {
    if (state !== 'waiting') continue;
    const before = waits.get(service) ?? { queuedMs: Infinity, issuedMs: Infinity };
    waits.set(service, {
      queuedMs: Math.min(before.queuedMs, Date.parse(queuedAt)),
      issuedMs: Math.min(before.issuedMs, Date.parse(issuedAt)),
    });
  }
  return waits;
}

type CounterNow = Omit<LiveFigures['counters'][number], 'finished'> & {
  finished: number;
  inHandSinceMs: number | undefined;
};

function counterOf({ queue, finished }: Hall, id: string): CounterNow {
  const { state, reason, since } = queue.counterState(id);
  const inHand = queue.inHand(id);
  const done = finished.get(id) ?? 0;
  const sinceAt = inHand?.servedAt ?? inHand?.calledAt ?? (state === 'open' ? undefined : since);
  return {
    id,
    state,
    isWorking: inHand !== undefined || done > 0 || state === 'paused',
    ...(reason !== undefined && state === 'paused' && { pause: reason }),
    ...(sinceAt !== undefined && { since: sinceAt }),
    ...(inHand && { number: inHand.number }),
    finished: done,
    inHandSinceMs: inHand?.calledAt === undefined ? undefined : Date.parse(inHand.calledAt),
  };
}

function watched(
  { queue }: Hall,
  site: Site,
  counters: readonly CounterNow[],
  waits: ReadonlyMap<string, Longest>,
  waitOfNew: (service: string) => WaitRange | undefined,
  nowMs: number,
): Watched {
  const inHandOf = (counter: CounterNow, turn: Turn | undefined) =>
    turn && counter.inHandSinceMs !== undefined
      ? { number: turn.number, service: turn.service, sinceMs: counter.inHandSinceMs }
      : undefined;
  return {
    nowMs,
    services: site.services.map(({ id, targetMinutes, usualMinutes, lane }) => ({
      id,
      targetMinutes,
      usualMinutes,
      waiting: queue.waitingCount(id),
      comingMinutes: waitOfNew(id)?.fromMinutes,
      sinceMs: lane === 'express' ? waits.get(id)?.issuedMs : waits.get(id)?.queuedMs,
    })),
    counters: counters.map((counter, at) => ({
      id: counter.id,
      services: site.counters[at]!.services,
      state: counter.state,
      isWorking: counter.isWorking,
      sinceMs: counter.since === undefined ? undefined : Date.parse(counter.since),
      inHand: inHandOf(counter, queue.inHand(counter.id)),
    })),
  };
}
