import type { UplinkEntry, UplinkTicket } from '../core/contract/uplink.ts';
import type { Ledger } from './ledger.ts';
import type { Entry } from './store/log.ts';

/** Takes in what a site's own hub has written, line by line as there; gives how far the log here is then. */
export async function takeInFromBelow(
  ledger: Ledger,
  { tickets, entries }: { readonly tickets: readonly UplinkTicket[]; readonly entries: readonly UplinkEntry[] },
): Promise<number> {
  return ledger.write(async (writing) => {
    const known = writing.seq;
    const next = entries.filter((entry) => entry.seq > known);
    if (next.some((entry, n) => entry.seq !== known + 1 + n) || next.length === 0) return known;
    const rows = tickets.map((ticket) => ({
      id: ticket.id,
      site: ledger.site.id,
      visit_id: ticket.visitId,
      source: ticket.source,
      service: ticket.service,
      day: ticket.day,
      series: ticket.series,
      sequence: ticket.sequence,
      number: ticket.number,
      issuer: ticket.issuer,
      identity: ticket.identity,
      holder: null,
      issued_at: ticket.issuedAt,
      taken_in_at: ticket.takenInAt,
    }));
    if (rows.length > 0)
      await writing.tx
        .insertInto('ticket')
        .values(rows)
        .onConflict((conflict) => conflict.column('id').doNothing())
        .execute();
    writing.append(next.map(entryOf));
    return writing.seq;
  });
}

function entryOf({ seq, day, at, change, commandId, counter }: UplinkEntry): Entry {
  return { seq, day, at, change, by: commandId && counter ? { commandId, counter, staff: '' } : undefined };
}
