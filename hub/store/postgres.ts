import { PostgresDialect, type PostgresPool, sql } from 'kysely';
import pg from 'pg';
import type { Backend } from './dialect.ts';
import { HeldConnection } from './held-connection.ts';
import { stateText } from './log.ts';

/** The channel on which processes tell each other that a site's log has grown: `site seq`. */
export const wakeChannel = 'mot_cham_log';

/** PostgreSQL by its URL. The rules have state, so one process at a time decides for a site; sites do not wait for each other. */
export function postgresAt(url: string): Backend {
  const pool = new pg.Pool({
    connectionString: url,
    // A busy site has two at a time, one of them waiting for the other.
    max: 20,
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
    dialect: new PostgresDialect({ pool: preparing(pool) }),
    async transaction(_db, work) {
      const client = await pool.connect();
      const held = heldOn.get(client) ?? new HeldConnection(client, askingOn(client));
      heldOn.set(client, held);
      return held.transaction(work);
    },
    async lockSite(tx, site) {
      await tx.ask(lockText, [site]);
    },
    async lengthen(tx, site, { before, seq, body }) {
      try {
        await tx.ask(lengthenText, [site, seq, body, before, wakeChannel, `${site} ${seq}`]);
        return true;
      } catch (error) {
        if ((error as { code?: unknown }).code === divisionByZero) return false;
        throw error;
      }
    },
    among: (place) => `(select json_array_elements_text(${place}::json))`,
    isAway: isConnectionLost,
    // Its own vacuum and the recycling of its log are set where it is kept.
    clearTraces: async () => {},
    async size(db) {
      const { rows } = await sql<{ bytes: number }>`select pg_database_size(current_database()) as bytes`.execute(db);
      return Number(rows[0]?.bytes ?? 0);
    },
  };
}

const lockText = 'select pg_advisory_xact_lock(hashtextextended($1, 0))';

/** The commit is on its way behind this; that it fails where the log was lengthened is what undoes everything. */
const lengthenText = `with moved as (${stateText}) select pg_notify($5, $6), 1 / (select count(*) from moved)`;
/** PostgreSQL, appendix A. */
const divisionByZero = '22012';

/** Statements that are kept prepared on each connection; beyond, they are planned anew each time. */
const preparedAtMost = 300;
const prepared = new Map<string, string>();

/** The same pool, where a statement that comes again is neither parsed nor planned again. */
function preparing(pool: pg.Pool): PostgresPool {
  return {
    async connect() {
      const client = await pool.connect();
      return { query: askingOn(client) as never, release: () => client.release() };
    },
    end: () => pool.end(),
    options: {},
  };
}

function askingOn(client: pg.PoolClient) {
  return (text: string, values: readonly unknown[]) =>
    client.query({ text, values: values as unknown[], name: nameOf(text) });
}

const heldOn = new WeakMap<pg.PoolClient, HeldConnection>();

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
