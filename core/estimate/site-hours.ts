import { isOpenAt, opensAt } from '../queue/opening.ts';
import type { Site } from '../settings.ts';
import { alwaysCalling, type CallingAt } from './calling-time.ts';

const MINUTE_MS = 60_000;
const LONGEST_STEPS = 48 * 60;

/** Counters call while the site is open by its settings; a site without hours calls always. */
export function callingHours({ queue, timeZone }: Pick<Site, 'queue' | 'timeZone'>): CallingAt {
  const { hours, closedOn } = queue;
  if (!hours && closedOn.length === 0) return alwaysCalling;
  const isOpen = (atMs: number) => isOpenAt(hours, closedOn, new Date(atMs), timeZone);
  return (atMs) => {
    if (!isOpen(atMs)) {
      const next = opensAt(hours, closedOn, new Date(atMs), timeZone);
      return { isCalling: false, untilMs: next?.getTime() ?? Number.POSITIVE_INFINITY };
    }
    let untilMs = Math.floor(atMs / MINUTE_MS) * MINUTE_MS + MINUTE_MS;
    for (let step = 0; step < LONGEST_STEPS && isOpen(untilMs); step++) untilMs += MINUTE_MS;
    return { isCalling: true, untilMs };
  };
}
