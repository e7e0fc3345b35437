import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { businessDay } from '../../core/ticket.ts';
import { issueWith } from '../../electron/issue.ts';
import { type Db, openStore } from '../../electron/store/open.ts';
import { ticketsIn } from '../../electron/store/tickets.ts';
import { writeSite } from '../stage/site.ts';

let dir: string;
let db: Db;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'mot-cham-issue-'));
  db = openStore(join(dir, 'kiosk.db'));
});
afterEach(() => {
  db.close();
  rmSync(dir, { recursive: true });
});

/** A kiosk whose hub answers every reservation with this. */
function kioskWith(answer: (day: string) => Promise<unknown>) {
  const { site } = writeSite(dir, { hubPort: 1, hubCable: 1, printerPort: 1, scanner: '/dev/null' });
  const now = () => new Date();
  const day = businessDay(now(), site.timeZone, site.dayStartsAtHour);
  const hub = { reserve: () => answer(day), takeIn: async () => ({ acknowledged: [] }) };
  return issueWith({ site, kiosk: site.kiosks[0]!, hub: hub as never, tickets: ticketsIn(db), now });
}

const request = () =>
  ({ visitId: crypto.randomUUID(), service: 'chung-thuc', identity: 'none', language: 'vi' }) as const;

test('a hub that was set up anew and gives a printed number again costs no citizen theirs', async () => {
  const issue = kioskWith(async (day) => ({ day, series: 'B', sequence: 1, number: 'B001', ahead: 0 }));
  expect(await issue(request())).toMatchObject({ ok: true, value: { number: 'B001', issuer: 'hub' } });
  expect(await issue(request())).toMatchObject({ ok: true, value: { number: 'BK001', issuer: 'kiosk' } });
});

test('a hub that answers nonsense is as good as none', async () => {
  const issue = kioskWith(async () => ({ number: '../../B1' }));
  expect(await issue(request())).toMatchObject({ ok: true, value: { number: 'BK001', issuer: 'kiosk' } });
});

test('a service that the site does not have is closed', async () => {
  const issue = kioskWith(() => Promise.reject(new Error('away')));
  expect(await issue({ ...request(), service: 'nothing' })).toEqual({ ok: false, fault: { why: 'service-closed' } });
});
