import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/fetch';
import type { ContractRouterClient } from '@orpc/contract';
import type { hubContract } from '../core/contract/hub.ts';
import type { UplinkTicket } from '../core/contract/uplink.ts';
import type { Ledger } from './ledger.ts';
import { type Entry, entriesAfter } from './store/log.ts';
import type { TicketRow } from './store/tables.ts';

/** So many fit into one message also where each says all that it can. */
const linesAtOnce = 50;
const answerWithinMs = 10_000;
const firstPauseMs = 500;
const longestPauseMs = 60_000;

/**
 * Tells the hub above of everything in this site's log, in its order, for as long as it takes. Where to go on is asked
 * of the hub above, so nothing is kept here, and whatever is lost on the way is told again.
 */
export function openUplink(ledger: Ledger, url: string, token: string, onFault: (error: unknown) => void) {
  const link = new RPCLink({ url: `${url.replace(/\/$/, '')}/rpc`, headers: { authorization: `Bearer ${token}` } });
  const { uplink } = createORPCClient<ContractRouterClient<typeof hubContract>>(link);
  const ending = new AbortController();
  let told: number | undefined;
  let heard = 0;
  let wake = () => {};
  ledger.onEntry(({ seq }) => {
    heard = seq;
    wake();
  });
  const running = run();

  async function run(): Promise<void> {
    for (let failures = 0; !ending.signal.aborted; ) {
      try {
        if (!(await tellNext()) && heard <= (told ?? 0)) await pause(longestPauseMs);
        failures = 0;
      } catch (error) {
        if (ending.signal.aborted) return;
        onFault(error);
        await pause(Math.min(longestPauseMs, firstPauseMs * 2 ** failures++) * (0.5 + Math.random() / 2), false);
      }
    }
  }

  /** Tells the next lines; false where there is nothing more to tell. */
  async function tellNext(): Promise<boolean> {
    const signal = AbortSignal.any([ending.signal, AbortSignal.timeout(answerWithinMs)]);
    if (told === undefined) told = (await uplink.takeIn({ tickets: [], entries: [] }, { signal })).seq;
    const { entries, tickets } = await linesAfter(told);
    if (entries.length === 0) return false;
    told = (await uplink.takeIn({ tickets, entries: entries.map(outgoing) }, { signal })).seq;
    return true;
  }

  function linesAfter(seq: number): Promise<{ entries: Entry[]; tickets: UplinkTicket[] }> {
    const { store, site } = ledger;
    return store.db.transaction().execute(async (tx) => {
      const entries = await entriesAfter(tx, site.id, seq, linesAtOnce);
      const ids = entries.flatMap(({ change }) =>
        change.kind === 'turn' && change.change === 'taken-in' ? [change.turn.ticketId] : [],
      );
      if (ids.length === 0) return { entries, tickets: [] };
      const rows = await tx.selectFrom('ticket').selectAll().where('id', 'in', ids).execute();
      return { entries, tickets: rows.map(ticketOf) };
    });
  }

  /** Until something is written, where `isWoken`, or for so long. */
  function pause(ms: number, isWoken = true): Promise<void> {
    return new Promise((resolve) => {
      const end = () => {
        clearTimeout(timer);
        ending.signal.removeEventListener('abort', end);
        resolve();
      };
      const timer = setTimeout(end, ms);
      if (isWoken) wake = end;
      ending.signal.addEventListener('abort', end, { once: true });
    });
  }

  return {
    async close(): Promise<void> {
      ending.abort();
      await running;
    },
  };
}

function outgoing({ seq, day, at, change, by }: Entry) {
  return { seq, day, at, change, ...(by && { commandId: by.commandId, counter: by.counter }) };
}

function ticketOf({ visit_id, issued_at, taken_in_at, ...same }: TicketRow): UplinkTicket {
  return {
    id: same.id,
    visitId: visit_id,
    source: same.source,
    service: same.service,
    day: same.day,
    series: same.series,
    sequence: same.sequence,
    number: same.number,
    issuer: same.issuer,
    identity: same.identity,
    issuedAt: issued_at,
    takenInAt: taken_in_at,
  };
}
