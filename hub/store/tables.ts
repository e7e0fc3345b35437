import type { Generated, Selectable } from 'kysely';
import type { FeedEvent, QueuedTicket, TicketIssued } from '../../core/contract/hub.ts';

interface NumberColumns {
  day: string;
  series: string;
  sequence: number;
  number: string;
}

/** The last number given of a series and day; it never goes back. */
export interface NumberSeriesTable {
  day: string;
  series: string;
  last: number;
}

/** A number given to a visit. `retired`: no ticket came in time, which is a gap and not a loss. */
export interface ReservationTable extends NumberColumns {
  visit_id: string;
  service: string;
  kiosk: string;
  state: 'reserved' | 'confirmed' | 'retired';
  reserved_at: string;
}

export interface TicketTable extends NumberColumns {
  id: string;
  visit_id: string;
  kiosk: string;
  service: string;
  issuer: TicketIssued['issuer'];
  identity: TicketIssued['identity'];
  state: QueuedTicket['state'];
  counter: string | null;
  calls: number;
  issued_at: string;
  taken_in_at: string;
  called_at: string | null;
  finished_at: string | null;
}

/** Everything that ever happened to a ticket, in order; rows are only added. `body` is the ticket as it was then. */
export interface TicketEventTable {
  seq: Generated<number>;
  ticket_id: string;
  /** The day of the ticket's number, not of the change. */
  day: string;
  change: Extract<FeedEvent, { type: 'changed' }>['change'];
  at: string;
  body: string;
}

/** A command that was carried out, and its answer: the same command again gets the same answer. */
export interface CommandTable {
  id: string;
  staff: string;
  request: string;
  answer: string;
  at: string;
}

export interface StaffTable {
  name: string;
  display_name: string;
  password_hash: string;
}

export interface StaffSessionTable {
  id_hash: string;
  name: string;
  ends_at: string;
}

export interface Tables {
  number_series: NumberSeriesTable;
  reservation: ReservationTable;
  ticket: TicketTable;
  ticket_event: TicketEventTable;
  command: CommandTable;
  staff: StaffTable;
  staff_session: StaffSessionTable;
}

export type TicketRow = Selectable<TicketTable>;
