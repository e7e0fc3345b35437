import { type TicketIssued, ticketIssued } from '../../core/contract/hub.ts';
import type { Db } from './open.ts';

/** What this kiosk owes the hub, in order; a row stays until the hub has acknowledged it. */
export function outboxIn(db: Db, now: () => Date) {
  const owed = db
    .prepare<[number], string>('select body from outbox where acked_at is null order by seq limit ?')
    .pluck();
  const ack = db.prepare<[string, string]>('update outbox set acked_at = ? where ticket_id = ? and acked_at is null');
  return {
    owed: (limit: number): TicketIssued[] => owed.all(limit).map((body) => ticketIssued.parse(JSON.parse(body))),
    acknowledge: db.transaction((ticketIds: readonly string[]) => {
      for (const id of ticketIds) ack.run(now().toISOString(), id);
    }),
  };
}
