import type { IsoDay } from '../person.ts';

const dayMs = 86_400_000;

/** The day so many days after another one; before it where the number is negative. */
export function dayAfter(day: IsoDay, days: number): IsoDay {
  return new Date(Date.parse(day) + days * dayMs).toISOString().slice(0, 10);
}

/** Every day from one to another, both included; none where they are the wrong way round. */
export function daysOf(from: IsoDay, until: IsoDay): IsoDay[] {
  const count = Math.round((Date.parse(until) - Date.parse(from)) / dayMs) + 1;
  return Array.from({ length: Math.max(0, count) }, (_, at) => dayAfter(from, at));
}

/** 0 is Monday. */
export function weekdayOf(day: IsoDay): number {
  return (new Date(Date.parse(day)).getUTCDay() + 6) % 7;
}
