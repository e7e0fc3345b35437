import { expect, test } from 'vitest';
import type { FeedEvent, QueuedTicket } from '../../core/contract/hub.ts';
import { replayAtMost } from '../../hub/catch-up.ts';
import { openFeed } from '../../hub/feed.ts';
import { openStore } from '../../hub/store/open.ts';
import { addTicket } from '../../hub/store/tickets.ts';
import {
  at,
  codeOf,
  commands,
  handClock,
  hubSite,
  issue,
  issued,
  live,
  newDataDir,
  openBench,
  readUntil,
  signInAs,
} from './bench.ts';

const isSeq = (seq: number) => (event: { seq: number }) => event.seq >= seq;

test('a counter that watches gets a snapshot, then every change', async () => {
  const hub = await openBench();
  const cookie = await signInAs(hub);
  const staff = commands(hub.url, cookie).counter;
  const first = await issue(hub);
  const feed = await live(hub.url, cookie).client.counter.watch({});
  expect(await readUntil(feed, isSeq(1))).toMatchObject([
    { type: 'snapshot', seq: 1, tickets: [{ id: first.ticketId, state: 'waiting' }] },
  ]);
  await issue(hub);
  await staff.callNext(at('quay-3'));
  await staff.callNext(at('quay-3'));
  expect(await readUntil(feed, isSeq(5))).toMatchObject([
    { type: 'changed', seq: 2, change: 'taken-in', ticket: { number: 'B002', state: 'waiting' } },
    { type: 'changed', seq: 3, change: 'called', ticket: { number: 'B001', state: 'called', counter: 'quay-3' } },
    { type: 'changed', seq: 4, change: 'finished', ticket: { number: 'B001', state: 'finished' } },
    { type: 'changed', seq: 5, change: 'called', ticket: { number: 'B002', state: 'called' } },
  ]);
});

test('a watcher that comes back loses nothing and sees nothing twice', async () => {
  const hub = await openBench();
  const cookie = await signInAs(hub);
  const seen: number[] = [];
  const watchUntil = async (seq: number, after: number) => {
    const line = live(hub.url, cookie);
    const feed = await line.client.counter.watch({ after });
    const read = await readUntil(feed, isSeq(seq));
    expect(read.every(({ type }) => type === 'changed')).toBe(true);
    seen.push(...read.map((event) => event.seq));
    line.close();
  };
  await issue(hub);
  await watchUntil(1, 0);
  await issue(hub);
  await issue(hub);
  // Changes come while it comes back, so some are replayed and some are live.
  const coming = Promise.all([issue(hub), issue(hub), issue(hub)]);
  await watchUntil(6, 1);
  await coming;
  await issue(hub);
  await watchUntil(7, 6);
  expect(seen).toEqual([1, 2, 3, 4, 5, 6, 7]);
});

test('what happens while a watcher is caught up is told once, whether it was read or heard', async () => {
  const store = await openStore(newDataDir());
  const clock = handClock();
  const read: typeof store.read = async (work) => {
    await waiting(store, clock, 1, 3);
    const caughtUp = await store.read(work);
    await waiting(store, clock, 4, 5);
    return caughtUp;
  };
  const feed = openFeed({ ...store, read }, hubSite(), { now: clock.now, beatEveryMs: 60_000 });
  const told = await readUntil(feed.watch({ view: 'counter', after: undefined, stop: undefined }), isSeq(5));
  expect(told).toMatchObject([{ type: 'snapshot', seq: 3 }, { seq: 4 }, { seq: 5 }]);
  feed.close();
  await store.close();
});

test('a ticket of an earlier day is not told to who watches this day, now or on coming back', async () => {
  const hub = await openBench();
  const cookie = await signInAs(hub);
  const feed = await live(hub.url, cookie).client.counter.watch({});
  await readUntil(feed, isSeq(0));
  const late = issued(hub, { day: '2026-11-24', issuer: 'kiosk', series: 'BK', number: 'BK001' });
  await hub.kiosk.kiosk.takeIn({ events: [late] });
  await issue(hub);
  expect(await readUntil(feed, isSeq(1))).toMatchObject([{ seq: 2, ticket: { number: 'B001' } }]);
  const back = await live(hub.url, cookie).client.counter.watch({ after: 0 });
  expect(await readUntil(back, isSeq(1))).toMatchObject([{ seq: 2, ticket: { number: 'B001' } }]);
});

test('a watcher that was away too long, or watched another hub, gets a snapshot', async () => {
  const store = await openStore(newDataDir());
  const clock = handClock();
  const feed = openFeed(store, hubSite(), { now: clock.now, beatEveryMs: 60_000 });
  await waiting(store, clock, 1, replayAtMost + 1);
  const first = async (after: number) =>
    (await feed.watch({ view: 'counter', after, stop: undefined }).next()).value as FeedEvent;
  expect(await first(0)).toMatchObject({ type: 'snapshot', seq: replayAtMost + 1 });
  expect(await first(1)).toMatchObject({ type: 'changed', seq: 2 });
  expect(await first(replayAtMost + 2)).toMatchObject({ type: 'snapshot', seq: replayAtMost + 1 });
  feed.close();
  await store.close();
});

