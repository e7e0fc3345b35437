/** What the clock on the wall shows: `2026-11-22`, 0 for Sunday, `07:30`. */
export interface LocalTime {
  readonly day: string;
  readonly weekday: number;
  readonly time: string;
}

const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;
/** Made once for each zone: making one costs a hundred times what using it does. */
const formats = new Map<string, Intl.DateTimeFormat>();

/** What the clock shows in a time zone at an instant (milliseconds since 1970). */
export function localTime(ms: number, timeZone: string): LocalTime {
  return shownBy(ms + offsetMs(ms, timeZone));
}

/** What it shows in each of the 60 minutes from an instant on. */
export function localHour(ms: number, timeZone: string): LocalTime[] {
  const minutes = Array.from({ length: 60 }, (_, minute) => ms + minute * minuteMs);
  const offset = offsetMs(ms, timeZone);
  // No zone moves its clock twice within an hour.
  const isSteady = offsetMs(minutes.at(-1)!, timeZone) === offset;
  return minutes.map((at) => shownBy(at + (isSteady ? offset : offsetMs(at, timeZone))));
}

/** The first instant after `ms` at which the clock shows the full hour, or jumps over it. */
export function nextLocalMs(ms: number, timeZone: string, hour: number): number {
  const localMs = ms + offsetMs(ms, timeZone);
  const todayMs = Math.floor(localMs / dayMs) * dayMs + hour * 60 * minuteMs;
  const shownMs = todayMs > localMs ? todayMs : todayMs + dayMs;
  const guessMs = shownMs - offsetMs(ms, timeZone);
  const betterMs = shownMs - offsetMs(guessMs, timeZone);
  return betterMs + offsetMs(betterMs, timeZone) === shownMs ? betterMs : Math.max(guessMs, betterMs);
}

/** How far the clock is ahead of UTC, in milliseconds. */
function offsetMs(ms: number, timeZone: string): number {
  const wholeMs = Math.floor(ms / minuteMs) * minuteMs;
  const parts = Object.fromEntries(
    formatOf(timeZone)
      .formatToParts(wholeMs)
      .map(({ type, value }) => [type, +value]),
  );
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0 } = parts;
  return Date.UTC(year, month - 1, day, hour, minute) - wholeMs;
}

function formatOf(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone);
  if (known) return known;
  const made = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
  });
  formats.set(timeZone, made);
  return made;
}

function shownBy(localMs: number): LocalTime {
  const text = new Date(localMs).toISOString();
  return { day: text.slice(0, 10), weekday: new Date(localMs).getUTCDay(), time: text.slice(11, 16) };
}
