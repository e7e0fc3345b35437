import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { Kysely, type Transaction } from 'kysely';
import { Migrator } from 'kysely/migration';
import { sqliteAt } from './dialect.ts';
import { migrations } from './migrations.ts';
import type { Tables } from './tables.ts';
import type { Change } from './tickets.ts';

/** A write in progress: what it announces is told to the feed once it is on disk, and not at all if it fails. */
export interface Writing {
  readonly tx: Transaction<Tables>;
  announce(change: Change): void;
}

export interface Store {
  readonly db: Kysely<Tables>;
  /** One writer at a time, in one transaction; resolves when it is on disk. */
  write<T>(work: (writing: Writing) => Promise<T>): Promise<T>;
  /** Several reads of one moment. */
  read<T>(work: (tx: Transaction<Tables>) => Promise<T>): Promise<T>;
  /** Told of each change after its commit, in the order of `seq`. */
  onChange(listener: (change: Change) => void): void;
  close(): Promise<void>;
}

/** Opens the hub's store in a folder and brings its schema forward; it never goes back and never resets. */
export async function openStore(dataDir: string): Promise<Store> {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const db = new Kysely<Tables>({ dialect: sqliteAt(join(dataDir, 'hub.db')) });
  await migrate(db);
  const listeners: ((change: Change) => void)[] = [];
  let last: Promise<unknown> = Promise.resolve();

  async function transact<T>(work: (writing: Writing) => Promise<T>): Promise<T> {
    const changes: Change[] = [];
    const value = await db.transaction().execute((tx) => work({ tx, announce: (change) => changes.push(change) }));
    for (const change of changes) for (const listener of listeners) listener(change);
    return value;
  }

  return {
    db,
    write(work) {
      const mine = last.then(() => transact(work));
      last = mine.catch(() => {});
      return mine;
    },
    read: (work) => db.transaction().execute(work),
    onChange: (listener) => listeners.push(listener),
    async close() {
      await last;
      await db.destroy();
    },
  };
}

async function migrate(db: Kysely<Tables>): Promise<void> {
  const migrator = new Migrator({ db, provider: { getMigrations: async () => migrations } });
  const { error } = await migrator.migrateToLatest();
  if (!error) return;
  await db.destroy();
  throw error;
}
