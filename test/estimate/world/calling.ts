import type { CallingAt } from '../../../core/estimate/calling-time.ts';
import type { World } from './worlds.ts';

const DAY_MS = 24 * 3_600_000;

/** When counters call by the site's settings; its time zone is UTC, and every day is alike. */
export function callingIn({ truth }: Pick<World, 'truth'>): CallingAt {
  return (atMs) => {
    const midnightMs = Math.floor(atMs / DAY_MS) * DAY_MS;
    const isCalling = truth.calling.some(
      ({ fromMs, untilMs }) => atMs >= midnightMs + fromMs && atMs < midnightMs + untilMs,
    );
    const edges = truth.calling.flatMap(({ fromMs, untilMs }) => [midnightMs + fromMs, midnightMs + untilMs]);
    const next = edges.find((edge) => edge > atMs) ?? midnightMs + DAY_MS + truth.calling[0]!.fromMs;
    return { isCalling, untilMs: next };
  };
}
