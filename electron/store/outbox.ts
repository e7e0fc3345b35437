import { type TicketIssued, ticketIssued } from '../../core/contract/hub.ts';
import { holdersIn } from './holders.ts';
import type { Db } from './open.ts';

/** What this kiosk owes the hub, in order; a row stays until the hub has acknowledged it. */
export function outboxIn(db: Db, now: () => Date) {
  const holders = holdersIn(db);
  const owed = db
    .prepare<[number], string>('select body from outbox where acked_at is null order by seq limit ?')
    .pluck();
  const ack = db.prepare<[string, string]>('update outbox set acked_at = ? where ticket_id = ? and acked_at is null');
  const settle = db.transaction((ticketIds: readonly string[]) => {
    for (const id of ticketIds) ack.run(now().toISOString(), id);
  });

  function eventOf(body: string): TicketIssued {
    const event = ticketIssued.parse(JSON.parse(body));
    const holder = holders.of(event.ticketId);
    return holder ? { ...event, holder } : event;
  }

  return {
    /** The first `limit` that are owed, without those that are passed over. */
    owed(limit: number, passedOver: ReadonlySet<string> = new Set()): TicketIssued[] {
      const events = owed.all(limit + passedOver.size).map(eventOf);
      return events.filter(({ ticketId }) => !passedOver.has(ticketId)).slice(0, limit);
    },
    /** The hub has these now, and this kiosk forgets who holds them. */
    acknowledge(ticketIds: readonly string[]): void {
      settle(ticketIds);
      holders.forgetSettled(now());
    },
  };
}