test('a slow watcher gets a fresh snapshot instead of everything that it slept through', async () => {
  const store = await openStore(newDataDir());
  const clock = handClock();
  const feed = openFeed(store, hubSite(), { now: clock.now, beatEveryMs: 60_000 });
  const slow = feed.watch({ view: 'counter', after: undefined, stop: undefined });
  expect((await slow.next()).value).toEqual({ type: 'snapshot', seq: 0, tickets: [] });
  await waiting(store, clock, 1, replayAtMost + 50);
  const told = (await slow.next()).value as FeedEvent;
  expect(told).toMatchObject({ type: 'snapshot', seq: replayAtMost + 50 });
  await waiting(store, clock, replayAtMost + 51, replayAtMost + 51);
  expect((await slow.next()).value).toMatchObject({ type: 'changed', seq: replayAtMost + 51 });
  feed.close();
  await store.close();
});

test('a watcher whose network stands still fills no memory of the hub: it is told where things are, later', async () => {
  const hub = await openBench();
  const line = live(hub.url);
  const feed = await line.client.board.watch({});
  await feed.next();
  line.pause();
  const ticket = queued('x'.repeat(32_000));
  const sent = 3_000;
  for (let seq = 1; seq <= sent; seq++) {
    const change = { seq, day: '2026-11-25', change: 'called', at: hub.clock.now().toISOString(), ticket } as const;
    await hub.store.write(async ({ announce }) => announce(change));
    if (seq % 50 === 0) await new Promise((resolve) => setImmediate(resolve));
  }
  line.resume();
  const read = await readUntil(feed, ({ type }) => type === 'snapshot');
  expect(read.length).toBeLessThan(sent);
});

test('a new day begins with a snapshot of that day, for who watches on and for who comes back', async () => {
  const hub = await openBench({ beatEveryMs: 20 });
  const cookie = await signInAs(hub);
  const { client } = live(hub.url, cookie);
  await issue(hub);
  const feed = await client.board.watch({});
  await readUntil(feed, isSeq(1));
  hub.clock.pass(24 * 3_600_000);
  expect(await readUntil(feed, isSeq(1))).toEqual([{ type: 'snapshot', seq: 1, tickets: [] }]);
  const back = await live(hub.url).client.board.watch({ after: 1 });
  expect(await readUntil(back, isSeq(1))).toEqual([{ type: 'snapshot', seq: 1, tickets: [] }]);
});

test('a feed beats while nothing happens', async () => {
  const hub = await openBench({ beatEveryMs: 20 });
  const feed = await live(hub.url).client.board.watch({});
  await feed.next();
  expect((await feed.next()).value).toEqual({ type: 'beat' });
  expect((await feed.next()).value).toEqual({ type: 'beat' });
});

test('the same feed comes over HTTP', async () => {
  const hub = await openBench({ beatEveryMs: 20 });
  const stop = new AbortController();
  const feed = await commands(hub.url).board.watch({}, { signal: stop.signal });
  expect((await feed.next()).value).toEqual({ type: 'snapshot', seq: 0, tickets: [] });
  stop.abort();
});

test('the counter’s feed is for staff, and ends within a beat of their signing out', async () => {
  const hub = await openBench({ beatEveryMs: 20 });
  const unknown = async () => (await live(hub.url).client.counter.watch({})).next();
  expect(await codeOf(unknown())).toBe('SIGN_IN_FIRST');
  const cookie = await signInAs(hub);
  const feed = await live(hub.url, cookie).client.counter.watch({});
  await feed.next();
  await commands(hub.url, cookie).staff.signOut();
  expect(await codeOf(readUntil(feed, () => false))).toBe('SIGN_IN_FIRST');
});

function queued(service: string): QueuedTicket {
  const { ticketId: id, number, identity, issuedAt } = issued({ clock: handClock() }, {});
  return { id, service, number, identity, state: 'called', counter: 'quay-3', calls: 1, issuedAt, calledAt: issuedAt };
}

async function waiting(
  store: Awaited<ReturnType<typeof openStore>>,
  clock: ReturnType<typeof handClock>,
  from: number,
  to: number,
): Promise<void> {
  await store.write(async (writing) => {
    for (let sequence = from; sequence <= to; sequence++) {
      const { ticketId, visitId, service, day, series, issuer, identity, issuedAt } = issued({ clock }, {});
      await addTicket(writing, {
        ...{ id: ticketId, visit_id: visitId, kiosk: 'kiosk-1', service, day, series, sequence, issuer, identity },
        ...{ number: `B${String(sequence).padStart(3, '0')}`, state: 'waiting', counter: null, calls: 0 },
        ...{ issued_at: issuedAt, taken_in_at: issuedAt, called_at: null, finished_at: null },
      });
    }
  });
}
