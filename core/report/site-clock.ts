const quarterMs = 15 * 60_000;

/** Quarter hours of a day. */
export const quartersADay = 96;

/** The wall clock of a site: which minute of the day an instant (ms since 1970) is. Zones move by quarter hours only. */
export class SiteClock {
  readonly #format: Intl.DateTimeFormat;
  readonly #startsAtMinute: number;
  readonly #known = new Map<number, number>();

  constructor({ timeZone, dayStartsAtHour }: { readonly timeZone: string; readonly dayStartsAtHour: number }) {
    this.#format = new Intl.DateTimeFormat('en-GB', {
      timeZone,
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
    });
    this.#startsAtMinute = dayStartsAtHour * 60;
  }

  /** From 0 at midnight to 1439. */
  minuteOf(atMs: number): number {
    const quarter = Math.floor(atMs / quarterMs);
    let minute = this.#known.get(quarter);
    if (minute === undefined) {
      const [hours = 0, minutes = 0] = this.#format
        .format(quarter * quarterMs)
        .split(':')
        .map(Number);
      minute = hours * 60 + minutes;
      this.#known.set(quarter, minute);
    }
    return (minute + Math.floor((atMs % quarterMs) / 60_000)) % 1_440;
  }

  /** The quarter hour of the business day, from 0 where it begins to 95. */
  quarterOf(atMs: number): number {
    return Math.floor(((this.minuteOf(atMs) - this.#startsAtMinute + 1_440) % 1_440) / 15);
  }

  /** The minute of the day at which a quarter of the business day begins. */
  minuteOfQuarter(quarter: number): number {
    return (this.#startsAtMinute + quarter * 15) % 1_440;
  }
}
