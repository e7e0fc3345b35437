import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { Ledger } from '../../hub/ledger.ts';
import { openLog } from '../../hub/log.ts';
import type { Backend } from '../../hub/store/dialect.ts';
import { openStore, type Store } from '../../hub/store/open.ts';
import { takeInFor } from '../../hub/take-in.ts';
import { handClock, hubSite, issued } from './bench.ts';
import { hubDatabase } from './stores.ts';

/** A store that takes every group, and whose word on the `lost` one is lost on its way back, long after. */
async function openLosing(lost: number): Promise<Store> {
  const store = await openStore({ databaseUrl: await hubDatabase() });
  let groups = 0;
  const transaction: Backend['transaction'] = async (db, work) => {
    const isLost = ++groups === lost;
    const done = await store.backend.transaction(db, work);
    if (!isLost) return done;
    await sleep(100);
    throw Object.assign(new Error('Connection terminated'), { code: 'ECONNRESET' });
  };
  return { ...store, backend: { ...store.backend, transaction } };
}

test('who listens misses no line, though nobody knows what became of the group before', async () => {
  const clock = handClock();
  // The first group loads the memory.
  const store = await openLosing(2);
  const ledger = new Ledger(store, hubSite(), clock.now);
  const told: number[] = [];
  ledger.onEntry(({ seq }) => told.push(seq));
  const take = takeInFor(ledger, openLog({ write: () => {} }));
  const ticket = (n: number) => [issued({ clock }, { ticketId: randomUUID(), sequence: n, number: `B00${n}` })];

  await take('kiosk-1', ticket(1));
  const lost = take('kiosk-1', ticket(2));
  await sleep(30);
  const behind = take('kiosk-1', ticket(3));
  await Promise.allSettled([lost, behind]);
  await ledger.catchUp();
  await ledger.close();

  const written = await store.db.selectFrom('ticket_event').select('seq').orderBy('seq').execute();
  expect(told).toEqual(written.map(({ seq }) => Number(seq)));
  await expect(lost).rejects.toThrow('away');
  await store.close();
});
