import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { Kysely } from 'kysely';
import { Migrator } from 'kysely/migration';
import type { Backend } from './dialect.ts';
import { migrations } from './migrations.ts';
import { postgresAt } from './postgres.ts';
import { sqliteAt } from './sqlite.ts';
import type { Tables } from './tables.ts';

/** Where a hub keeps its data: a folder of its own, or a PostgreSQL that several processes and sites share. */
export type StorePlace = { readonly dataDir: string } | { readonly databaseUrl: string };

export interface Store {
  readonly db: Kysely<Tables>;
  readonly backend: Backend;
  close(): Promise<void>;
}

/** Opens the hub's store and brings its schema forward; it never goes back and never resets. */
export async function openStore(place: StorePlace): Promise<Store> {
  const backend = 'databaseUrl' in place ? postgresAt(place.databaseUrl) : sqliteIn(place.dataDir);
  const db = new Kysely<Tables>({ dialect: backend.dialect });
  await migrate(db);
  return { db, backend, close: () => db.destroy() };
}

function sqliteIn(dataDir: string): Backend {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  return sqliteAt(join(dataDir, 'hub.db'));
}

async function migrate(db: Kysely<Tables>): Promise<void> {
  const migrator = new Migrator({ db, provider: { getMigrations: async () => migrations } });
  const { error } = await migrator.migrateToLatest();
  if (!error) return;
  await db.destroy();
  if (/corrupted migrations/.test(String(error)))
    throw new Error('the data are of another version of the hub; it takes a new folder or database', { cause: error });
  throw error;
}
