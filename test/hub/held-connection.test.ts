import { type Kysely, sql } from 'kysely';
import { expect, test } from 'vitest';
import { openStore } from '../../hub/store/open.ts';
import type { Tables } from '../../hub/store/tables.ts';
import { hubDatabase } from './stores.ts';

const open = async () => openStore({ databaseUrl: await hubDatabase() });
const keep = (db: Kysely<Tables>, name: string) =>
  db.insertInto('kept').values({ site: 'ha-dong', name, body: '' }).execute();
const kept = async ({ db }: { db: Kysely<Tables> }) => (await db.selectFrom('kept').select('name').execute()).length;

test('a transaction in which a statement failed is not taken for one that is on disk, though its error was caught', async () => {
  const store = await open();
  const done = store.backend.transaction(store.db, async ({ db: tx }) => {
    await keep(tx, 'one');
    await sql`select 1 / 0`.execute(tx).catch(() => {});
  });
  await expect(done).rejects.toThrow('ROLLBACK');
  expect(await kept(store)).toBe(0);
  await store.close();
});

test('after a fault nothing more is asked, and what was on its way is awaited before the connection is anybody else’s', async () => {
  const store = await open();
  let late: Promise<unknown> = Promise.resolve();
  const done = store.backend.transaction(store.db, async ({ db: tx }) => {
    late = sql`select pg_sleep(0.1)`.execute(tx).then(() => keep(tx, 'late'));
    late.catch(() => {});
    await Promise.all([late, Promise.reject(new Error('a fault of the work'))]);
  });
  await expect(done).rejects.toThrow('a fault of the work');
  await expect(late).rejects.toThrow('over');
  expect(await kept(store)).toBe(0);
  await store.close();
});

test('what is asked without waiting is done in its order', async () => {
  const store = await open();
  await store.backend.transaction(store.db, async ({ db: tx }) => {
    const asked = Array.from({ length: 30 }, (_, n) => keep(tx, `${n}`).then(() => n));
    const last = tx.selectFrom('kept').select('name').execute();
    expect(await last).toHaveLength(30);
    await Promise.all(asked);
  });
  expect(await kept(store)).toBe(30);
  await store.close();
});
