import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Site } from '../../core/settings.ts';
import { issueWith } from '../../electron/issue.ts';
import { type Db, openStore } from '../../electron/store/open.ts';
import { ticketsIn } from '../../electron/store/tickets.ts';
import type { HubClient } from '../../electron/sync/hub-client.ts';
import { writeSite } from '../stage/site.ts';
import { hubOfAnswers } from './hub-of-answers.ts';

let dir: string;
let db: Db;
let example: Site;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'mot-cham-no-ticket-'));
  db = openStore(join(dir, 'kiosk.db'));
  example = writeSite(dir, { hubPort: 1, hubCable: 1, printerPort: 1, scanner: '/dev/null' }).site;
});
afterEach(() => {
  db.close();
  rmSync(dir, { recursive: true });
});

const away: HubClient = {
  reserve: () => Promise.reject(new Error('away')),
  takeIn: () => Promise.reject(new Error('away')),
  rate: () => Promise.reject(new Error('away')),
};

/** Tuesday; the site is in Hanoi, seven hours ahead. */
const morning = '2026-11-24T01:42:00.000Z';
const noon = '2026-11-24T05:00:00.000Z';
const opensAfterLunch = '2026-11-24T06:30:00.000Z';
const days = ['mon', 'tue', 'wed', 'thu', 'fri'] as const;

function ask(hub: HubClient, { at = morning, site = example } = {}) {
  const issue = issueWith({ site, kiosk: site.kiosks[0]!, hub, tickets: ticketsIn(db), now: () => new Date(at) });
  return issue({ visitId: crypto.randomUUID(), service: 'chung-thuc', identity: 'none', language: 'vi' });
}

function siteWithLunch(): Site {
  const hours = [
    { days: [...days], from: '07:30', to: '11:30' },
    { days: [...days], from: '13:30', to: '17:00' },
  ];
  return { ...example, queue: { ...example.queue, hours } };
}

const numbersGiven = () => db.prepare('select count(*) from ticket').pluck().get();

describe('a hub that gives no number', () => {
  test.each([
    ['SERVICE_CLOSED', 'service-closed'],
    ['QUOTA_FULL', 'quota-full'],
  ] as const)('for %s: the kiosk gives none of its own either, and says when it opens', async (code, why) => {
    const hub = await hubOfAnswers((errors) => {
      throw errors[code]({ data: { opensAt: opensAfterLunch } });
    });
    expect(await ask(hub.client)).toEqual({ ok: false, fault: { why, opensAt: opensAfterLunch } });
    expect(numbersGiven()).toBe(0);
    await hub.stop();
  });

  test('and does not know when there will be some again', async () => {
    const hub = await hubOfAnswers((errors) => {
      throw errors.QUOTA_FULL({ data: {} });
    });
    expect(await ask(hub.client)).toEqual({ ok: false, fault: { why: 'quota-full' } });
    await hub.stop();
  });

  test('because it does not know the service: no counter would call it', async () => {
    const hub = await hubOfAnswers((errors) => {
      throw errors.SERVICE_UNKNOWN();
    });
    expect(await ask(hub.client)).toEqual({ ok: false, fault: { why: 'service-closed' } });
    expect(numbersGiven()).toBe(0);
    await hub.stop();
  });

  test('because it broke is as good as none', async () => {
    const hub = await hubOfAnswers(() => {
      throw new Error('an assumption broke');
    });
    expect(await ask(hub.client)).toMatchObject({ ok: true, value: { number: 'BK001' } });
    await hub.stop();
  });
});

test('the wait that the hub foresees stays with the ticket', async () => {
  const number = { day: '2026-11-24', series: 'B', sequence: 1, number: 'B001', ahead: 7 };
  const wait = { fromMinutes: 20, toMinutes: 35 };
  const hub = await hubOfAnswers(() => ({ ...number, wait }));
  expect(await ask(hub.client)).toMatchObject({ ok: true, value: { ahead: 7, wait } });
  await hub.stop();
});

describe('alone, the kiosk', () => {
  test('keeps to the opening hours', async () => {
    const site = siteWithLunch();
    expect(await ask(away, { site, at: noon })).toEqual({
      ok: false,
      fault: { why: 'service-closed', opensAt: opensAfterLunch },
    });
    expect(numbersGiven()).toBe(0);
    expect(await ask(away, { site, at: opensAfterLunch })).toMatchObject({ ok: true, value: { number: 'BK001' } });
  });

  test('knows nothing of how many numbers are left', async () => {
    const services = example.services.map((service) => ({ ...service, quota: 1 }));
    const site = { ...example, services };
    for (const number of ['BK001', 'BK002'])
      expect(await ask(away, { site })).toMatchObject({ ok: true, value: { number } });
  });

  test('leaves the hours to a hub that is there', async () => {
    const hub = await hubOfAnswers(() => ({
      ...{ day: '2026-11-24', series: 'B', sequence: 1, number: 'B001', ahead: 0 },
    }));
    expect(await ask(hub.client, { site: siteWithLunch(), at: noon })).toMatchObject({ ok: true });
    await hub.stop();
  });
});
