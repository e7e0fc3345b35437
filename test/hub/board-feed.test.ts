import { describe, expect, test } from 'vitest';
import { at, type Bench, commands, hubSite, issue, openBench, signInAs } from './bench.ts';
import { Screen, type Told } from './screen.ts';
import { stores } from './stores.ts';

const isSeq = (seq: number) => (event: Told) => event.seq >= seq;
const board = (hub: Bench, query: Record<string, string | number> = {}) =>
  new Screen(hub.url, { view: 'board', ...query });

describe.each(stores)('on $name', ({ place }) => {
  test('the board sees who is called and missed, and never who waits', async () => {
    const hub = await openBench(await place());
    const staff = commands(hub.url, await signInAs(hub)).counter;
    const { ticketId } = await issue(hub);
    await issue(hub);
    const screen = board(hub);
    expect(await screen.until(isSeq(2))).toMatchObject([{ type: 'snapshot', seq: 2, turns: [], counters: [] }]);
    await issue(hub);
    await staff.callNext(at('quay-3'));
    await staff.miss({ ...at('quay-3'), ticketId });
    await staff.callNext(at('quay-3'));
    const read = await screen.until(isSeq(6));
    expect(read).toMatchObject([
      { seq: 4, change: 'called', turn: { number: 'B001', counter: 'quay-3', calls: 1 } },
      { seq: 5, change: 'missed', turn: { number: 'B001' } },
      { seq: 6, change: 'called', turn: { number: 'B002' } },
    ]);
    expect(await board(hub, { after: 2 }).until(isSeq(6))).toEqual(read);
    expect(await board(hub).until(isSeq(6))).toMatchObject([
      {
        type: 'snapshot',
        waiting: { 'chung-thuc': 1 },
        turns: [
          { number: 'B002', state: 'called' },
          { number: 'B001', state: 'missed' },
        ],
      },
    ]);
  });
});

test('nothing on the board opens anything or says who somebody is or why somebody came earlier', async () => {
  const hub = await openBench();
  const staff = commands(hub.url, await signInAs(hub)).counter;
  const { ticketId } = await issue(hub, 'chung-thuc', { priority: { class: 'khuyet-tat', proof: 'self' } });
  const screen = board(hub);
  const told = [...(await screen.until(isSeq(1)))];
  await staff.callNext(at('quay-3'));
  await staff.verify({ ...at('quay-3'), ticketId, holds: true });
  await staff.finish({ ...at('quay-3'), ticketId });
  told.push(...(await screen.until(isSeq(4))), ...(await board(hub).until(isSeq(4))));
  expect(told.map(({ seq }) => seq)).toEqual([1, 2, 4, 4]);
  expect(JSON.stringify(told)).not.toMatch(new RegExp(`${ticketId}|khuyet-tat|reason|identity|priority`));
});

test('whoever leaves without having been called was never on a board', async () => {
  const hub = await openBench();
  const staff = commands(hub.url, await signInAs(hub)).counter;
  const screen = board(hub);
  await screen.until(isSeq(0));
  const { ticketId } = await issue(hub);
  await issue(hub);
  await staff.cancel({ ...at('quay-3'), ticketId });
  await staff.callNext(at('quay-3'));
  expect(await screen.until(() => true)).toMatchObject([{ seq: 4, change: 'called', turn: { number: 'B002' } }]);
});

test('a board of one hall hears of its own counters, and a caller from another hall leaves it', async () => {
  const hub = await openBench();
  const staff = commands(hub.url, await signInAs(hub)).counter;
  const [upstairs, below] = [board(hub, { zone: 'tang-2' }), board(hub, { zone: 'sanh' })];
  for (const screen of [upstairs, below]) await screen.until(isSeq(0));
  const { ticketId } = await issue(hub);
  await issue(hub, 'dat-dai');
  await staff.callNext(at('quay-3'));
  await staff.callNext(at('quay-5'));
  await staff.transfer({ ...at('quay-3'), ticketId, to: { counter: 'quay-5' }, place: { at: 'first' } });
  await staff.setState({ ...at('quay-5'), state: 'paused', reason: 'hop' });
  await staff.setState({ ...at('quay-3'), state: 'paused', reason: 'hop' });
  expect((await upstairs.until(isSeq(6))).map(({ seq }) => seq)).toEqual([4, 6]);
  expect((await below.until(isSeq(7))).map(({ seq }) => seq)).toEqual([3, 5, 7]);
  const [snapshot] = await board(hub, { zone: 'tang-2' }).until(isSeq(7));
  expect(snapshot).toMatchObject({ turns: [{ counter: 'quay-5' }], counters: [{ counter: 'quay-5' }] });
});

test('a counter’s snapshot holds the last twenty that were finished, a board’s the last twelve that are called', async () => {
  const site = hubSite();
  const counters = Array.from({ length: 14 }, (_, index) => ({ ...site.counters[2]!, id: `quay-${index + 1}` }));
  const hub = await openBench({ sites: [{ ...site, counters }] });
  const cookie = await signInAs(hub);
  const staff = commands(hub.url, cookie).counter;
  for (let index = 0; index < 36; index++) await issue(hub);
  for (let index = 0; index < 22; index++) await staff.callNext(at('quay-1'));
  for (const { id } of counters.slice(1)) await staff.callNext(at(id));
  const count = async (screen: Screen) => {
    const [snapshot] = await screen.until(() => true);
    const turns: readonly { state: string }[] = snapshot?.type === 'snapshot' ? snapshot.turns : [];
    return Object.groupBy(turns, ({ state }) => state);
  };
  expect((await count(board(hub))).called).toHaveLength(12);
  const counter = await count(new Screen(hub.url, { view: 'counter' }, cookie));
  expect([counter.waiting?.length, counter.called?.length, counter.finished?.length]).toEqual([1, 14, 20]);
});

test('the board names the site, its services and counters, and nothing of its kiosks', async () => {
  const hub = await openBench();
  const site = await commands(hub.url).board.site();
  expect(site.counters.map(({ id }) => id)).toContain('quay-3');
  expect(site.services[0]).toMatchObject({ id: 'ket-qua', name: { vi: 'Nhận kết quả', en: 'Collect results' } });
  expect(JSON.stringify(site)).not.toMatch(/kiosk|token/i);
});
