import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { callNext } from '../../core/queue/calls.ts';
import type { Site } from '../../core/settings.ts';
import { commandsIn } from '../../hub/commands.ts';
import { Ledger } from '../../hub/ledger.ts';
import { openLog } from '../../hub/log.ts';
import { openStore } from '../../hub/store/open.ts';
import { takeInFor } from '../../hub/take-in.ts';
import {
  at,
  type Bench,
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
import { stores } from './stores.ts';

const holder = { name: 'NGUYỄN VĂN AN', birthYear: '1950', idTail: '012' };

function seeingSite(): Site {
  return { ...hubSite(), counterSeesHolder: true };
}

/** Whether the name is anywhere on disk or in the log. */
async function isKept(hub: Bench): Promise<boolean> {
  const tables = ['ticket', 'turn', 'ticket_event', 'command', 'site_state'] as const;
  const rows = await Promise.all(tables.map((table) => hub.store.db.selectFrom(table).selectAll().execute()));
  return JSON.stringify(rows).includes(holder.name);
}

describe.each(stores)('on $name', ({ place }) => {
  test('who comes is told to the counter that has the number in hand, and forgotten when the visit ends', async () => {
    const hub = await openBench({ ...(await place()), sites: [seeingSite()] });
    const staff = commands(hub.url, await signInAs(hub)).counter;
    const { ticketId } = await issue(hub, 'chung-thuc', { holder });
    const asked = { counter: 'quay-3', ticketId };
    expect(await staff.holder(asked)).toEqual({ holder: null });
    await staff.callNext(at('quay-3'));
    expect(await staff.holder(asked)).toEqual({ holder });
    expect(await staff.holder({ ...asked, counter: 'quay-4' })).toEqual({ holder: null });
    await staff.addSteps({ ...at('quay-3'), ticketId, services: ['ho-tich'], comesBack: false });
    await staff.finish({ ...at('quay-3'), ticketId });
    expect(await staff.holder(asked)).toEqual({ holder: null });
    await staff.callNext(at('quay-4'));
    expect(await staff.holder({ ...asked, counter: 'quay-4' })).toEqual({ holder });
    await staff.finish({ ...at('quay-4'), ticketId });
    expect(await isKept(hub)).toBe(false);
    expect(hub.logged()).not.toContain(holder.name);
  });

  test('who came on an earlier day is forgotten, though the visit never ended', async () => {
    const hub = await openBench({ ...(await place()), sites: [seeingSite()], sweepEveryMs: 20 });
    await issue(hub, 'chung-thuc', { holder });
    expect(await isKept(hub)).toBe(true);
    hub.clock.pass(24 * 3_600_000);
    await until(async () => !(await isKept(hub)));
  });
});

test('whoever comes and goes in one transaction is forgotten too', async () => {
  const store = await openStore({ dataDir: newDataDir() });
  const clock = handClock();
  const log = openLog({ write: () => {} });
  const ledger = new Ledger(store, seeingSite(), clock.now);
  const { onTurn } = commandsIn(ledger, log);
  const callOnce = () => onTurn({ ...at('quay-3'), staff: 'ha', request: 'call-next' }, (scene) => callNext(scene));
  const takeIn = takeInFor(ledger, log);
  // The second call finishes whom the first one called.
  await Promise.all([takeIn('kiosk-1', [issued({ clock }, { holder })]), callOnce(), callOnce()]);
  const ticket = await store.db
    .selectFrom('ticket')
    .innerJoin('turn', 'turn.id', 'ticket.id')
    .select(['holder', 'state'])
    .execute();
  expect(ticket).toEqual([{ holder: null, state: 'finished' }]);
  await store.close();
});

test('a cancelled visit is forgotten too', async () => {
  const hub = await openBench({ sites: [seeingSite()] });
  const staff = commands(hub.url, await signInAs(hub)).counter;
  const { ticketId } = await issue(hub, 'chung-thuc', { holder });
  await staff.cancel({ ...at('quay-3'), ticketId });
  expect(await isKept(hub)).toBe(false);
});

test('a site that does not let its counters know keeps no name at all', async () => {
  const hub = await openBench();
  const staff = commands(hub.url, await signInAs(hub)).counter;
  const { ticketId } = await issue(hub, 'chung-thuc', { holder });
  await staff.callNext(at('quay-3'));
  expect(await staff.holder({ counter: 'quay-3', ticketId })).toEqual({ holder: null });
  expect(await isKept(hub)).toBe(false);
});

test('on SQLite not a byte of who came stays on disk after the visit', async () => {
  const dataDir = newDataDir();
  const hub = await openBench({ dataDir, sites: [seeingSite()], clearEveryMs: 50 });
  const staff = commands(hub.url, await signInAs(hub)).counter;
  const { ticketId } = await issue(hub, 'chung-thuc', { holder });
  const isOnDisk = () => readdirSync(dataDir).some((file) => readFileSync(join(dataDir, file)).includes(holder.name));
  expect(isOnDisk()).toBe(true);
  await staff.callNext(at('quay-3'));
  await staff.finish({ ...at('quay-3'), ticketId });
  await until(async () => !isOnDisk());
});
