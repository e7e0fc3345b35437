import type { AccessKey } from './card/access-key.ts';
import { type Fault, faults } from './faults.ts';
import type { Person } from './person.ts';
import type { IssueRequest, RatingRequest } from './ports.ts';
import { type Paper, printAnew, printing } from './print-visit.ts';
import { rateVisit } from './rate-visit.ts';
import { never, type Result } from './result.ts';
import type { Identity, Language, NoTicket, PaperOutcome, Ticket } from './ticket.ts';

/** Bytes of the chip read so far, of those that will be read. */
export interface ReadProgress {
  readonly bytes: number;
  readonly total: number;
}

/** Who the card says stands here, and whether the card proved to be genuine. */
export interface Citizen {
  readonly person: Person;
  readonly isProved: boolean;
}

/** One citizen's passage at the kiosk, from tap to paper in hand. */
export type Visit =
  | { readonly at: 'welcome' }
  /** The chip's access key or the card itself is still missing. */
  | {
      readonly at: 'keying';
      readonly card: boolean;
      readonly key?: AccessKey;
      readonly tries: number;
      readonly fault?: Fault;
    }
  | { readonly at: 'reading'; readonly key: AccessKey; readonly tries: number; readonly progress: ReadProgress }
  | { readonly at: 'confirming'; readonly citizen: Citizen }
  | { readonly at: 'choosing'; readonly citizen?: Citizen; readonly fault?: Fault; readonly opensAt?: string }
  | { readonly at: 'issuing'; readonly identity: Identity; readonly service: string; readonly citizen?: Citizen }
  | ({ readonly at: 'printing' } & Paper)
  | ({ readonly at: 'done'; readonly paper: PaperOutcome } & Paper)
  | { readonly at: 'stopped'; readonly fault: Fault }
  /** A visit that is over is rated by the number on its slip; `isSending` until the hub has answered. */
  | { readonly at: 'rating'; readonly isSending: boolean; readonly fault?: Fault }
  | { readonly at: 'thanked' };

export type VisitEvent =
  | { readonly type: 'card-placed' }
  | { readonly type: 'card-removed' }
  /** A code was scanned or digits were typed. */
  | { readonly type: 'key-given'; readonly key: Result<AccessKey, Fault> }
  | { readonly type: 'read-progressed'; readonly progress: ReadProgress }
  | { readonly type: 'card-read'; readonly read: Result<Citizen, Fault> }
  | { readonly type: 'confirmed' }
  /** The citizen wants a number without a card. */
  | { readonly type: 'card-skipped' }
  | { readonly type: 'service-chosen'; readonly service: string; readonly language: Language }
  | { readonly type: 'ticket-issued'; readonly issue: Result<Ticket, NoTicket> }
  | { readonly type: 'paper-settled'; readonly paper: PaperOutcome }
  | { readonly type: 'print-again' }
  /** A printer that could not print can again: somebody has put paper in, closed the cover. */
  | { readonly type: 'printer-ready' }
  | { readonly type: 'rating-asked' }
  | ({ readonly type: 'rated' } & RatingRequest)
  | { readonly type: 'rating-settled'; readonly kept: Result<void, Fault> }
  | { readonly type: 'time-up' }
  | { readonly type: 'left' };

/** What the visit asks of the world; the runner carries it out and reports back as an event. */
export type Command =
  | { readonly do: 'look-for-card' }
  | { readonly do: 'read-card'; readonly key: AccessKey }
  | ({ readonly do: 'issue-ticket' } & Omit<IssueRequest, 'visitId'>)
  /** Nothing comes back: a screen that shows the printer's state shows the new one. */
  | { readonly do: 'look-at-printer' }
  | { readonly do: 'print'; readonly ticket: Ticket; readonly reprints: number }
  /** Nothing comes back: the screen says the same as the slip. */
  | { readonly do: 'print-help-slip'; readonly fault: Fault }
  | ({ readonly do: 'rate' } & RatingRequest);

export type Step = readonly [Visit, ...Command[]];
type At<A extends Visit['at']> = Extract<Visit, { at: A }>;
type Chosen = Extract<VisitEvent, { type: 'service-chosen' }>;

export const welcome: Visit = { at: 'welcome' };
export const MAX_TRIES = 3;
/** A chip may block itself after wrong passwords, so a key is tried less often than a lifted card. */
export const MAX_KEY_TRIES = 2;
const nothingRead: ReadProgress = { bytes: 0, total: 0 };

