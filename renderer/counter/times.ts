/** `08:42` where the site is, wherever the screen is. */
export function clockTime(at: string | number, timeZone: string): string {
  const time = new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
  return time.format(new Date(at));
}

/** `03:12`, and `1:03:12` past the hour; never below zero, whatever the clocks say. */
export function stopwatch(from: string, now: number): string {
  const seconds = Math.max(0, Math.floor((now - Date.parse(from)) / 1_000));
  const [hours, minutes] = [Math.floor(seconds / 3_600), Math.floor(seconds / 60) % 60];
  const rest = [minutes, seconds % 60].map((part) => String(part).padStart(2, '0')).join(':');
  return hours > 0 ? `${hours}:${rest}` : rest;
}

/** Whole minutes between two instants; never below zero, whatever the clocks say. */
export function minutesBetween(from: string, to: string | number): number {
  return Math.max(0, Math.floor((new Date(to).getTime() - Date.parse(from)) / 60_000));
}

/** Seconds that are still to wait, rounded up, so that 0 means now. */
export function secondsIn(ms: number): number {
  return Math.max(0, Math.ceil(ms / 1_000));
}
