import type { WaitRange } from './contract/shared.ts';
import type { Fault } from './faults.ts';
import type { IsoDay } from './person.ts';
import type { Priority } from './queue/turn.ts';

/** Where a number came from: the hub's series of the service, or the kiosk's own while the hub is away. */
export type Issuer = 'hub' | 'kiosk';

/** What the counter may rely on; never who the holder is. `card-unproved`: staff look at the card. */
export type Identity = 'card-proved' | 'card-unproved' | 'none';

/** The language in which a citizen took the number; the call is said in it too. */
export type Language = 'vi' | 'en';

/** A number: unique by `(day, series, sequence)` at one site. */
export interface QueueNumber {
  readonly day: IsoDay;
  /** `A` from the hub, `AK` from kiosk K. */
  readonly series: string;
  readonly sequence: number;
  /** As printed and called: `A047`, `AK012`. */
  readonly number: string;
  readonly issuer: Issuer;
}

export interface Ticket extends QueueNumber {
  readonly id: string;
  readonly visitId: string;
  readonly service: string;
  readonly identity: Identity;
  readonly language: Language;
  /** A class of the site that the chip proved. */
  readonly priority?: Priority;
  /** ISO 8601 instant. */
  readonly issuedAt: string;
  /** People ahead when the number was given; only the hub knows. */
  readonly ahead?: number;
  /** How long it may take; only the hub knows. */
  readonly wait?: WaitRange;
}

/** Why there is no number, and when the service gives some again, where that is known (ISO 8601 instant). */
export interface NoTicket {
  readonly why: Fault;
  readonly opensAt?: string;
}

/**
 * What is known of a slip after an attempt to print it. `sent`: handed to a spooler, from which nothing ever comes back.
 * `unknown`: bytes left, no confirmation came.
 */
export type PaperOutcome =
  | { readonly outcome: 'printed' }
  | { readonly outcome: 'sent' }
  | { readonly outcome: 'not-printed'; readonly fault: Fault }
  | { readonly outcome: 'unknown'; readonly fault: Fault };

/** `A` and 47 give `A047`; past 999 a fourth digit is added. */
export function formatNumber(series: string, sequence: number): string {
  return series + String(sequence).padStart(3, '0');
}

/** "20–35", or "35" where a wait that may be none is under so many minutes. */
export function minutesOf({ fromMinutes, toMinutes }: WaitRange): string {
  const to = Math.max(5, toMinutes);
  return fromMinutes === 0 || fromMinutes >= to ? String(to) : `${fromMinutes}–${to}`;
}

/** The site's own day: the calendar day in `timeZone`, which begins at `startsAtHour` (0 to 23). */
export function businessDay(now: Date, timeZone: string, startsAtHour: number): IsoDay {
  return localDay(new Date(now.getTime() - startsAtHour * 3_600_000), timeZone);
}

/** The last minute that was asked for in each time zone; days begin with a minute everywhere. */
const lastDays = new Map<string, { readonly minute: number; readonly day: IsoDay }>();

function localDay(at: Date, timeZone: string): IsoDay {
  const minute = Math.floor(at.getTime() / 60_000);
  const last = lastDays.get(timeZone);
  if (last?.minute === minute) return last.day;
  const day = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short' }).format(at);
  lastDays.set(timeZone, { minute, day });
  return day;
}
