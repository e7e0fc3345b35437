import { DatabaseError, Pool, type QueryConfig } from 'pg';
import {
  type PlainQueue,
  readOptions,
  serve,
  services,
  type Ticket,
  ticketsPerDay,
  today,
} from './reference-server.ts';

/** The plainest durable queue on PostgreSQL: one statement for each command, row locks, SKIP LOCKED. */
const schema = `
  CREATE TABLE series (
    service text NOT NULL,
    day date NOT NULL,
    last integer NOT NULL,
    PRIMARY KEY (service, day)
  );
  CREATE TABLE tickets (
    id integer GENERATED ALWAYS AS IDENTITY,
    service text NOT NULL,
    day date NOT NULL,
    number integer NOT NULL,
    state text NOT NULL CHECK (state IN ('waiting', 'called', 'finished')),
    counter text,
    issued_at timestamptz NOT NULL,
    called_at timestamptz,
    finished_at timestamptz
  );`;

const indexes = `
  ALTER TABLE tickets ADD PRIMARY KEY (id);
  CREATE UNIQUE INDEX tickets_number ON tickets (day, service, number);
  CREATE INDEX tickets_waiting ON tickets (id) WHERE state = 'waiting';
  CREATE INDEX tickets_in_hand ON tickets (counter) WHERE state = 'called';`;

const issueText = `
  WITH given AS (UPDATE series SET last = last + 1 WHERE service = $1 AND day = $2 RETURNING last)
  INSERT INTO tickets (service, day, number, state, issued_at)
  SELECT $1, $2, last, 'waiting', now() FROM given
  RETURNING id, service, number`;

const callText = `
  WITH
    finished AS (
      UPDATE tickets SET state = 'finished', finished_at = now() WHERE counter = $1 AND state = 'called'
    ),
    oldest AS (
      SELECT id FROM tickets WHERE state = 'waiting' ORDER BY id LIMIT 1 FOR UPDATE SKIP LOCKED
    )
  UPDATE tickets SET state = 'called', counter = $1, called_at = now()
  FROM oldest WHERE tickets.id = oldest.id
  RETURNING tickets.id, tickets.service, tickets.number`;

const options = readOptions();
const pool = new Pool({ connectionString: options.database });
await pool.query(schema);
await fill(options.history, options.waiting);
await pool.query(indexes);
await pool.query('VACUUM ANALYZE');
await pool.query('CHECKPOINT');
serve(openQueue());

function openQueue(): PlainQueue {
  return {
    issue: (service) => first({ name: 'issue', text: issueText, values: [service, today()] }),
    call: (counter) => first({ name: 'call', text: callText, values: [counter] }),
  };
}

/** Two of these statements may wait for each other; PostgreSQL ends one of them, which is then asked again. */
async function first(query: QueryConfig): Promise<Ticket | undefined> {
  for (;;) {
    try {
      return (await pool.query<Ticket>(query)).rows[0];
    } catch (error) {
      if (!isDeadlock(error)) throw error;
    }
  }
}

/** `deadlock_detected` (PostgreSQL, appendix A). */
const isDeadlock = (error: unknown) => error instanceof DatabaseError && error.code === '40P01';

/** As many rows as are asked for in two statements; each day's numbers go round the services. */
async function fill(history: number, waiting: number): Promise<void> {
  const service = `substr('${services.join('')}', n % ${services.length} + 1, 1)`;
  const ago = `(n / ${ticketsPerDay} + 1)`;
  const at = `now() - ${ago} * interval '1 day'`;
  // The day is UTC's, as it is when the queue is served.
  const day = "(now() AT TIME ZONE 'UTC')::date";
  await pool.query(`
    INSERT INTO tickets (service, day, number, state, counter, issued_at, called_at, finished_at)
    SELECT ${service}, ${day} - ${ago}, n % ${ticketsPerDay} / ${services.length} + 1, 'finished', 'c' || n % 16,
      ${at}, ${at}, ${at}
    FROM generate_series(0, ${history} - 1) AS n`);
  await pool.query(`
    INSERT INTO tickets (service, day, number, state, issued_at)
    SELECT ${service}, ${day}, n / ${services.length} + 1, 'waiting', now() FROM generate_series(0, ${waiting} - 1) AS n`);
  await pool.query(
    `INSERT INTO series
     SELECT service, ${day}, (SELECT count(*) FROM tickets WHERE tickets.service = asked.service AND day = ${day})
     FROM unnest($1::text[]) AS asked (service)`,
    [services],
  );
}
