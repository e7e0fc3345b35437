import type { Selectable } from 'kysely';
import type { TicketIssued } from '../../core/contract/hub.ts';
import type { TurnState } from '../../core/queue/turn.ts';

interface NumberColumns {
  day: string;
  series: string;
  sequence: number;
  number: string;
}

/** The last number given of a series and day; it never goes back. */
export interface NumberSeriesTable {
  site: string;
  day: string;
  series: string;
  last: number;
}

/** A number given to a visit. `retired`: no ticket came in time, which is a gap and not a loss. */
export interface ReservationTable extends NumberColumns {
  site: string;
  visit_id: string;
  service: string;
  kiosk: string;
  state: 'reserved' | 'confirmed' | 'retired';
  reserved_at: string;
}

/** The paper: one number for one visit. It never changes, but `holder` is erased when the visit ends. */
export interface TicketTable extends NumberColumns {
  id: string;
  site: string;
  visit_id: string;
  /** The kiosk or the program that brought it. */
  source: string;
  service: string;
  issuer: TicketIssued['issuer'];
  identity: TicketIssued['identity'];
  holder: string | null;
  issued_at: string;
  taken_in_at: string;
}

/** A turn as it is now; `body` is the whole of it, the other columns are what is asked for. */
export interface TurnTable {
  id: string;
  site: string;
  day: string;
  ticket_id: string;
  number: string;
  service: string;
  step: number;
  state: TurnState;
  class: string | null;
  counter: string | null;
  issued_at: string;
  queued_at: string;
  first_called_at: string | null;
  served_at: string | null;
  finished_at: string | null;
  result: string | null;
  body: string;
}

/** Everything that ever happened at a site, in order; rows are only added. `body` is the change as it was decided. */
export interface TicketEventTable {
  site: string;
  seq: number;
  /** The business day in which it happened. */
  day: string;
  at: string;
  /** The change's name, or `counter`. */
  change: string;
  ticket_id: string | null;
  counter: string | null;
  staff: string | null;
  command_id: string | null;
  body: string;
}

/** How far a site's log is, and what no turn says: the ratios' tallies and the counters' states. */
export interface SiteStateTable {
  site: string;
  seq: number;
  body: string;
}

/** A command that was carried out or refused, and its answer: the same command again gets the same answer. */
export interface CommandTable {
  site: string;
  id: string;
  staff: string;
  request: string;
  answer: string;
  at: string;
}

export interface StaffTable {
  site: string;
  name: string;
  display_name: string;
  password_hash: string;
  /** 0 or 1: SQLite has no booleans. */
  may_call_this: number;
  is_manager: number;
}

export interface StaffSessionTable {
  id_hash: string;
  site: string;
  name: string;
  ends_at: string;
}

/** What a citizen thought of it: 1 to 5, once for each ticket; nothing says who. */
export interface RatingTable {
  site: string;
  ticket_id: string;
  day: string;
  service: string;
  counter: string | null;
  score: number;
  /** Codes of reasons, joined by a comma; empty where none was given. */
  reasons: string;
  given_at: string;
  /** Where it was given: `counter`, `kiosk` or `slip`. */
  place: string;
}

/** Small things that a part keeps over a restart, by its name: such as what the estimate has learnt. */
export interface KeptTable {
  site: string;
  name: string;
  body: string;
}

export interface Tables {
  number_series: NumberSeriesTable;
  reservation: ReservationTable;
  ticket: TicketTable;
  turn: TurnTable;
  ticket_event: TicketEventTable;
  site_state: SiteStateTable;
  command: CommandTable;
  staff: StaffTable;
  staff_session: StaffSessionTable;
  rating: RatingTable;
  kept: KeptTable;
}

export type TicketRow = Selectable<TicketTable>;
export type ReservationRow = Selectable<ReservationTable>;
