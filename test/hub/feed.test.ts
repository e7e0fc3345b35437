import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { feedClosed } from '../../core/contract/feed.ts';
import { Feed, replayAtMost } from '../../hub/feed.ts';
import { Ledger } from '../../hub/ledger.ts';
import { openLog } from '../../hub/log.ts';
import { openStore } from '../../hub/store/open.ts';
import { takeInFor } from '../../hub/take-in.ts';
import { at, commands, handClock, hubSite, issue, issued, newDataDir, openBench, signInAs, until } from './bench.ts';
import { Screen, type Told } from './screen.ts';
import { type Place, stores } from './stores.ts';

const isSeq = (seq: number) => (event: Told) => event.seq >= seq;
const counterView = { view: 'counter' } as const;

describe.each(stores)('on $name', ({ place }) => {
  test('a counter that watches gets a snapshot, then every change', async () => {
    const hub = await openBench(await place());
    const cookie = await signInAs(hub);
    const staff = commands(hub.url, cookie).counter;
    const first = await issue(hub);
    const screen = new Screen(hub.url, counterView, cookie);
    expect(await screen.until(isSeq(1))).toMatchObject([
      {
        type: 'snapshot',
        seq: 1,
        day: '2026-11-25',
        turns: [{ id: first.ticketId, state: 'waiting' }],
        waiting: { 'chung-thuc': 1, 'ket-qua': 0 },
      },
    ]);
    await issue(hub);
    await staff.callNext(at('quay-3'));
    await staff.setState({ ...at('quay-4'), state: 'paused', reason: 'an-trua' });
    await staff.callNext(at('quay-3'));
    expect(await screen.until(isSeq(6))).toMatchObject([
      { type: 'changed', seq: 2, change: 'taken-in', turn: { number: 'B002', state: 'waiting' } },
      { type: 'changed', seq: 3, change: 'called', turn: { number: 'B001', counter: 'quay-3' }, reason: {} },
      { type: 'counter', seq: 4, state: { counter: 'quay-4', state: 'paused', reason: 'an-trua' } },
      { type: 'changed', seq: 5, change: 'finished', turn: { number: 'B001', state: 'finished' } },
      {
        type: 'changed',
        seq: 6,
        change: 'called',
        turn: { number: 'B002', state: 'called' },
        reason: { rule: 'only' },
      },
    ]);
    const later = new Screen(hub.url, counterView, cookie);
    expect(await later.until(isSeq(6))).toMatchObject([
      { counters: [{ counter: 'quay-4', state: 'paused' }], finished: { 'quay-3': 1 }, waiting: { 'chung-thuc': 0 } },
    ]);
  });

  test('a watcher that comes back loses nothing and sees nothing twice', async () => {
    const hub = await openBench(await place());
    const cookie = await signInAs(hub);
    const seen: number[] = [];
    const watchUntil = async (seq: number, after: number) => {
      const screen = new Screen(hub.url, { ...counterView, after }, cookie);
      const read = await screen.until(isSeq(seq));
      expect(read.every(({ type }) => type === 'changed')).toBe(true);
      seen.push(...read.map((event) => event.seq));
      screen.close();
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

  test('a watcher that comes back after a restart of the hub loses nothing either', async () => {
    const hub = await openBench(await place());
    const cookie = await signInAs(hub);
    for (let index = 0; index < 4; index++) await issue(hub);
    const screen = new Screen(hub.url, counterView, cookie);
    await screen.until(isSeq(4));
    await issue(hub);
    await hub.close();
    expect(await screen.closed).toBe(feedClosed.stopping);
    const again = await openBench({ dataDir: hub.dataDir, databaseUrl: hub.databaseUrl, clock: hub.clock });
    await issue(again);
    const back = new Screen(again.url, { ...counterView, after: 4 }, cookie);
    expect((await back.until(isSeq(6))).map(({ type, seq }) => [type, seq])).toEqual([
      ['changed', 5],
      ['changed', 6],
    ]);
  });

  test('a ticket of an earlier day is not told to who watches this day, now or on coming back', async () => {
    const hub = await openBench(await place());
    const cookie = await signInAs(hub);
    const screen = new Screen(hub.url, counterView, cookie);
    await screen.until(isSeq(0));
    const late = issued(hub, { day: '2026-11-24', issuer: 'kiosk', series: 'BK', number: 'BK001' });
    await hub.kiosk.kiosk.takeIn({ events: [late] });
    await issue(hub);
    expect(await screen.until(isSeq(1))).toMatchObject([{ seq: 2, turn: { number: 'B001' } }]);
    const back = new Screen(hub.url, { ...counterView, after: 0 }, cookie);
    expect(await back.until(isSeq(1))).toMatchObject([{ seq: 2, turn: { number: 'B001' } }]);
    const anew = new Screen(hub.url, counterView, cookie);
    expect(await anew.until(isSeq(2))).toMatchObject([{ type: 'snapshot', turns: [{ number: 'B001' }] }]);
  });

  test('a watcher that was away too long, or watched another hub, gets a snapshot', async () => {
    const { ledger, feed, fill, close } = await openFeed(place);
    await fill(replayAtMost + 1);
    const first = async (after: number) => {
      const watcher = memoryWatcher();
      await feed.join(watcher, { ...counterView, after });
      return JSON.parse(watcher.frames[0] ?? '{}');
    };
    expect(await first(0)).toMatchObject({ type: 'snapshot', seq: replayAtMost + 1 });
    expect(await first(1)).toMatchObject({ type: 'changed', seq: 2 });
    expect(await first(replayAtMost + 2)).toMatchObject({ type: 'snapshot', seq: replayAtMost + 1 });
    expect(await ledger.look(({ seq }) => seq)).toBe(replayAtMost + 1);
    await close();
  });

  test('what happens while a watcher is taken in is told once, whether it was read or heard', async () => {
    const { feed, fill, close } = await openFeed(place);
    const watchers = Array.from({ length: 20 }, memoryWatcher);
    await Promise.all([...watchers.map((watcher) => feed.join(watcher, counterView)), fill(20), fill(20)]);
    await fill(1);
    for (const { frames } of watchers) {
      const [{ type, seq: from }, ...changes] = frames.map((frame) => JSON.parse(frame));
      expect(type).toBe('snapshot');
      expect(changes.map(({ seq }) => seq)).toEqual(Array.from({ length: 41 - from }, (_, n) => from + 1 + n));
    }
    await close();
  });

  test('a new day begins with a snapshot of that day, for who watches on and for who comes back', async () => {
    const hub = await openBench({ ...(await place()), beatEveryMs: 20 });
    await issue(hub);
    const screen = new Screen(hub.url, { view: 'board' });
    await screen.until(isSeq(1));
    hub.clock.pass(24 * 3_600_000);
    const today = { type: 'snapshot', seq: 1, day: '2026-11-26', turns: [] };
    expect(await screen.until(isSeq(1))).toMatchObject([today]);
    const back = new Screen(hub.url, { view: 'board', after: 1 });
    expect(await back.until(isSeq(1))).toMatchObject([today]);
  });
});

test('a watcher whose network stands still fills no memory of the hub: it is let go, and comes back to where things are', async () => {
  const hub = await openBench();
  const cookie = await signInAs(hub);
  const slow = new Screen(hub.url, counterView, cookie);
  await slow.until(isSeq(0));
  slow.pause();
  // The kernel takes some megabytes before anything is left with the hub, which then keeps one.
  const isLetGo = () => hub.logged().includes('"event":"watcher-let-go","why":"behind"');
  let told = 0;
  for (; !isLetGo() && told < 60_000; told += 100) {
    const number = (n: number) => ({ sequence: told + n, number: `B${String(told + n).padStart(3, '0')}` });
    const events = Array.from({ length: 100 }, (_, n) => issued(hub, number(n + 1)));
    await hub.kiosk.kiosk.takeIn({ events });
  }
  expect(isLetGo()).toBe(true);
  await issue(hub);
  slow.resume();
  const seen: number[] = [];
  await expect(slow.until(({ seq }) => seen.push(seq) < 0)).rejects.toThrow('the feed ended');
  expect(seen).toEqual(seen.map((_, n) => n + 1));
  expect(seen.length).toBeLessThan(told);
  const back = new Screen(hub.url, { ...counterView, after: seen.at(-1) ?? 0 }, cookie);
  const caughtUp = await back.until(isSeq(told + 1));
  await issue(hub);
  expect((await back.until(isSeq(told + 2))).at(-1)).toMatchObject({ type: 'changed', seq: told + 2 });
  expect(caughtUp[0]?.type === 'snapshot' || caughtUp[0]?.seq === seen.length + 1).toBe(true);
});

test('a feed beats while nothing happens, with the hub’s own time and how many wait', async () => {
  const hub = await openBench({ beatEveryMs: 20 });
  await issue(hub);
  const screen = new Screen(hub.url, { view: 'board' });
  await screen.next();
  const beat = { type: 'beat', at: hub.clock.now().toISOString(), waiting: { 'chung-thuc': 1, 'ho-tich': 0 } };
  expect(await screen.next()).toMatchObject(beat);
  expect(await screen.next()).toMatchObject(beat);
});

test('the counter’s feed is for staff, and ends within a beat of their signing out', async () => {
  const hub = await openBench({ beatEveryMs: 20 });
  expect(await new Screen(hub.url, counterView).closed).toBe(feedClosed.signInFirst);
  const cookie = await signInAs(hub);
  const screen = new Screen(hub.url, counterView, cookie);
  await screen.until(isSeq(0));
  await commands(hub.url, cookie).staff.signOut();
  expect(await screen.closed).toBe(feedClosed.signInFirst);
});

test('a site that the hub does not have is not watched', async () => {
  const hub = await openBench();
  expect(await new Screen(hub.url, { view: 'board', site: 'elsewhere' }).closed).toBe(feedClosed.unknown);
  for (const query of [{ view: 'all' }, { view: 'board', after: -1 }, {}])
    expect(await new Screen(hub.url, query as never).closed).toBe(1006);
});

test('nothing that a screen says on the feed is taken, and a long message ends it', async () => {
  const hub = await openBench();
  const screen = new Screen(hub.url, { view: 'board' });
  await screen.next();
  screen.say('x'.repeat(10 * 1024 * 1024));
  expect(await screen.closed).toBe(1009);
  await until(() => hub.logged().includes('"event":"request-refused","why":"too-large"'));
});

/** A feed without a network, and a way to let so many tickets come. */
async function openFeed(place: Place) {
  const store = await openStore({ dataDir: newDataDir(), ...(await place()) });
  const clock = handClock();
  const ledger = new Ledger(store, hubSite(), clock.now);
  const feed = new Feed(ledger, 60_000);
  await feed.recall();
  const takeIn = takeInFor(ledger, openLog({ write: () => {} }));
  let last = 0;
  const close = async () => {
    feed.close();
    await ledger.close();
    await store.close();
  };
  const fill = (count: number) =>
    takeIn(
      'kiosk-1',
      Array.from({ length: count }, () => nth(++last)),
    );
  const nth = (sequence: number) =>
    issued({ clock }, { ticketId: randomUUID(), sequence, number: `B${String(sequence).padStart(3, '0')}` });
  return { ledger, feed, fill, close };
}

function memoryWatcher() {
  const frames: string[] = [];
  return {
    frames,
    send: (frame: Buffer) => frames.push(String(frame)) > 0,
    close: () => {},
    mayStay: async () => true,
  };
}
