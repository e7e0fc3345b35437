import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { forgetSettled } from '../../electron/store/forget.ts';
import { type Db, isDiskRefusal, openStore } from '../../electron/store/open.ts';
import { outboxIn } from '../../electron/store/outbox.ts';
import { printJobsIn } from '../../electron/store/print-jobs.ts';
import { type NewTicket, ticketsIn } from '../../electron/store/tickets.ts';

let dir: string;
let db: Db;
let clock = new Date('2026-11-24T01:42:00Z');
const now = () => clock;

beforeEach(() => {
  clock = new Date('2026-11-24T01:42:00Z');
  dir = mkdtempSync(join(tmpdir(), 'mot-cham-store-'));
  db = openStore(join(dir, 'kiosk.db'));
});
afterEach(() => {
  db.close();
  rmSync(dir, { recursive: true });
});

const asked = (change: Partial<NewTicket> = {}): NewTicket => ({
  id: randomUUID(),
  visitId: randomUUID(),
  service: 'chung-thuc',
  identity: 'card-proved',
  language: 'vi',
  issuedAt: now().toISOString(),
  number: { issuer: 'kiosk', day: '2026-11-24', series: 'BK' },
  ...change,
});

test('the kiosk counts its own series from 1 each day', () => {
  const tickets = ticketsIn(db);
  expect([tickets.issue(asked()), tickets.issue(asked())].map((ticket) => ticket.number)).toEqual(['BK001', 'BK002']);
  const tomorrow = { issuer: 'kiosk', day: '2026-11-25', series: 'BK' } as const;
  expect(tickets.issue(asked({ number: tomorrow })).number).toBe('BK001');
});

test('asked twice for one visit, it gives the first ticket', () => {
  const tickets = ticketsIn(db);
  const visitId = randomUUID();
  expect(tickets.issue(asked({ visitId }))).toEqual(tickets.issue(asked({ visitId })));
  expect(db.prepare('select count(*) from ticket').pluck().get()).toBe(1);
});

test('a ticket owes paper and an event, and the event leaves only when acknowledged', () => {
  const ticket = ticketsIn(db).issue(asked());
  const outbox = outboxIn(db, now);
  expect(outbox.owed(10)).toMatchObject([{ ticketId: ticket.id, number: 'BK001', type: 'ticket-issued.v1' }]);
  outbox.acknowledge([randomUUID()]);
  expect(outbox.owed(10)).toHaveLength(1);
  outbox.acknowledge([ticket.id]);
  expect(outbox.owed(10)).toHaveLength(0);
});

test('what the hub will not take is passed over, and stays owed', () => {
  const tickets = ticketsIn(db);
  const [first, second] = [tickets.issue(asked()), tickets.issue(asked())];
  const outbox = outboxIn(db, now);
  expect(outbox.owed(1, new Set([first.id])).map((event) => event.ticketId)).toEqual([second.id]);
  expect(outbox.owed(10)).toHaveLength(2);
});

test('after a death the newest open slip is given once, and closed as not known', () => {
  const tickets = ticketsIn(db);
  const jobs = printJobsIn(db, now);
  tickets.issue(asked());
  const second = tickets.issue(asked());
  jobs.begin(second, 0);
  const paper = { outcome: 'unknown', fault: 'printing-interrupted' };
  expect(jobs.recover(60_000)).toEqual({ ticket: second, reprints: 0, paper });
  expect(db.prepare('select state from print_job order by id').pluck().all()).toEqual(['not-printed', 'unknown']);
  expect(jobs.recover(60_000)).toBeUndefined();
});

test('a slip that was owed and never begun is known not to have come out', () => {
  const ticket = ticketsIn(db).issue(asked());
  const paper = { outcome: 'not-printed', fault: 'printing-interrupted' };
  expect(printJobsIn(db, now).recover(60_000)).toEqual({ ticket, reprints: 0, paper });
});

const attempts = () => db.prepare('select attempt, reprints, state, fault from print_job order by id').raw().all();

test('each attempt has a row and a name of its own, and none is overwritten', () => {
  const ticket = ticketsIn(db).issue(asked());
  const jobs = printJobsIn(db, now);
  const first = jobs.begin(ticket, 0);
  jobs.settle(first, { outcome: 'not-printed', fault: 'paper-out' });
  const second = jobs.begin(ticket, 0);
  jobs.settle(second, { outcome: 'unknown', fault: 'printer-lost' });
  const third = jobs.begin(ticket, 1);
  jobs.settle(third, { outcome: 'sent' });
  expect(new Set([first, second, third]).size).toBe(3);
  expect(attempts()).toEqual([
    [1, 0, 'not-printed', 'paper-out'],
    [2, 0, 'unknown', 'printer-lost'],
    [3, 1, 'sent', null],
  ]);
});

test.each(['printed', 'sent', 'unknown'] as const)(
  'after one that is %s, none that looks the same is begun',
  (outcome) => {
    const ticket = ticketsIn(db).issue(asked());
    const jobs = printJobsIn(db, now);
    const job = jobs.begin(ticket, 0);
    expect(() => jobs.begin(ticket, 0)).toThrow(/UNIQUE/);
    jobs.settle(job, outcome === 'unknown' ? { outcome, fault: 'paper-out' } : { outcome });
    expect(() => jobs.begin(ticket, 0)).toThrow(/UNIQUE/);
    expect(attempts()).toHaveLength(1);
  },
);

test('a slip whose holder has long gone is closed but not offered', () => {
  ticketsIn(db).issue(asked());
  clock = new Date(clock.getTime() + 3_600_000);
  expect(printJobsIn(db, now).recover(180_000)).toBeUndefined();
  expect(db.prepare('select state from print_job').pluck().get()).toBe('not-printed');
});

test('settled tickets are forgotten after a week, owed ones never', () => {
  const tickets = ticketsIn(db);
  const settled = tickets.issue(asked());
  const owed = tickets.issue(asked());
  outboxIn(db, now).acknowledge([settled.id]);
  expect(forgetSettled(db, new Date('2026-11-30T01:00:00Z'))).toBe(0);
  expect(forgetSettled(db, new Date('2026-12-30T01:00:00Z'))).toBe(1);
  expect(db.prepare('select id from ticket').pluck().all()).toEqual([owed.id]);
});

test('a store of a newer program is not opened, and nothing in it changes', () => {
  db.pragma('user_version = 99');
  expect(() => openStore(join(dir, 'kiosk.db'))).toThrow(/newer than this program/);
  expect(db.pragma('user_version', { simple: true })).toBe(99);
});

test('a full disk is told apart from a bug', () => {
  db.pragma(`max_page_count = ${db.pragma('page_count', { simple: true })}`);
  const tickets = ticketsIn(db);
  let refusal: unknown;
  for (let i = 0; i < 2_000 && !refusal; i++)
    try {
      tickets.issue(asked());
    } catch (error) {
      refusal = error;
    }
  expect(isDiskRefusal(refusal)).toBe(true);
  expect(isDiskRefusal(new Error('no such table'))).toBe(false);
});
