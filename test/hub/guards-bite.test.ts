import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { callNext } from '../../core/queue/calls.ts';
import type { Site } from '../../core/settings.ts';
import { commandsIn } from '../../hub/commands.ts';
import { Ledger } from '../../hub/ledger.ts';
import { openLog } from '../../hub/log.ts';
import type { Transaction } from '../../hub/store/dialect.ts';
import { openStore, type Store } from '../../hub/store/open.ts';
import { takeInFor } from '../../hub/take-in.ts';
import { at, handClock, hubSite, issued } from './bench.ts';
import { replayStore } from './replay.ts';
import { hubDatabase } from './stores.ts';

interface Guards {
  /** One process at a time decides for a site. */
  readonly lock: boolean;
  /** What was decided is written only where nobody else has written since. */
  readonly version: boolean;
}

const log = openLog({ write: () => {} });

/** The condition on the row of the site's state holds always. */
const withoutVersion = (tx: Transaction): Transaction => ({
  ...tx,
  ask: (text, values) => tx.ask(text.replace('where site_state.seq =', 'where true or site_state.seq ='), values),
});

async function openGuarded(databaseUrl: string, { lock, version }: Guards): Promise<Store> {
  const store = await openStore({ databaseUrl });
  const { backend } = store;
  const transaction: typeof backend.transaction = (db, work) =>
    backend.transaction(db, (tx) => work(version ? tx : withoutVersion(tx)));
  const lockSite = lock ? backend.lockSite : async () => {};
  return { ...store, backend: { ...backend, transaction, lockSite } };
}

/** Eight counters that serve everything. */
function eightCounters(): Site {
  const site = hubSite();
  const services = site.services.map(({ id }) => id);
  return {
    ...site,
    counters: Array.from({ length: 8 }, (_, n) => ({ ...site.counters[0]!, id: `quay-${n + 1}`, services })),
  };
}

/** Two processes of one hub, whose eight counters call until nobody waits; gives what the log says of it. */
async function rush(guards: Guards) {
  const databaseUrl = await hubDatabase();
  const site = eightCounters();
  const clock = handClock();
  const stores = [await openGuarded(databaseUrl, guards), await openGuarded(databaseUrl, guards)] as const;
  // The belt that the schema wears beside: numbers of lines, and one turn in each hand.
  await sql`alter table ticket_event drop constraint ticket_event_key`.execute(stores[0].db);
  for (const index of ['turn_in_hand', 'visit_in_hand']) await sql`drop index ${sql.id(index)}`.execute(stores[0].db);
  const ledgers = stores.map((store) => new Ledger(store, site, clock.now));
  const events = Array.from({ length: 60 }, (_, n) => {
    const number = { sequence: n + 1, number: `B${String(n + 1).padStart(3, '0')}` };
    return issued({ clock }, { ticketId: randomUUID(), ...number });
  });
  await takeInFor(ledgers[0]!, log)('kiosk-1', events);
  const counter = async (ledger: Ledger, id: string) => {
    const { onTurn } = commandsIn(ledger, log);
    // A little more than is there, so that it ends also where everything goes wrong.
    for (let calls = 0; calls < 20; calls++) {
      const asked = onTurn({ ...at(id), staff: 'ha', request: 'call-next' }, (scene) => callNext(scene));
      const answer = await asked.catch(() => undefined);
      if (answer?.ok && !answer.value) return;
    }
  };
  await Promise.all(site.counters.map(({ id }, n) => counter(ledgers[n % 2]!, id)));
  const replay = await replayStore(stores[0], site);
  for (const ledger of ledgers) await ledger.close();
  for (const store of stores) await store.close();
  return replay;
}

// The lock keeps them from deciding for nothing; a group that is decided ahead of it has the version alone.
test('two processes keep one queue by the version of its state, be there a lock of the site or not', async () => {
  for (const guards of [
    { lock: true, version: true },
    { lock: false, version: true },
  ]) {
    const { violations, calls, entries } = await rush(guards);
    expect({ ...guards, violations, calls, entries }).toEqual({ ...guards, violations: [], calls: 60, entries: 180 });
  }
});

test('and they would call one turn at two counters, were there neither', async () => {
  const { violations, calls } = await rush({ lock: false, version: false });
  expect(violations.length).toBeGreaterThan(0);
  expect(calls).not.toBe(60);
});
