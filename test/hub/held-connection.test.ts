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

test('a commit that is on its way behind a statement that fails commits nothing', async () => {
  const store = await open();
  const done = store.backend.transaction(store.db, async (tx) => {
    const text = 'insert into kept (site, name, body) values ($1, $2, $3)';
    const asked = [
      tx.ask(text, ['ha-dong', 'one', '']),
      tx.ask('select 1 / 0', []),
      tx.ask(text, ['ha-dong', 'two', '']),
    ];
    tx.end();
    await Promise.all(asked);
  });
  await expect(done).rejects.toThrow('division by zero');
  expect(await kept(store)).toBe(0);
  await store.close();
});

test('where the log was lengthened since it was read, nothing of a transaction counts, though its commit has left', async () => {
  const store = await open();
  const lengthen = (before: number) =>
    store.backend.transaction(store.db, async (tx) => {
      const isLonger = store.backend.lengthen(tx, 'ha-dong', { before, seq: before + 1, body: '' });
      const adding = tx.ask('insert into kept (site, name, body) values ($1, $2, $3)', ['ha-dong', `${before}`, '']);
      adding.catch(() => {});
      tx.end();
      expect(await isLonger).toBe(before < 2);
      await adding;
    });
  await lengthen(0);
  await lengthen(1);
  await expect(lengthen(7)).rejects.toThrow('aborted');
  expect(await kept(store)).toBe(2);
  await expect(
    store.backend.transaction(store.db, async (tx) => {
      tx.end();
      await keep(tx.db, 'late');
    }),
  ).rejects.toThrow('over');
  await store.close();
});
