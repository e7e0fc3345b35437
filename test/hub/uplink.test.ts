import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { Site } from '../../core/settings.ts';
import { NetworkCable } from '../fakes/network.ts';
import {
  at,
  type Bench,
  codeOf,
  commands,
  handClock,
  hubSite,
  issue,
  issued,
  newDataDir,
  openBench,
  signInAs,
  until,
} from './bench.ts';
import { replayStore } from './replay.ts';
import { Screen } from './screen.ts';
import { type Place, stores } from './stores.ts';

const token = 'the token of the hub below';
const tokenHash = createHash('sha256').update(token).digest('hex');
const holder = { name: 'NGUYỄN VĂN AN', birthYear: '1950', idTail: '012' };

/** A city's hub, a site's hub below it, and the cable between them. */
async function openBoth(place: Place) {
  const clock = handClock();
  const above: Site = { ...hubSite(), uplinkTokenHash: tokenHash };
  const city = await openBench({ ...(await place()), sites: [{ ...hubSite(), id: 'thanh-pho' }, above], clock });
  const cable = await NetworkCable.lay(() => Number(new URL(city.url).port));
  onTestFinished(() => cable.stop());
  const dataDir = newDataDir();
  writeFileSync(join(dataDir, 'uplink-token-ha-dong'), `${token}\n`);
  const uplink = { hub: `http://127.0.0.1:${cable.port}` };
  const sites = [{ ...hubSite(), counterSeesHolder: true, uplink }] as const;
  const open = () => openBench({ sites: [...sites] as [Site], dataDir, clock });
  return { city, cable, open, site: await open() };
}

async function log({ store }: Bench): Promise<unknown[]> {
  const rows = await store.db
    .selectFrom('ticket_event')
    .select(['seq', 'day', 'at', 'change', 'command_id', 'body'])
    .where('site', '=', 'ha-dong')
    .orderBy('seq')
    .execute();
  return rows.map(({ body, ...row }) => ({ ...row, body: JSON.parse(body) }));
}

async function isSame(city: Bench, site: Bench): Promise<boolean> {
  const count = async ({ store }: Bench) => {
    const { fn } = store.db;
    const row = await store.db
      .selectFrom('ticket_event')
      .select(fn.countAll<number>().as('count'))
      .where('site', '=', 'ha-dong')
      .executeTakeFirstOrThrow();
    return Number(row.count);
  };
  return (await count(city)) === (await count(site));
}

describe.each(stores)('above on $name', ({ place }) => {
  test('the hub above has every turn and every event of the site below, and never its people', async () => {
    const { city, cable, site } = await openBoth(place);
    const cookie = await signInAs(site);
    const staff = commands(site.url, cookie).counter;
    const board = new Screen(city.url, { view: 'board', site: 'ha-dong' });
    await board.next();
    const { ticketId } = await issue(site, 'chung-thuc', { holder });
    await staff.callNext(at('quay-3'));
    expect(await board.until(() => true)).toMatchObject([{ seq: 2, change: 'called', turn: { number: 'B001' } }]);

    cable.pull();
    // More than fits into one message, each saying much.
    for (let round = 0; round < 40; round++) {
      await issue(site, 'ho-tich', { priority: { class: 'khuyet-tat', proof: 'self' }, holder });
      await staff.transfer({ ...at('quay-3'), ticketId, to: { counter: 'quay-3' }, place: { at: 'first' } });
      await staff.callThis({ ...at('quay-3'), ticketId, reason: `${round} ${'ấ'.repeat(190)}` });
    }
    await staff.setState({ ...at('quay-4'), state: 'paused', reason: 'hop' });
    expect(await isSame(city, site)).toBe(false);
    cable.mend();
    await until(() => isSame(city, site));
    expect(await log(city)).toEqual(await log(site));
    const { violations, takenIn, calls } = await replayStore(city.store, hubSite());
    expect({ violations, takenIn, calls }).toEqual({ violations: [], takenIn: 41, calls: 41 });
    const tickets = await city.store.db.selectFrom('ticket').selectAll().execute();
    expect(JSON.stringify([tickets, await log(city)])).not.toContain(holder.name);
    expect((await city.kiosk.slip.state({ ticketId })).steps).toMatchObject([{ state: 'called' }]);
    const [snapshot] = await new Screen(city.url, { view: 'board', site: 'ha-dong' }).until(() => true);
    expect(snapshot).toMatchObject({ turns: [{ number: 'B001' }], counters: [{ counter: 'quay-4' }] });
  }, 90_000);
});

test('both hubs may be started again at any time: nothing is told twice or left out', async () => {
  const { city, cable, open, site } = await openBoth(stores[0].place);
  await issue(site);
  await until(() => isSame(city, site));
  cable.pull();
  await issue(site);
  await site.close();
  cable.mend();
  const again = await open();
  await issue(again);
  await until(() => isSame(city, again));
  expect(await log(city)).toEqual(await log(again));
});

test('the queue of a site with a hub of its own is decided there, and its numbers are given there', async () => {
  const { city, site } = await openBoth(stores[0].place);
  const { ticketId } = await issue(site);
  await until(() => isSame(city, site));
  const before = await log(city);
  const staff = commands(city.url, await signInAs(city)).counter;
  expect(await codeOf(staff.callNext(at('quay-3')))).toBe('COUNTER_UNKNOWN');
  expect(await codeOf(staff.cancel({ ...at('quay-3'), ticketId }))).toBe('COUNTER_UNKNOWN');
  const event = issued(city, { issuer: 'kiosk', series: 'BK', number: 'BK001' });
  const uplink = commands(city.url, { authorization: `Bearer ${token}` }).uplink;
  expect(await uplink.takeIn({ tickets: [], entries: [] })).toEqual({ seq: 1 });
  expect(await codeOf(commands(city.url).uplink.takeIn({ tickets: [], entries: [] }))).toBe('SITE_UNKNOWN');
  // The kiosk's token is known at the city's own site of the same example, so the ticket goes there.
  await city.kiosk.kiosk.takeIn({ events: [event] });
  expect(await log(city)).toEqual(before);
});
