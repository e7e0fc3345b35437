import type { AccessKey } from './card/access-key.ts';
import type { Fault } from './faults.ts';
import type { RatingReason } from './rating.ts';
import type { Result } from './result.ts';
import type { Identity, Language, NoTicket, PaperOutcome, Ticket } from './ticket.ts';
import type { Citizen, ReadProgress } from './visit.ts';

/** Everything that a visit touches outside itself. One real and one pretend maker of each; nothing else is mocked. */
export interface Ports {
  /** True while a card lies on the reader. */
  hasCard(): boolean;
  /** Reads the chip with the given key; reports bytes as they come. Ends by itself within its own deadline. */
  readCard(
    key: AccessKey,
    report: (progress: ReadProgress) => void,
    stop: AbortSignal,
  ): Promise<Result<Citizen, Fault>>;
  /** Gives a number and commits it: ticket, paper and sync are owed together or not at all. */
  issueTicket(request: IssueRequest): Promise<Result<Ticket, NoTicket>>;
  /** Asks the printer anew how it is; what it says is on the view of the machine within about 2 s. */
  lookAtPrinter(): void;
  /** Prints once and says what is known of the paper. Ends by itself within its own deadline. */
  print(ticket: Ticket, reprints: number): Promise<PaperOutcome>;
  /** Prints the slip for the help desk and notes how that went; the visit does not wait for it. */
  printHelpSlip(fault: Fault): Promise<void>;
  /** Brings a rating to the hub within its own deadline; nothing of it stays at the kiosk. */
  rate(rating: RatingRequest): Promise<Result<void, Fault>>;
  /** A new visit's name; the hub numbers by it. */
  newVisitId(): string;
  /** Calls back once after `ms`; returns a way to call it off. */
  after(ms: number, then: () => void): () => void;
}

export interface IssueRequest {
  readonly visitId: string;
  readonly service: string;
  readonly identity: Identity;
  readonly language: Language;
  /** Whose card was read; nothing of it is kept but what the site's settings ask for. */
  readonly citizen?: Citizen;
}

/** What a citizen thought of a visit that is over, known by the number on its slip alone. */
export interface RatingRequest {
  readonly number: string;
  /** 1 to 5. */
  readonly score: number;
  readonly reasons: readonly RatingReason[];
}
