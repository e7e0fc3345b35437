import type { PaperOutcome, Ticket } from '../../core/ticket.ts';
import type { Db } from './open.ts';
import { type TicketRow, ticketOf } from './tickets.ts';

/** A slip that a death left open, and what is known of its paper. */
export interface OpenSlip {
  readonly ticket: Ticket;
  readonly reprints: number;
  readonly paper: PaperOutcome;
}

type OpenRow = TicketRow & { reprints: number; state: 'owed' | 'sending' };

/** What is owed on paper, one row for each attempt; of papers that look the same, at most one may have come out. */
export function printJobsIn(db: Db, now: () => Date) {
  const owed = db
    .prepare<[string, string, number], number>(
      `update print_job set state = 'sending', changed_at = ? where ticket_id = ? and reprints = ? and state = 'owed'
       returning id`,
    )
    .pluck();
  const another = db
    .prepare<{ ticketId: string; reprints: number; at: string }, number>(
      `insert into print_job (ticket_id, reprints, attempt, state, changed_at)
       select @ticketId, @reprints, coalesce(max(attempt), 0) + 1, 'sending', @at from print_job where ticket_id = @ticketId
       returning id`,
    )
    .pluck();
  const settle = db.prepare<[string, string | null, string, number]>(
    'update print_job set state = ?, fault = ?, changed_at = ? where id = ?',
  );
  const unfinished = db.prepare<[string], OpenRow>(
    `select ticket.*, print_job.reprints, print_job.state from print_job join ticket on ticket.id = ticket_id
     where state in ('owed', 'sending') and changed_at >= ? order by print_job.id desc limit 1`,
  );
  const interrupt = db.prepare<[string]>(
    `update print_job set state = case state when 'owed' then 'not-printed' else 'unknown' end,
       fault = 'printing-interrupted', changed_at = ? where state in ('owed', 'sending')`,
  );

  const begin = db.transaction((ticketId: string, reprints: number): number => {
    const at = now().toISOString();
    return (owed.get(at, ticketId, reprints) ?? another.get({ ticketId, reprints, at })) as number;
  });

  return {
    /**
     * Committed before a byte leaves; gives the attempt's own number. Throws where a paper with this mark may have come
     * out before.
     */
    begin: ({ id }: Ticket, reprints: number): number => begin.immediate(id, reprints),
    settle(job: number, paper: PaperOutcome): void {
      settle.run(paper.outcome, 'fault' in paper ? paper.fault : null, now().toISOString(), job);
    },
    /**
     * Called once at start: closes what a death left open, and gives the newest of the last `withinMs`, whose holder
     * may still stand there. Only of what was owed and never begun is it known that nothing came out.
     */
    recover: db.transaction((withinMs: number): OpenSlip | undefined => {
      const row = unfinished.get(new Date(now().getTime() - withinMs).toISOString());
      interrupt.run(now().toISOString());
      if (!row) return undefined;
      const outcome = row.state === 'owed' ? 'not-printed' : 'unknown';
      return { ticket: ticketOf(row), reprints: row.reprints, paper: { outcome, fault: 'printing-interrupted' } };
    }),
  };
}

export type PrintJobs = ReturnType<typeof printJobsIn>;
