import type { Turn } from '../../core/queue/turn.ts';
import type { Site } from '../../core/settings.ts';

/** A report by the plainest means, of turns in memory: sorted lists, and no thought of time or space. */
export function naiveReport(site: Site, turns: readonly Turn[]) {
  const called = turns.filter(({ firstCalledAt }) => firstCalledAt !== undefined);
  const finished = turns.filter(({ state }) => state === 'finished');
  return {
    totals: {
      waiting: turns.filter(({ state }) => state === 'waiting' || state === 'held').length,
      inHand: turns.filter(({ state }) => state === 'called' || state === 'serving').length,
      finished: finished.length,
      missed: turns.filter(({ state }) => state === 'missed').length,
      cancelled: turns.filter(({ state }) => state === 'cancelled').length,
    },
    whole: naiveCell(site, called),
    services: grouped(called, ({ service }) => service, site),
    counters: grouped(called, ({ counter }) => counter!, site),
    classes: grouped(called, ({ priority }) => priority?.class ?? 'none', site),
    hours: grouped(called, ({ queuedAt }) => String(hourAt(queuedAt, site)), site),
    results: countBy(finished, ({ result }) => result ?? 'none'),
  };
}

export function naiveCell(site: Site, turns: readonly Turn[]) {
  const waits = turns.map((turn) => secondsBetween(turn.queuedAt, turn.firstCalledAt!)).sort((a, b) => a - b);
  const services = turns
    .filter(({ state }) => state === 'finished')
    .map(({ servedAt, firstCalledAt, finishedAt }) => secondsBetween(servedAt ?? firstCalledAt!, finishedAt!))
    .sort((a, b) => a - b);
  const kept = turns.flatMap((turn) => {
    const { lane, targetMinutes } = site.services.find(({ id }) => id === turn.service)!;
    const from = lane === 'express' ? turn.issuedAt : turn.queuedAt;
    const until = lane === 'express' ? turn.finishedAt : turn.firstCalledAt;
    return until === undefined ? [] : [Date.parse(until) - Date.parse(from) <= targetMinutes * 60_000];
  });
  return {
    people: turns.length,
    wait: { meanMs: mean(waits), medianMs: rank(waits, 0.5), p90Ms: rank(waits, 0.9), longestMs: rank(waits, 1) },
    service: { meanMs: mean(services), medianMs: rank(services, 0.5) },
    withinTarget: kept.filter(Boolean).length / kept.length,
  };
}

export function hourAt(at: string, { timeZone }: Site): number {
  return Number(new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', hourCycle: 'h23' }).format(new Date(at)));
}

export function countBy<T>(items: readonly T[], key: (item: T) => string): Map<string, number> {
  const counts = new Map<string, number>();
  for (const item of items) counts.set(key(item), (counts.get(key(item)) ?? 0) + 1);
  return counts;
}

function grouped(turns: readonly Turn[], key: (turn: Turn) => string, site: Site) {
  const ids = [...new Set(turns.map(key))];
  return new Map(
    ids.map((id) => [
      id,
      naiveCell(
        site,
        turns.filter((turn) => key(turn) === id),
      ),
    ]),
  );
}

const secondsBetween = (from: string, until: string) => Math.round((Date.parse(until) - Date.parse(from)) / 1_000);
const mean = (all: readonly number[]) => Math.round((all.reduce((sum, one) => sum + one, 0) / all.length) * 1_000);
const rank = (sorted: readonly number[], share: number) => (sorted[Math.ceil(share * sorted.length) - 1] ?? 0) * 1_000;
