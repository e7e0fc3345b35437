/** Whether counters call at an instant (ms since 1970), and until when that stays so; `Infinity` where it never ends. */
export type CallingAt = (atMs: number) => { readonly isCalling: boolean; readonly untilMs: number };

/** For a site that never closes. */
export const alwaysCalling: CallingAt = () => ({ isCalling: true, untilMs: Number.POSITIVE_INFINITY });

/** What is longer is a night: whoever has a number when it begins is still served, so only its end is a pause. */
const LONGEST_PAUSE_MS = 4 * 3_600_000;
/** Hours that change more often than this are no hours. */
const MOST_PAUSES = 100;

interface Pause {
  readonly fromMs: number;
  readonly untilMs: number;
}

/**
 * The time between two instants in which counters call: a lunch break is left out of it, the time after closing is
 * not, for whoever has a number then is served. All in ms.
 */
export class CallingTime {
  readonly #pauses: readonly Pause[];

  constructor(callingAt: CallingAt, fromMs: number, untilMs: number) {
    this.#pauses = pausesOf(callingAt, fromMs, untilMs);
  }

  /** The instant itself, or the end of the pause that it lies in. */
  atOrAfter(atMs: number): number {
    for (const { fromMs, untilMs } of this.#pauses) if (atMs >= fromMs && atMs < untilMs) return untilMs;
    return atMs;
  }

  /** When the last pause before an instant ended, the opening included; nothing where none did. */
  startBefore(atMs: number): number | undefined {
    return this.#pauses.findLast(({ untilMs }) => untilMs <= atMs)?.untilMs;
  }

  /** How much of the time from one instant to a later one is calling time; 0 where it is not later. */
  between(fromMs: number, untilMs: number): number {
    if (untilMs <= fromMs) return 0;
    const paused = this.#pauses.map((pause) => Math.min(untilMs, pause.untilMs) - Math.max(fromMs, pause.fromMs));
    return untilMs - fromMs - paused.reduce((sum, ms) => sum + Math.max(0, ms), 0);
  }

  /** The first instant at which so much calling time has gone by. */
  after(fromMs: number, callingMs: number): number {
    let atMs = fromMs + callingMs;
    for (const pause of this.#pauses) {
      if (pause.untilMs <= fromMs) continue;
      if (pause.fromMs > atMs || (pause.fromMs === atMs && callingMs > 0)) break;
      atMs += pause.untilMs - Math.max(fromMs, pause.fromMs);
    }
    return atMs;
  }
}

function pausesOf(callingAt: CallingAt, fromMs: number, untilMs: number): Pause[] {
  const pauses: Pause[] = [];
  for (let atMs = fromMs; atMs < untilMs && pauses.length < MOST_PAUSES; ) {
    const { isCalling, untilMs: next } = callingAt(atMs);
    if (!(next > atMs)) break;
    if (!isCalling) pauses.push({ fromMs: Math.max(atMs, next - LONGEST_PAUSE_MS), untilMs: next });
    atMs = next;
  }
  return pauses;
}
