import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Db, openStore } from '../../electron/store/open.ts';
import { outboxIn } from '../../electron/store/outbox.ts';
import { printJobsIn } from '../../electron/store/print-jobs.ts';
import { type NewTicket, ticketsIn } from '../../electron/store/tickets.ts';

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'mot-cham-forward-'));
});
afterEach(() => rmSync(dir, { recursive: true }));

const now = () => new Date('2026-11-24T01:43:00Z');
const id = '0d7e2f6a-52e5-4a53-9a8b-0f6b3c6b1a11';
const visitId = '5a1a5b52-3c0e-4f4a-9f5e-6b7a8c9d0e1f';
const owed = {
  ...{ type: 'ticket-issued.v1', ticketId: id, visitId, service: 'chung-thuc', day: '2026-11-24', series: 'BK' },
  ...{ sequence: 1, number: 'BK001', issuer: 'kiosk', identity: 'none', issuedAt: '2026-11-24T01:42:00.000Z' },
};

/** The store as the first program left it, with one ticket whose paper and event are owed. */
function firstStore(): string {
  const file = join(dir, 'kiosk.db');
  const db = new Database(file);
  db.exec(readFileSync(new URL('../../electron/store/migrations/001-tickets.sql', import.meta.url), 'utf8'));
  db.pragma('user_version = 1');
  db.prepare(
    "insert into ticket values (?, ?, 'chung-thuc', '2026-11-24', 'BK', 1, 'BK001', 'kiosk', 'none', 3, ?)",
  ).run(id, visitId, owed.issuedAt);
  db.prepare("insert into print_job (ticket_id, reprints, state, changed_at) values (?, 0, 'owed', ?)").run(
    id,
    owed.issuedAt,
  );
  db.prepare('insert into outbox (ticket_id, body) values (?, ?)').run(id, JSON.stringify(owed));
  db.close();
  return file;
}

function withStore<T>(file: string, work: (db: Db) => T): T {
  const db = openStore(file);
  try {
    return work(db);
  } finally {
    db.close();
  }
}

test('what an older program owed still goes out as it was written, and its slip is offered', () => {
  withStore(firstStore(), (db) => {
    expect(outboxIn(db, now).owed(10)).toEqual([owed]);
    const open = printJobsIn(db, now).recover(180_000);
    expect(open?.ticket).toMatchObject({ id, number: 'BK001', ahead: 3, language: 'vi' });
    expect(open?.ticket).not.toHaveProperty('priority');
    expect(open?.ticket).not.toHaveProperty('wait');
  });
});

test('what an older program knew of its papers is kept, and attempts are named from where it stopped', () => {
  const file = firstStore();
  const old = new Database(file);
  old.exec(`update print_job set state = 'unknown', fault = 'paper-out';
    insert into print_job (ticket_id, reprints, state, changed_at) select ticket_id, 1, 'printed', changed_at from print_job;
    insert into print_job (ticket_id, reprints, state, changed_at) select ticket_id, 2, 'owed', changed_at from print_job limit 1;
    delete from print_job where reprints = 2`);
  old.close();
  withStore(file, (db) => {
    expect(db.prepare('select id, attempt, reprints, state, fault from print_job').raw().all()).toEqual([
      [1, 1, 0, 'unknown', 'paper-out'],
      [2, 2, 1, 'printed', null],
    ]);
    expect(printJobsIn(db, now).begin(ticketsIn(db).issue({ ...asked, visitId }), 2)).toBe(4);
  });
});

const asked: NewTicket = {
  ...{ id: crypto.randomUUID(), visitId: crypto.randomUUID(), service: 'chung-thuc', identity: 'card-proved' },
  ...{ issuedAt: now().toISOString(), language: 'en', priority: { class: 'cao-tuoi', proof: 'chip' } },
  number: {
    ...{ issuer: 'hub', day: '2026-11-24', series: 'B', sequence: 1, number: 'B001', ahead: 5 },
    wait: { fromMinutes: 20, toMinutes: 35 },
  },
};

test('language, priority and wait survive a death; the hub is told of the first two', () => {
  const file = firstStore();
  const ticket = withStore(file, (db) => ticketsIn(db).issue(asked));
  expect(ticket).toMatchObject({ language: 'en', priority: asked.priority, wait: { fromMinutes: 20, toMinutes: 35 } });
  withStore(file, (db) => {
    const event = outboxIn(db, now).owed(10)[1];
    expect(event).toMatchObject({ ticketId: asked.id, language: 'en', priority: asked.priority });
    expect(event).not.toHaveProperty('wait');
    expect(printJobsIn(db, now).recover(180_000)?.ticket).toEqual(ticket);
  });
});

test('the numbers of the kiosk’s own series go on where they were', () => {
  const number = { issuer: 'kiosk', day: '2026-11-24', series: 'BK' } as const;
  withStore(firstStore(), (db) => expect(ticketsIn(db).issue({ ...asked, number }).number).toBe('BK002'));
});
