import Database from 'better-sqlite3';
import {
  CompiledQuery,
  type DatabaseConnection,
  SqliteAdapter,
  type SqliteDatabase,
  SqliteDialect,
  SqliteDriver,
  sql,
} from 'kysely';
import type { Backend, Transaction } from './dialect.ts';
import { stateText } from './log.ts';

/** The rows of a large hospital's day and what leads to them. */
const cacheKiB = 64 * 1024;
/** 32 MiB: a page that every command changes is then copied back into the file once for thousands of them. */
const checkpointPages = 8192;

/** One file. WAL with FULL sync: what was answered survives a power cut. One process writes, so nobody has to wait. */
export function sqliteAt(file: string): Backend {
  const database = new Database(file);
  database.pragma('busy_timeout = 5000');
  database.pragma('journal_mode = wal');
  database.pragma('synchronous = full');
  database.pragma('foreign_keys = on');
  database.pragma('secure_delete = on');
  database.pragma(`cache_size = -${cacheKiB}`);
  database.pragma(`wal_autocheckpoint = ${checkpointPages}`);
  const statements = preparing(database);
  const ask = askingOn(statements);
  return {
    name: 'sqlite',
    dialect: new HubSqlite(statements),
    transaction: (db, work) => db.transaction().execute((tx) => work({ db: tx, ask, end: () => {} })),
    lockSite: async () => {},
    async lengthen(tx, site, { before, seq, body }) {
      return (await tx.ask(stateText, [site, seq, body, before])).length > 0;
    },
    among: (place) => `(select value from json_each(${place}))`,
    isAway: () => false,
    // The file itself keeps nothing (`secure_delete`); the log that is written ahead of it does.
    async clearTraces(db) {
      await sql`pragma wal_checkpoint(truncate)`.execute(db);
    },
    async size(db) {
      const { rows } = await sql<{ bytes: number }>`
        select page_count * page_size as bytes from pragma_page_count(), pragma_page_size()`.execute(db);
      return Number(rows[0]?.bytes ?? 0);
    },
  };
}

/** Statements that are kept prepared. */
const preparedAtMost = 300;

/** The same file, where a statement that comes again is not parsed and planned again. */
function preparing(database: Database.Database): SqliteDatabase {
  const prepared = new Map<string, Database.Statement>();
  return {
    prepare(text) {
      const known = prepared.get(text) ?? database.prepare(text);
      if (prepared.size < preparedAtMost) prepared.set(text, known);
      return known;
    },
    close: () => database.close(),
  };
}

/** Carries statements out at once, whatever else waits for the connection: only for whoever has it. */
function askingOn(database: SqliteDatabase): Transaction['ask'] {
  const texts = new Map<string, string>();
  const marked = (text: string) => {
    const known = texts.get(text) ?? text.replaceAll(/\$\d+/g, '?');
    texts.set(text, known);
    return known;
  };
  return async (text, values) => {
    const statement = database.prepare(marked(text));
    if (statement.reader) return statement.all(values) as never;
    statement.run(values);
    return [];
  };
}

class HubSqlite extends SqliteDialect {
  readonly #database: SqliteDatabase;

  constructor(database: SqliteDatabase) {
    super({ database });
    this.#database = database;
  }

  override createDriver(): SqliteDriver {
    return new ImmediateDriver({ database: this.#database });
  }

  override createAdapter(): SqliteAdapter {
    return new TransactionalAdapter();
  }
}

/** A plain `begin` takes the write lock only at the first write, and then fails where another process was faster. */
class ImmediateDriver extends SqliteDriver {
  override async beginTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('begin immediate'));
  }
}

/** SQLite can undo a half-made schema (sqlite.org/lang_transaction.html); Kysely assumes that it cannot. */
class TransactionalAdapter extends SqliteAdapter {
  override get supportsTransactionalDdl(): boolean {
    return true;
  }
}
