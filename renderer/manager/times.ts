import { weekdayOf } from '../../core/report/days.ts';
import type { Text } from '../text/text.ts';

/** Whole minutes. */
export function minutesOf(ms: number): number {
  return Math.round(ms / 60_000);
}

/** Minutes that are over: what a wait that goes on is told by. */
export function minutesOver(ms: number): number {
  return Math.floor(ms / 60_000);
}

/** `07:30` of a minute of the day. */
export function timeOfMinute(minute: number): string {
  return [Math.floor(minute / 60) % 24, minute % 60].map((part) => String(part).padStart(2, '0')).join(':');
}

const weekdays = ['0', '1', '2', '3', '4', '5', '6'] as const;
export type Weekday = (typeof weekdays)[number];

/** `Thứ Ba` by the number of a weekday, 0 for Monday. */
export function weekdayWords(weekday: number, t: Text): string {
  return t(`manager.weekdays.${weekdays[weekday] ?? '0'}`);
}

/** `Thứ Ba 24/11` */
export function dayWords(day: string, t: Text): string {
  return `${weekdayWords(weekdayOf(day), t)} ${day.slice(8)}/${day.slice(5, 7)}`;
}
