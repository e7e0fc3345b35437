import type { TicketIssued } from '../../core/contract/hub.ts';
import type { IssueRequest } from '../../core/ports.ts';
import { formatNumber, type Identity, type QueueNumber, type Ticket } from '../../core/ticket.ts';
import type { Db } from './open.ts';

/** A ticket about to be written: the hub's number, or the kiosk's own series to take the next of. */
export interface NewTicket extends IssueRequest {
  readonly id: string;
  readonly issuedAt: string;
  readonly number: (QueueNumber & { readonly ahead: number }) | OwnSeries;
}

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
}

/** The tickets of this kiosk. */
export function ticketsIn(db: Db) {
  const byVisit = db.prepare<[string], TicketRow>('select * from ticket where visit_id = ?');
  const last = db
    .prepare<[string, string], number>('select coalesce(max(sequence), 0) from ticket where day = ? and series = ?')
    .pluck();
  const addTicket = db.prepare<[TicketRow]>(
    `insert into ticket values (@id, @visit_id, @service, @day, @series, @sequence, @number, @issuer, @identity,
       @ahead, @issued_at)`,
  );
  const addJob = db.prepare<[string, string]>(
    "insert into print_job (ticket_id, reprints, state, changed_at) values (?, 0, 'owed', ?)",
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
    addTicket.run(row);
    addJob.run(row.id, row.issued_at);
    addEvent.run(row.id, JSON.stringify(issuedEvent(row)));
    return ticketOf(row);
  });

  function numberOf({ number }: NewTicket): QueueNumber & { ahead?: number } {
    if (number.issuer === 'hub') return number;
    const { day, series } = number;
    const sequence = (last.get(day, series) ?? 0) + 1;
    return { day, series, sequence, number: formatNumber(series, sequence), issuer: 'kiosk' };
  }

  return { issue: (asked: NewTicket) => issue.immediate(asked) };
}

function rowOf(asked: NewTicket, number: QueueNumber & { ahead?: number }): TicketRow {
  return {
    ...{ id: asked.id, visit_id: asked.visitId, service: asked.service, identity: asked.identity },
    ...{ day: number.day, series: number.series, sequence: number.sequence, number: number.number },
    ...{ issuer: number.issuer, ahead: number.ahead ?? null, issued_at: asked.issuedAt },
  };
}

export function ticketOf(row: TicketRow): Ticket {
  const { id, visit_id, service, day, series, sequence, number, issuer, identity, ahead, issued_at } = row;
  const known = {
    id,
    visitId: visit_id,
    service,
    day,
    series,
    sequence,
    number,
    issuer,
    identity,
    issuedAt: issued_at,
  };
  return ahead === null ? known : { ...known, ahead };
}

function issuedEvent(row: TicketRow): TicketIssued {
  const { day, series, sequence, number, issuer, identity, service } = row;
  const ids = { type: 'ticket-issued.v1', ticketId: row.id, visitId: row.visit_id } as const;
  return { ...ids, service, day, series, sequence, number, issuer, identity, issuedAt: row.issued_at };
}
