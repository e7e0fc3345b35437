import Database from 'better-sqlite3';
import {
  CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Kysely,
  PostgresDialect,
  type PostgresDialectConfig,
  PostgresDriver,
  type PostgresPool,
  type RawBuilder,
  SqliteAdapter,
  SqliteDialect,
  SqliteDriver,
  sql,
  type Transaction,
} from 'kysely';
import pg from 'pg';
import type { Tables } from './tables.ts';

/** What the two stores do not have in common. */
export interface Backend {
  readonly name: 'sqlite' | 'postgres';
  readonly dialect: Dialect;
  /** Within a transaction: waits until no other process writes for this site. */
  lockSite(tx: Transaction<Tables>, site: string): Promise<void>;
  /** Within a transaction: wakes the other processes once it is committed. */
  wake(tx: Transaction<Tables>, site: string, seq: number): Promise<void>;
  /** The texts as something that `in` takes, by one parameter however many they are. */
  among(texts: readonly string[]): RawBuilder<string>;
  /** Whether a fault is the store's being away, so that the same may be tried again. */
  isAway(error: unknown): boolean;
  /** The size of the data in bytes. */
  size(db: Kysely<Tables>): Promise<number>;
}

/** One file. WAL with FULL sync: what was answered survives a power cut. One process writes, so nobody has to wait. */
export function sqliteAt(file: string): Backend {
  const database = new Database(file);
  database.pragma('busy_timeout = 5000');
  database.pragma('journal_mode = wal');
  database.pragma('synchronous = full');
  database.pragma('foreign_keys = on');
  database.pragma('secure_delete = on');
  return {
    name: 'sqlite',
    dialect: new HubSqlite(database),
    lockSite: async () => {},
    wake: async () => {},
    among: (texts) => sql`(select value from json_each(${JSON.stringify(texts)}))`,
    isAway: () => false,
    async size(db) {
      const { rows } = await sql<{ bytes: number }>`
        select page_count * page_size as bytes from pragma_page_count(), pragma_page_size()`.execute(db);
      return Number(rows[0]?.bytes ?? 0);
    },
  };
}

/** The channel on which processes tell each other that a site's log has grown: `site seq`. */
export const wakeChannel = 'mot_cham_log';

/** PostgreSQL by its URL. The rules have state, so one process at a time decides for a site; sites do not wait for each other. */
export function postgresAt(url: string): Backend {
  const pool = new pg.Pool({
    connectionString: url,
    max: 10,
    connectionTimeoutMillis: 5_000,
    types: numericTypes,
    // What is asked without waiting in between leaves at once, and is done in its order.
    pipeline: true,
  });
  // A connection that dies is replaced at the next use, and what was asked on it fails by itself; without a listener
  // it would end the process, whether it rests or is in use.
  pool.on('error', () => {}).on('connect', (client) => client.on('error', () => {}));
  return {
    name: 'postgres',
    dialect: new HubPostgres({ pool: preparing(pool) }),
    async lockSite(tx, site) {
      await sql`select pg_advisory_xact_lock(hashtextextended(${site}, 0))`.execute(tx);
    },
    async wake(tx, site, seq) {
      await sql`select pg_notify(${wakeChannel}, ${`${site} ${seq}`})`.execute(tx);
    },
    among: (texts) => sql`(select json_array_elements_text(${JSON.stringify(texts)}::json))`,
    isAway: isConnectionLost,
    async size(db) {
      const { rows } = await sql<{ bytes: number }>`select pg_database_size(current_database()) as bytes`.execute(db);
      return Number(rows[0]?.bytes ?? 0);
    },
  };
}

/** Statements that are kept prepared on each connection; beyond, they are planned anew each time. */
const preparedAtMost = 300;
const prepared = new Map<string, string>();

/** The same pool, where a statement that comes again is neither parsed nor planned again. */
function preparing(pool: pg.Pool): PostgresPool {
  return {
    async connect() {
      const client = await pool.connect();
      return {
        query: ((text: string, values: unknown[]) => client.query({ text, values, name: nameOf(text) })) as never,
        release: () => client.release(),
      };
    },
    end: () => pool.end(),
    options: {},
  };
}

function nameOf(text: string): string | undefined {
  const known = prepared.get(text);
  if (known || prepared.size >= preparedAtMost) return known;
  const name = `mot-cham-${prepared.size}`;
  prepared.set(text, name);
  return name;
}

/** `bigint` counts events and rows: it stays below 2^53, so it is a number here. */
const numericTypes: pg.CustomTypesConfig = {
  getTypeParser: ((oid: number, format: 'text' | 'binary') =>
    oid === pg.types.builtins.INT8 ? Number : pg.types.getTypeParser(oid, format)) as typeof pg.types.getTypeParser,
};

/** Classes 08 and 57 of PostgreSQL's error codes (appendix A), and a socket that broke or a pool that waited in vain. */
function isConnectionLost(error: unknown): boolean {
  const { code, message } = error as { code?: unknown; message?: unknown };
  if (typeof code === 'string') return /^(08|57P|53300$)/.test(code) || /^E[A-Z]+$/.test(code);
  return /terminated|timeout exceeded|not queryable|Connection ended/i.test(String(message));
}

class HubPostgres extends PostgresDialect {
  readonly #config: PostgresDialectConfig;

  constructor(config: PostgresDialectConfig) {
    super(config);
    this.#config = config;
  }

  override createDriver(): PostgresDriver {
    return new PipelinedDriver(this.#config);
  }
}

/** Nobody waits for `begin`: what follows is done after it, and fails with it. */
class PipelinedDriver extends PostgresDriver {
  override async beginTransaction(connection: DatabaseConnection): Promise<void> {
    connection.executeQuery(CompiledQuery.raw('begin')).catch(() => {});
  }
}

class HubSqlite extends SqliteDialect {
  readonly #database: Database.Database;

  constructor(database: Database.Database) {
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
