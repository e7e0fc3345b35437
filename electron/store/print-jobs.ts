import type { PaperOutcome, Ticket } from '../../core/ticket.ts';
import type { Db } from './open.ts';
import { type TicketRow, ticketOf } from './tickets.ts';

/** What is owed on paper, one row for each attempt. */
export function printJobsIn(db: Db, now: () => Date) {
  const begin = db.prepare<[string, number, string], { id: number }>(
    `insert into print_job (ticket_id, reprints, state, changed_at) values (?, ?, 'sending', ?)
     on conflict (ticket_id, reprints) do update set state = 'sending', changed_at = excluded.changed_at
     returning id`,
  );
  const settle = db.prepare<[string, string | null, string, number]>(
    'update print_job set state = ?, fault = ?, changed_at = ? where id = ?',
  );
  const unfinished = db.prepare<[string], TicketRow & { reprints: number }>(
    `select ticket.*, print_job.reprints from print_job join ticket on ticket.id = ticket_id
     where state in ('owed', 'sending') and changed_at >= ? order by print_job.id desc limit 1`,
  );
  const interrupt = db.prepare<[string]>(
    `update print_job set state = case state when 'owed' then 'not-printed' else 'unknown' end,
       fault = 'printing-interrupted', changed_at = ? where state in ('owed', 'sending')`,
  );

  return {
    /** Written before a byte leaves; gives the attempt's own number. */
    begin: (ticket: Ticket, reprints: number): number =>
      begin.get(ticket.id, reprints, now().toISOString())?.id as number,
    settle(job: number, paper: PaperOutcome): void {
      settle.run(paper.outcome, 'fault' in paper ? paper.fault : null, now().toISOString(), job);
    },
    /**
     * Called once at start: closes what a death left open, and gives the newest of the last `withinMs`, whose holder
     * may still stand there.
     */
    recover: db.transaction((withinMs: number) => {
      const row = unfinished.get(new Date(now().getTime() - withinMs).toISOString());
      interrupt.run(now().toISOString());
      return row && { ticket: ticketOf(row), reprints: row.reprints };
    }),
  };
}
