import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { CounterState } from '../../core/queue/change.ts';
import type { Turn } from '../../core/queue/turn.ts';
import type { Site } from '../../core/settings.ts';
import type { Entry } from '../../hub/store/log.ts';
import { writeEntries } from '../../hub/store/log.ts';
import { openStore, type Store } from '../../hub/store/open.ts';
import type { TicketTable } from '../../hub/store/tables.ts';
import type { MadeUpDay } from './made-up-day.ts';

/** A store on a file of its own that is gone after the test. */
export async function sqliteStore(): Promise<Store> {
  const dataDir = mkdtempSync(join(tmpdir(), 'mot-cham-manager-'));
  const store = await openStore({ dataDir });
  onTestFinished(async () => {
    await store.close();
    rmSync(dataDir, { recursive: true, force: true });
  });
  return store;
}

export async function postgresStore(databaseUrl: string): Promise<Store> {
  const store = await openStore({ databaseUrl });
  onTestFinished(() => store.close());
  return store;
}

/** Writes made-up days as a hub would have, one after another. */
export async function stock(store: Store, site: Site, days: readonly MadeUpDay[]): Promise<void> {
  let seq = 0;
  const counters = new Map<string, CounterState>();
  for (const { entries, turns } of days) {
    const moved = entries.map((entry) => ({ ...entry, seq: ++seq }));
    await store.backend.transaction(store.db, async (tx) => {
      const tickets = turns.filter(({ step }) => step === 0).map((turn) => ticketOf(site.id, turn));
      for (let at = 0; at < tickets.length; at += 500)
        await tx.db
          .insertInto('ticket')
          .values(tickets.slice(at, at + 500))
          .execute();
      await writeEntries(tx, store.backend, site.id, moved);
    });
    counters.clear();
    for (const { change } of entries) if (change.kind === 'counter') counters.set(change.state.counter, change.state);
  }
  const day = days.at(-1)?.entries[0]?.day;
  const body = JSON.stringify({ day, tallies: [], counters: [...counters.values()] });
  if (day) await store.db.insertInto('site_state').values({ site: site.id, seq, body }).execute();
}

/** A ledger that only tells what it was told. */
export function ledgerOn(store: Store, site: Site, now: () => Date) {
  const listeners: ((entry: Entry) => void)[] = [];
  return {
    store,
    site,
    now,
    onEntry: (listener: (entry: Entry) => void) => void listeners.push(listener),
    tell: (entry: Entry) => {
      for (const listener of listeners) listener(entry);
    },
  };
}

function ticketOf(site: string, turn: Turn): TicketTable {
  return {
    id: turn.ticketId,
    site,
    visit_id: turn.ticketId,
    source: 'kiosk-1',
    service: turn.service,
    day: turn.day,
    series: turn.number.replace(/\d/g, ''),
    sequence: Number(turn.number.replace(/\D/g, '')),
    number: turn.number,
    issuer: 'hub',
    identity: turn.identity,
    holder: null,
    issued_at: turn.issuedAt,
    taken_in_at: turn.issuedAt,
  };
}
