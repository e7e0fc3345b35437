import type { IsoDay } from '../person.ts';

const dayMs = 86_400_000;

/** The day so many days after another one; before it where the number is negative. */
export function dayAfter(day: IsoDay, days: number): IsoDay {
  return new Date(Date.parse(day) + days * dayMs).toISOString().slice(0, 10);
}

/** Every day from one to another, both included; none where they are the wrong way round. */
export function daysOf(from: IsoDay, until: IsoDay): IsoDay[] {
  return Array.from({ length: Math.max(0, daysBetween(from, until)) }, (_, at) => dayAfter(from, at));
}

/** How many days that is, both ends included; 0 or less where it ends before it begins. */
export function daysBetween(from: IsoDay, until: IsoDay): number {
  return Math.round((Date.parse(until) - Date.parse(from)) / dayMs) + 1;
}

/** 0 is Monday. */
export function weekdayOf(day: IsoDay): number {
  return (new Date(Date.parse(day)).getUTCDay() + 6) % 7;
}
