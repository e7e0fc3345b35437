import type { TicketIssued } from '../../core/contract/hub.ts';
import type { WaitRange } from '../../core/contract/shared.ts';
import type { IssueRequest } from '../../core/ports.ts';
import type { Priority } from '../../core/queue/turn.ts';
import { formatNumber, type Identity, type Language, type QueueNumber, type Ticket } from '../../core/ticket.ts';
import { type Holder, holdersIn } from './holders.ts';
import type { Db } from './open.ts';

/** A ticket about to be written: the hub's number, or the kiosk's own series to take the next of. */
export interface NewTicket extends Omit<IssueRequest, 'citizen'> {
  readonly id: string;
  readonly issuedAt: string;
  readonly number: HubNumber | OwnSeries;
  readonly priority?: Priority | undefined;
  /** Kept until the hub has acknowledged the ticket; only where the site lets the counter see it. */
  readonly holder?: Holder | undefined;
}

type HubNumber = QueueNumber & { readonly ahead: number; readonly wait?: WaitRange | undefined };

export interface OwnSeries {
  readonly issuer: 'kiosk';
  readonly day: string;
  readonly series: string;
}

export interface TicketRow {
  id: string;
  visit_id: string;
  service: string;
  day: string;
  series: string;
  sequence: number;
  number: string;
  issuer: 'hub' | 'kiosk';
  identity: Identity;
  ahead: number | null;
  issued_at: string;
  language: Language;
  priority_class: string | null;
  priority_proof: Priority['proof'] | null;
  wait_from_minutes: number | null;
  wait_to_minutes: number | null;
}

/** The tickets of this kiosk. */
export function ticketsIn(db: Db) {
  const holders = holdersIn(db);
  const byVisit = db.prepare<[string], TicketRow>('select * from ticket where visit_id = ?');
  const last = db
    .prepare<[string, string], number>('select coalesce(max(sequence), 0) from ticket where day = ? and series = ?')
    .pluck();
  const addTicket = db.prepare<[TicketRow]>(
    `insert into ticket values (@id, @visit_id, @service, @day, @series, @sequence, @number, @issuer, @identity,
       @ahead, @issued_at, @language, @priority_class, @priority_proof, @wait_from_minutes, @wait_to_minutes)`,
  );
  const addJob = db.prepare<[string, string]>(
    "insert into print_job (ticket_id, reprints, attempt, state, changed_at) values (?, 0, 1, 'owed', ?)",
  );
  const addEvent = db.prepare<[string, string]>('insert into outbox (ticket_id, body) values (?, ?)');

  /**
   * The point of no return: ticket, paper and sync are owed together or not at all. Asked twice for one visit, it
   * gives the first ticket.
   */
  const issue = db.transaction((asked: NewTicket): Ticket => {
    const before = byVisit.get(asked.visitId);
    if (before) return ticketOf(before);
    const row = rowOf(asked, numberOf(asked));
    const ticket = ticketOf(row);
    addTicket.run(row);
    addJob.run(row.id, row.issued_at);
    addEvent.run(row.id, JSON.stringify(issuedEvent(ticket)));
    if (asked.holder) holders.add(row.id, asked.holder);
    return ticket;
  });

  function numberOf({ number }: NewTicket): QueueNumber | HubNumber {
    if (number.issuer === 'hub') return number;
    const { day, series } = number;
    const sequence = (last.get(day, series) ?? 0) + 1;
    return { day, series, sequence, number: formatNumber(series, sequence), issuer: 'kiosk' };
  }

  return { issue: (asked: NewTicket) => issue.immediate(asked) };
}

function rowOf(asked: NewTicket, given: QueueNumber | HubNumber): TicketRow {
  const { day, series, sequence, number, issuer } = given;
  const { ahead, wait } = { ahead: undefined, wait: undefined, ...given };
  return {
    ...{ id: asked.id, visit_id: asked.visitId, service: asked.service, identity: asked.identity },
    ...{ day, series, sequence, number, issuer, ahead: ahead ?? null, issued_at: asked.issuedAt },
    language: asked.language,
    ...{ priority_class: asked.priority?.class ?? null, priority_proof: asked.priority?.proof ?? null },
    ...{ wait_from_minutes: wait?.fromMinutes ?? null, wait_to_minutes: wait?.toMinutes ?? null },
  };
}

export function ticketOf(row: TicketRow): Ticket {
  const { id, visit_id, service, day, series, sequence, number, issuer, identity, issued_at, language } = row;
  const { ahead, priority_class, priority_proof, wait_from_minutes, wait_to_minutes } = row;
  return {
    ...{ id, visitId: visit_id, service, day, series, sequence, number, issuer, identity, issuedAt: issued_at },
    language,
    ...(priority_class !== null && priority_proof !== null
      ? { priority: { class: priority_class, proof: priority_proof } }
      : {}),
    ...(ahead === null ? {} : { ahead }),
    ...(wait_from_minutes !== null && wait_to_minutes !== null
      ? { wait: { fromMinutes: wait_from_minutes, toMinutes: wait_to_minutes } }
      : {}),
  };
}

/** What the hub is told: everything but what it said itself. */
function issuedEvent({ id, ahead: _ahead, wait: _wait, ...ticket }: Ticket): TicketIssued {
  return { type: 'ticket-issued.v1', ticketId: id, ...ticket };
}
