import Database from 'better-sqlite3';
import {
  type PlainQueue,
  readOptions,
  serve,
  services,
  type Ticket,
  ticketsPerDay,
  today,
} from './reference-server.ts';

/** The plainest durable queue on SQLite: one process, one writer, each commit on disk before the answer. */
const schema = `
  CREATE TABLE series (
    service TEXT NOT NULL,
    day TEXT NOT NULL,
    last INTEGER NOT NULL,
    PRIMARY KEY (service, day)
  ) WITHOUT ROWID;
  CREATE TABLE tickets (
    id INTEGER PRIMARY KEY,
    service TEXT NOT NULL,
    day TEXT NOT NULL,
    number INTEGER NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('waiting', 'called', 'finished')),
    counter TEXT,
    issued_at INTEGER NOT NULL,
    called_at INTEGER,
    finished_at INTEGER
  );`;

const indexes = `
  CREATE UNIQUE INDEX tickets_number ON tickets (day, service, number);
  CREATE INDEX tickets_waiting ON tickets (id) WHERE state = 'waiting';
  CREATE INDEX tickets_in_hand ON tickets (counter) WHERE state = 'called';
  ANALYZE;`;

const options = readOptions();
const db = new Database(options.database);
db.pragma('journal_mode = WAL');
db.pragma('synchronous = FULL');
db.exec(schema);
fill(options.history, options.waiting);
db.exec(indexes);
db.pragma('wal_checkpoint(TRUNCATE)');
serve(openQueue());

function openQueue(): PlainQueue {
  const countUp = db
    .prepare<unknown[], number>('UPDATE series SET last = last + 1 WHERE service = ? AND day = ? RETURNING last')
    .pluck();
  const insert = db.prepare(
    "INSERT INTO tickets (service, day, number, state, issued_at) VALUES (?, ?, ?, 'waiting', ?)",
  );
  const finish = db.prepare(
    "UPDATE tickets SET state = 'finished', finished_at = ? WHERE counter = ? AND state = 'called'",
  );
  const callOldest = db.prepare<unknown[], Ticket>(`
    UPDATE tickets SET state = 'called', counter = ?, called_at = ?
    WHERE id = (SELECT id FROM tickets WHERE state = 'waiting' ORDER BY id LIMIT 1)
    RETURNING id, service, number`);

  const issue = db.transaction((service: string): Ticket | undefined => {
    const day = today();
    const number = countUp.get(service, day);
    if (number === undefined) return undefined;
    const { lastInsertRowid } = insert.run(service, day, number, Date.now());
    return { id: Number(lastInsertRowid), service, number };
  });
  const call = db.transaction((counter: string): Ticket | undefined => {
    const now = Date.now();
    finish.run(now, counter);
    return callOldest.get(counter, now);
  });
  return { issue: issue.immediate, call: call.immediate };
}

/** As many rows as are asked for in two statements; each day's numbers go round the services. */
function fill(history: number, waiting: number): void {
  const rows = (count: number) =>
    `WITH RECURSIVE row (n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM row WHERE n + 1 < ${count})`;
  const service = `substr('${services.join('')}', n % ${services.length} + 1, 1)`;
  const at = `unixepoch() * 1000 - (n / ${ticketsPerDay} + 1) * 86400000`;
  const fillAll = db.transaction(() => {
    if (history > 0)
      db.exec(`${rows(history)}
        INSERT INTO tickets (service, day, number, state, counter, issued_at, called_at, finished_at)
        SELECT ${service}, date('now', -(n / ${ticketsPerDay} + 1) || ' days'),
          n % ${ticketsPerDay} / ${services.length} + 1, 'finished', 'c' || n % 16, ${at}, ${at}, ${at} FROM row`);
    if (waiting > 0)
      db.exec(`${rows(waiting)}
        INSERT INTO tickets (service, day, number, state, issued_at)
        SELECT ${service}, date('now'), n / ${services.length} + 1, 'waiting', unixepoch() * 1000 FROM row`);
    const start = db.prepare(`INSERT INTO series
      SELECT @service, date('now'), COUNT(*) FROM tickets WHERE service = @service AND day = date('now')`);
    for (const service of services) start.run({ service });
  });
  fillAll();
}
