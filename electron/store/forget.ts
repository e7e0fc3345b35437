import type { Db } from './open.ts';

/** Drops what is settled and older than `days`; what the hub has not acknowledged stays however old it is. */
export function forgetSettled(db: Db, now: Date, days = 7): number {
  const before = new Date(now.getTime() - days * 86_400_000).toISOString();
  const settled = `select ticket_id from outbox join ticket on ticket.id = ticket_id
    where acked_at is not null and issued_at < ?`;
  return db.transaction(() => {
    db.prepare(`delete from print_job where ticket_id in (${settled})`).run(before);
    const ids = db.prepare<[string], { ticket_id: string }>(settled).all(before);
    const dropEvent = db.prepare('delete from outbox where ticket_id = ?');
    const dropTicket = db.prepare('delete from ticket where id = ?');
    for (const { ticket_id } of ids) {
      dropEvent.run(ticket_id);
      dropTicket.run(ticket_id);
    }
    return ids.length;
  })();
}
