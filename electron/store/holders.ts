import type { TicketIssued } from '../../core/contract/hub.ts';
import type { Db } from './open.ts';

export type Holder = NonNullable<TicketIssued['holder']>;

interface HolderRow {
  ticket_id: string;
  name: string;
  birth_year: string;
  id_tail: string;
}

/** What the hub has not fetched by then is about a visit that is over. */
const KEEP_MS = 24 * 3_600_000;

/**
 * Who holds the tickets that the hub has not acknowledged yet, where the site lets the counter see it. What is forgotten
 * here is gone from every byte of the store's files.
 */
export function holdersIn(db: Db) {
  const add = db.prepare<[HolderRow]>('insert into holder values (@ticket_id, @name, @birth_year, @id_tail)');
  const one = db.prepare<[string], HolderRow>('select * from holder where ticket_id = ?');
  const count = db.prepare<[], number>('select count(*) from holder').pluck();
  const stillOwed = db.prepare<[string], HolderRow>(
    `select holder.* from holder join outbox using (ticket_id) join ticket on ticket.id = ticket_id
     where acked_at is null and issued_at >= ?`,
  );
  const clear = db.prepare('delete from holder');
  /** A death may have come between a forgetting and the clearing of the log that SQLite writes ahead. */
  let isLogClear = false;

  /**
   * All or nothing: `secure_delete` zeroes what a deletion frees, but not the copies that stay behind in a page when
   * rows move to another one. A delete of the whole table zeroes every page that it has; what is owed is written anew.
   */
  const rewrite = db.transaction((kept: readonly HolderRow[]) => {
    clear.run();
    for (const row of kept) add.run(row);
  });

  function keep(kept: readonly HolderRow[]): void {
    if (kept.length !== count.get()) {
      rewrite(kept);
      isLogClear = false;
    }
    if (!isLogClear) isLogClear = clearLog(db);
  }

  return {
    /** Within the ticket's own commit. */
    add: (ticketId: string, { name, birthYear, idTail }: Holder): void => {
      add.run({ ticket_id: ticketId, name, birth_year: birthYear, id_tail: idTail });
    },
    of(ticketId: string): Holder | undefined {
      const row = one.get(ticketId);
      return row && { name: row.name, birthYear: row.birth_year, idTail: row.id_tail };
    },
    /** Forgets whose ticket is acknowledged, or was taken longer ago than a day. */
    forgetSettled: (now: Date): void => keep(stillOwed.all(new Date(now.getTime() - KEEP_MS).toISOString())),
    forgetAll: (): void => keep([]),
  };
}

/** Moves SQLite's log into the store's file and cuts it to nothing; false, at once, where somebody reads the store. */
function clearLog(db: Db): boolean {
  const waitMs = db.pragma('busy_timeout', { simple: true });
  db.pragma('busy_timeout = 0');
  const isBusy = db.pragma('wal_checkpoint(truncate)', { simple: true });
  db.pragma(`busy_timeout = ${waitMs}`);
  return isBusy === 0;
}
