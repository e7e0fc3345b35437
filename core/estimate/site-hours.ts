import { isOpenAt, opensAt } from '../queue/opening.ts';
import type { Site } from '../settings.ts';
import { alwaysCalling, type CallingAt } from './calling-time.ts';

const MINUTE_MS = 60_000;
/** A closing that is shorter is none. */
const STRIDE_MS = 5 * MINUTE_MS;
const FURTHEST_MS = 48 * 60 * MINUTE_MS;

/** Counters call while the site is open by its settings; a site without hours calls always. */
export function callingHours({ queue, timeZone }: Pick<Site, 'queue' | 'timeZone'>): CallingAt {
  const { hours, closedOn } = queue;
  if (!hours && closedOn.length === 0) return alwaysCalling;
  const isOpen = (atMs: number) => isOpenAt(hours, closedOn, new Date(atMs), timeZone);
  return (atMs) => {
    if (isOpen(atMs)) return { isCalling: true, untilMs: closesAfter(atMs, isOpen) };
    const next = opensAt(hours, closedOn, new Date(atMs), timeZone);
    return { isCalling: false, untilMs: next?.getTime() ?? Number.POSITIVE_INFINITY };
  };
}

/** The first whole minute at which it is not open any more, as far as two days on. */
function closesAfter(atMs: number, isOpen: (atMs: number) => boolean): number {
  let untilMs = Math.floor(atMs / STRIDE_MS) * STRIDE_MS + STRIDE_MS;
  while (untilMs < atMs + FURTHEST_MS && isOpen(untilMs)) untilMs += STRIDE_MS;
  while (untilMs - MINUTE_MS > atMs && !isOpen(untilMs - MINUTE_MS)) untilMs -= MINUTE_MS;
  return untilMs;
}
