import { expect, test } from 'vitest';
import type { TicketIssued } from '../../core/contract/hub.ts';
import type { Site } from '../../core/settings.ts';
import { at, type Bench, commands, handClock, hubSite, issue, openBench, signInAs } from './bench.ts';
import { replayStore } from './replay.ts';
import { Screen } from './screen.ts';
import { hubDatabase } from './stores.ts';

/** Four counters that all serve everything. */
function fourCounters(): Site {
  const site = hubSite();
  const services = site.services.map(({ id }) => id);
  return { ...site, counters: site.counters.slice(0, 4).map((counter) => ({ ...counter, services })) };
}

/** Three hub processes, as far as one process can have them: nothing is shared but the database. */
async function openThree(site = fourCounters()): Promise<[Bench, Bench, Bench]> {
  const databaseUrl = await hubDatabase();
  const clock = handClock();
  const open = () => openBench({ databaseUrl, sites: [site], clock });
  return [await open(), await open(), await open()];
}

test('a call through one process is on the screens of the others, each once and in order', async () => {
  const hubs = await openThree();
  const cookie = await signInAs(hubs[0]);
  const screens = hubs.map(({ url }) => new Screen(url, { view: 'counter' }, cookie));
  for (const screen of screens) await screen.next();
  const tickets: TicketIssued[] = [];
  for (let round = 0; round < 12; round++) tickets.push(await issue(hubs[round % 3]!));
  const staff = hubs.map(({ url }) => commands(url, cookie).counter);
  const called = [];
  for (let round = 0; round < 12; round++) called.push(await staff[round % 3]!.callNext(at(`quay-${(round % 4) + 1}`)));
  expect(called.map(({ turn }) => turn?.ticketId)).toEqual(tickets.map(({ ticketId }) => ticketId));
  const [first, ...others] = await Promise.all(screens.map((screen) => screen.until(({ seq }) => seq === 32)));
  expect(first?.map(({ seq }) => seq)).toEqual(Array.from({ length: 32 }, (_, n) => n + 1));
  for (const told of others) expect(told).toEqual(first);
});

test('counters of three processes that call at once never call the same turn, and keep one ratio', async () => {
  const site = fourCounters();
  const hubs = await openThree(site);
  const cookie = await signInAs(hubs[0]);
  const priority = { class: 'khuyet-tat', proof: 'self' } as const;
  for (let round = 0; round < 45; round++) await issue(hubs[0], 'chung-thuc', round % 2 ? { priority } : {});
  const screens = hubs.map(({ url }) => new Screen(url, { view: 'counter', after: 45 }, cookie));
  const called: string[] = [];
  const work = async (hub: Bench, counter: string) => {
    const staff = commands(hub.url, cookie).counter;
    for (;;) {
      const { turn } = await staff.callNext(at(counter));
      if (!turn) return;
      called.push(turn.ticketId);
    }
  };
  await Promise.all(hubs.flatMap((hub) => site.counters.map(({ id }) => work(hub, id))));
  expect(called).toHaveLength(45);
  expect(new Set(called).size).toBe(45);
  const { violations, chosen, entries, byRule } = await replayStore(hubs[0].store, site);
  expect({ violations, chosen, entries }).toEqual({ violations: [], chosen: 45, entries: 135 });
  expect(Object.keys(byRule).sort()).toEqual(expect.arrayContaining(['oldest', 'ratio']));
  for (const screen of screens)
    expect((await screen.until(({ seq }) => seq === 135)).map(({ seq }) => seq)).toEqual(
      Array.from({ length: 90 }, (_, n) => 46 + n),
    );
});

test('a screen that comes from another process is told nothing twice, though this one has not heard of it yet', async () => {
  const [one, two] = await openThree();
  const cookie = await signInAs(one);
  for (let round = 0; round < 10; round++) {
    await issue(one);
    const screen = new Screen(two.url, { view: 'counter', after: 2 * round + 1 }, cookie);
    await issue(one);
    expect(await screen.until(() => true)).toMatchObject([{ type: 'changed', seq: 2 * round + 2 }]);
    screen.close();
  }
});

test('one command sent through two processes at once is carried out once', async () => {
  const hubs = await openThree();
  const cookie = await signInAs(hubs[0]);
  for (let index = 0; index < 9; index++) await issue(hubs[index % 3]!);
  const command = at('quay-3');
  const answers = await Promise.all(
    [...hubs, ...hubs].map(({ url }) => commands(url, cookie).counter.callNext(command)),
  );
  expect(new Set(answers.map(({ turn }) => turn?.id)).size).toBe(1);
  expect((await replayStore(hubs[0].store, fourCounters())).calls).toBe(1);
});

test('numbers that kiosks ask of three processes at once are all different and without a gap', async () => {
  const hubs = await openThree();
  const asked = Array.from({ length: 60 }, (_, n) =>
    hubs[n % 3]!.kiosk.kiosk.reserve({ visitId: crypto.randomUUID(), service: 'chung-thuc' }),
  );
  const given = (await Promise.all(asked)).map(({ sequence }) => sequence);
  expect(given.sort((a, b) => a - b)).toEqual(Array.from({ length: 60 }, (_, n) => n + 1));
});

test('a process that was started last knows everything, and the undo of a command through another one', async () => {
  const [one, two, three] = await openThree();
  const cookie = await signInAs(one);
  const { ticketId } = await issue(one);
  await commands(one.url, cookie).counter.callNext(at('quay-3'));
  expect((await commands(three.url, cookie).counter.recall({ ...at('quay-3'), ticketId })).turn?.calls).toBe(2);
  expect((await commands(two.url, cookie).counter.undo(at('quay-3'))).turn?.calls).toBe(1);
  expect((await commands(one.url, cookie).counter.finish({ ...at('quay-3'), ticketId })).turn?.state).toBe('finished');
});