/** Moves a visit on by one event. Pure: no clock, no device, no store. */
export function step(visit: Visit, event: VisitEvent): Step {
  if (event.type === 'left' || event.type === 'time-up') return leave(visit);
  switch (visit.at) {
    case 'welcome':
      return begin(visit, event);
    case 'keying':
      return key(visit, event);
    case 'reading':
      return read(visit, event);
    case 'confirming':
      return event.type === 'confirmed' ? choose({ at: 'choosing', citizen: visit.citizen }) : [visit];
    case 'choosing':
      return event.type === 'service-chosen' ? issue(visit, event) : [visit];
    case 'issuing':
      return event.type === 'ticket-issued' ? afterIssue(visit, event.issue) : [visit];
    case 'printing':
      return event.type === 'paper-settled' ? [{ ...visit, at: 'done', paper: event.paper }] : [visit];
    case 'done':
      return printAnew(visit, event) ?? begin(visit, event);
    case 'stopped':
      return isForHelpDesk(visit.fault) && event.type === 'card-skipped' ? [visit] : begin(visit, event);
    case 'rating':
      return rateVisit(visit, event) ?? begin(visit, event);
    case 'thanked':
      return begin(visit, event);
    default:
      return never(visit);
  }
}

/** The next citizen may begin from welcome, and over a finished or stopped visit or a rating. */
function begin(visit: Visit, event: VisitEvent): Step {
  switch (event.type) {
    case 'card-placed':
      return [{ at: 'keying', card: true, tries: 1 }];
    case 'key-given':
      return event.key.ok
        ? [{ at: 'keying', card: false, key: event.key.value, tries: 1 }, { do: 'look-for-card' }]
        : [{ at: 'keying', card: false, tries: 1, fault: event.key.fault }, { do: 'look-for-card' }];
    case 'card-skipped':
      return choose({ at: 'choosing' });
    case 'rating-asked':
      return [{ at: 'rating', isSending: false }];
    default:
      return [visit];
  }
}

function key(visit: At<'keying'>, event: VisitEvent): Step {
  switch (event.type) {
    case 'card-placed':
      return ready({ ...visit, card: true });
    case 'card-removed':
      return visit.card ? [{ ...visit, card: false }] : [visit];
    case 'key-given':
      return event.key.ok
        ? ready({ ...without(visit, 'fault'), key: event.key.value })
        : [{ ...visit, fault: event.key.fault }];
    case 'card-skipped':
      return choose({ at: 'choosing' });
    default:
      return [visit];
  }
}

/** Card and key together start the reading; either alone waits for the other. */
function ready(visit: At<'keying'>): Step {
  if (!visit.card || !visit.key) return [visit];
  const { key, tries } = visit;
  return [
    { at: 'reading', key, tries, progress: nothingRead },
    { do: 'read-card', key },
  ];
}

function read(visit: At<'reading'>, event: VisitEvent): Step {
  switch (event.type) {
    case 'read-progressed':
      return [{ ...visit, progress: event.progress }];
    case 'card-read':
      return event.read.ok
        ? [{ at: 'confirming', citizen: event.read.value }]
        : afterFailedRead(visit, event.read.fault);
    default:
      return [visit];
  }
}

function afterFailedRead({ key, tries }: At<'reading'>, fault: Fault): Step {
  const isKeyAtFault = fault === 'access-key-wrong' || fault === 'cards-differ';
  if (isForHelpDesk(fault))
    return [
      { at: 'stopped', fault },
      { do: 'print-help-slip', fault },
    ];
  if (faults[fault].next !== 'retry' || tries >= (isKeyAtFault ? MAX_KEY_TRIES : MAX_TRIES))
    return [{ at: 'stopped', fault }];
  const again = { at: 'keying', tries: tries + 1, fault } as const;
  return isKeyAtFault ? [{ ...again, card: false }, { do: 'look-for-card' }] : [{ ...again, card: false, key }];
}

/** A card that was altered or copied gets no number from a machine, with or without it. */
export function isForHelpDesk(fault: Fault): boolean {
  return faults[fault].next === 'help-desk';
}

/** Whoever chooses is told before the number is asked for that there will be no paper. */
function choose(visit: At<'choosing'>): Step {
  return [visit, { do: 'look-at-printer' }];
}

function issue(visit: At<'choosing'>, { service, language }: Chosen): Step {
  const asked = { identity: identityOf(visit.citizen), service, ...(visit.citizen && { citizen: visit.citizen }) };
  return [
    { at: 'issuing', ...asked },
    { do: 'issue-ticket', ...asked, language },
  ];
}

function identityOf(citizen: Citizen | undefined): Identity {
  if (!citizen) return 'none';
  return citizen.isProved ? 'card-proved' : 'card-unproved';
}

function afterIssue({ citizen }: At<'issuing'>, issued: Result<Ticket, NoTicket>): Step {
  if (issued.ok) return printing({ ticket: issued.value, reprints: 0, retries: 0 });
  const { why, opensAt } = issued.fault;
  if (faults[why].next !== 'retry') return [{ at: 'stopped', fault: why }];
  return choose({ at: 'choosing', fault: why, ...(opensAt && { opensAt }), ...(citizen && { citizen }) });
}

/** A ticket being written or printed is finished first; anything earlier is forgotten at once. */
function leave(visit: Visit): Step {
  return visit.at === 'issuing' || visit.at === 'printing' ? [visit] : [welcome];
}

function without<T extends object, K extends keyof T>(value: T, key: K): Omit<T, K> {
  const { [key]: _dropped, ...rest } = value;
  return rest;
}
