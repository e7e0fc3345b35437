import { fail, ok, type Result } from '../result.ts';
import type { Service, Site } from '../settings.ts';
import type { Hours } from './settings.ts';
import { type LocalTime, localHour, localTime, nextLocalMs } from './zone-time.ts';

/** Why no number is given now; when the service opens next, where that is within 14 days. */
export interface NotNow {
  readonly code: 'SERVICE_CLOSED' | 'QUOTA_FULL';
  readonly opensAt?: string;
}

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const searchedDays = 14;
const weekdays = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'] as const;

/**
 * Whether it is open at an instant, by the clock on the wall in `timeZone`; from the first minute of an interval to
 * the last minute before its end. Without hours always, save on the days (`closedOn`, such as `2026-09-02`) it is closed.
 */
export function isOpenAt(hours: Hours | undefined, closedOn: readonly string[], at: Date, timeZone: string): boolean {
  if (!hours && closedOn.length === 0) return true;
  return isOpenOn(hours, closedOn, localTime(at.getTime(), timeZone));
}

/**
 * The first whole minute after `at` at which it opens: it is open then and was not the minute before. Nothing where it
 * does not open within 14 days. Where the clock jumps over the hour of opening, it opens with the jump.
 */
export function opensAt(
  hours: Hours | undefined,
  closedOn: readonly string[],
  at: Date,
  timeZone: string,
): Date | undefined {
  let wasOpen = isOpenAt(hours, closedOn, at, timeZone);
  const startMs = Math.floor(at.getTime() / minuteMs) * minuteMs + minuteMs;
  for (let ms = startMs; ms < startMs + searchedDays * 24 * hourMs; ms += hourMs) {
    for (const [minute, local] of localHour(ms, timeZone).entries()) {
      const isOpen = isOpenOn(hours, closedOn, local);
      if (isOpen && !wasOpen) return new Date(ms + minute * minuteMs);
      wasOpen = isOpen;
    }
  }
  return undefined;
}

/** Whether a service gives a number at an instant, when it has given `takenToday`; its own hours replace the site's. */
export function mayTake(
  site: Pick<Site, 'queue' | 'timeZone' | 'dayStartsAtHour'>,
  service: Pick<Service, 'hours' | 'quota'>,
  at: Date,
  takenToday: number,
): Result<void, NotNow> {
  const { closedOn } = site.queue;
  const hours = service.hours ?? site.queue.hours;
  if (!isOpenAt(hours, closedOn, at, site.timeZone))
    return fail(notNow('SERVICE_CLOSED', opensAt(hours, closedOn, at, site.timeZone)));
  if (service.quota === undefined || takenToday < service.quota) return ok(undefined);
  const nextDay = new Date(nextLocalMs(at.getTime(), site.timeZone, site.dayStartsAtHour));
  const isOpenThen = isOpenAt(hours, closedOn, nextDay, site.timeZone);
  return fail(notNow('QUOTA_FULL', isOpenThen ? nextDay : opensAt(hours, closedOn, nextDay, site.timeZone)));
}

function notNow(code: NotNow['code'], opens: Date | undefined): NotNow {
  return opens ? { code, opensAt: opens.toISOString() } : { code };
}

function isOpenOn(hours: Hours | undefined, closedOn: readonly string[], { day, weekday, time }: LocalTime): boolean {
  if (closedOn.includes(day)) return false;
  return hours?.some(({ days, from, to }) => days.includes(weekdays[weekday]!) && from <= time && time < to) ?? true;
}
