import { expect, test } from 'vitest';
import type { FeedEvent } from '../../core/contract/hub.ts';
import { at, codeOf, commands, hubSite, issue, live, openBench, readUntil, signInAs } from './bench.ts';

const isSeq = (seq: number) => (event: { seq: number }) => event.seq >= seq;

test('the board sees who is called and missed, and never who waits', async () => {
  const hub = await openBench();
  const staff = commands(hub.url, await signInAs(hub)).counter;
  const { ticketId } = await issue(hub);
  await issue(hub);
  const feed = await live(hub.url).client.board.watch({});
  expect(await readUntil(feed, isSeq(2))).toEqual([{ type: 'snapshot', seq: 2, tickets: [] }]);
  await issue(hub);
  await staff.callNext(at('quay-3'));
  await staff.miss({ ...at('quay-3'), ticketId });
  await staff.callNext(at('quay-3'));
  const read = await readUntil(feed, isSeq(6));
  expect(read).toMatchObject([
    { seq: 4, change: 'called', ticket: { number: 'B001' } },
    { seq: 5, change: 'missed', ticket: { number: 'B001' } },
    { seq: 6, change: 'called', ticket: { number: 'B002' } },
  ]);
  const again = await live(hub.url).client.board.watch({ after: 2 });
  expect(await readUntil(again, isSeq(6))).toEqual(read);
  const anew = await live(hub.url).client.board.watch({});
  expect(await readUntil(anew, isSeq(6))).toMatchObject([
    {
      type: 'snapshot',
      tickets: [
        { number: 'B002', state: 'called' },
        { number: 'B001', state: 'missed' },
      ],
    },
  ]);
});

test('a counter’s snapshot holds the last twenty that were finished, a board’s the last twelve that are called', async () => {
  const site = hubSite();
  const counters = Array.from({ length: 14 }, (_, index) => ({ ...site.counters[2]!, id: `quay-${index + 1}` }));
  const hub = await openBench({ site: { ...site, counters } });
  const cookie = await signInAs(hub);
  const staff = commands(hub.url, cookie).counter;
  for (let index = 0; index < 36; index++) await issue(hub);
  for (let index = 0; index < 22; index++) await staff.callNext(at('quay-1'));
  for (const { id } of counters.slice(1)) await staff.callNext(at(id));
  const count = async (feed: AsyncIterator<FeedEvent>) => {
    const [snapshot] = await readUntil(feed, () => true);
    return Object.groupBy(snapshot?.type === 'snapshot' ? snapshot.tickets : [], ({ state }) => state);
  };
  const board = await count(await live(hub.url).client.board.watch({}));
  expect(board.called).toHaveLength(12);
  const counter = await count(await live(hub.url, cookie).client.counter.watch({}));
  expect([counter.waiting?.length, counter.called?.length, counter.finished?.length]).toEqual([1, 14, 20]);
});

test('boards need no sign-in, so there is an end to how many may watch', async () => {
  const hub = await openBench();
  const { client } = live(hub.url);
  for (let index = 0; index < 100; index++) await (await client.board.watch({})).next();
  expect(await codeOf(client.board.watch({}))).toBe('TOO_MANY_REQUESTS');
  const staff = live(hub.url, await signInAs(hub)).client;
  expect((await (await staff.counter.watch({})).next()).value).toMatchObject({ type: 'snapshot' });
});

test('the board names the site, its services and counters, and nothing of its kiosks', async () => {
  const hub = await openBench();
  const site = await commands(hub.url).board.site();
  expect(site.counters.map(({ id }) => id)).toContain('quay-3');
  expect(site.services[0]).toEqual({ id: 'ket-qua', letter: 'A', name: { vi: 'Nhận kết quả', en: 'Collect results' } });
  expect(JSON.stringify(site)).not.toContain('kiosk');
});
