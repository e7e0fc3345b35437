import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import {
  at,
  type Bench,
  commands,
  handClock,
  hubSite,
  issue,
  issued,
  openBench,
  refusalOf,
  signInAs,
  until,
} from './bench.ts';
import { replayStore } from './replay.ts';
import { Screen } from './screen.ts';
import { stores } from './stores.ts';

const hourMs = 3_600_000;
/** 3:30 in the morning in Hà Nội; there a new day begins at four. */
const beforeFour = () => handClock(Date.parse('2026-11-25T20:30:00.000Z'));
const on = (ticketId: string, counter = 'quay-3') => ({ ...at(counter), ticketId });
const desk = async (hub: Bench) => commands(hub.url, await signInAs(hub)).counter;

describe.each(stores)('on $name', ({ place }) => {
  test('whoever was in hand when the day ended holds up nobody on the next one, and is over', async () => {
    const hub = await openBench({ ...(await place()), clock: beforeFour() });
    const staff = await desk(hub);
    const late = await issue(hub);
    const waiting = await issue(hub);
    await staff.callNext(at('quay-3'));
    await staff.setState({ ...at('quay-4'), state: 'closed' });
    hub.clock.pass(hourMs / 2);
    const today = await issue(hub);
    expect(today).toMatchObject({ day: '2026-11-26', number: 'B001' });
    expect((await staff.callNext(at('quay-3'))).turn?.ticketId).toBe(today.ticketId);
    // A counter that was closed yesterday is open today.
    expect((await staff.callNext(at('quay-4'))).turn).toBeNull();
    for (const { ticketId } of [late, waiting])
      expect(await refusalOf(staff.finish(on(ticketId)))).toMatchObject({ code: 'TICKET_UNKNOWN' });
    expect(await hub.kiosk.slip.state({ ticketId: late.ticketId })).toMatchObject({ isOver: true });
    const [snapshot] = await new Screen(hub.url, { view: 'board' }).until(() => true);
    expect(snapshot).toMatchObject({ day: '2026-11-26', turns: [{ number: 'B001', counter: 'quay-3' }] });
    expect((await replayStore(hub.store, hubSite())).violations).toEqual([]);
  });

  test('where a site never closes, who waits and who is in hand go on into the next day', async () => {
    const site = { ...hubSite(), queue: { ...hubSite().queue, carriesOver: true } };
    const hub = await openBench({ ...(await place()), sites: [site], clock: beforeFour() });
    const staff = await desk(hub);
    const late = await issue(hub);
    const waiting = await issue(hub);
    await staff.callNext(at('quay-3'));
    hub.clock.pass(hourMs / 2);
    const today = await issue(hub);
    expect(today).toMatchObject({ day: '2026-11-26', number: 'B001' });
    expect((await staff.callNext(at('quay-4'))).turn?.ticketId).toBe(waiting.ticketId);
    expect((await staff.finish(on(late.ticketId))).turn?.state).toBe('finished');
    expect((await staff.callNext(at('quay-3'))).turn?.ticketId).toBe(today.ticketId);
    expect((await replayStore(hub.store, site)).violations).toEqual([]);
  });

  test('a clock that jumps an hour ahead and back loses no order, no number and no command', async () => {
    const hub = await openBench(await place());
    const staff = await desk(hub);
    const tickets = [await issue(hub)];
    hub.clock.pass(hourMs);
    tickets.push(await issue(hub));
    hub.clock.pass(-hourMs);
    tickets.push(await issue(hub), await issue(hub));
    expect(tickets.map(({ number }) => number)).toEqual(['B001', 'B002', 'B003', 'B004']);
    const command = at('quay-3');
    const called = [await staff.callNext(command)];
    hub.clock.pass(-hourMs);
    expect(await staff.callNext(command)).toEqual(called[0]);
    expect(await refusalOf(staff.undo(at('quay-3')))).toMatchObject({ code: 'NOTHING_TO_UNDO' });
    for (let index = 0; index < 3; index++) called.push(await staff.callNext(at('quay-3')));
    hub.clock.pass(2 * hourMs);
    expect((await staff.callNext(at('quay-3'))).turn).toBeNull();
    // By the time of taking the number, as the clock had it then.
    expect(called.map(({ turn }) => turn?.number)).toEqual(['B001', 'B003', 'B004', 'B002']);
    expect((await replayStore(hub.store, hubSite())).violations).toEqual([]);
  });

  test('a clock that jumps back over the beginning of the day gives no number twice', async () => {
    const hub = await openBench({ ...(await place()), clock: beforeFour() });
    const reserve = async () => {
      const { day, number } = await hub.kiosk.kiosk.reserve({ visitId: randomUUID(), service: 'chung-thuc' });
      return `${day} ${number}`;
    };
    const given = [await reserve()];
    hub.clock.pass(hourMs);
    given.push(await reserve());
    hub.clock.pass(-hourMs);
    given.push(await reserve(), await reserve());
    hub.clock.pass(hourMs);
    given.push(await reserve());
    expect(given).toEqual([
      '2026-11-25 B001',
      '2026-11-26 B001',
      '2026-11-25 B002',
      '2026-11-25 B003',
      '2026-11-26 B002',
    ]);
  });

  test('a kiosk that was alone for eight hours brings its tickets, and each stands where it was taken', async () => {
    const hub = await openBench({ ...(await place()), clock: beforeFour() });
    const staff = await desk(hub);
    hub.clock.pass(hourMs);
    const own = (sequence: number, issuedAt: string, day: string) => {
      const number = `BK${String(sequence).padStart(3, '0')}`;
      return issued(hub, { issuer: 'kiosk', series: 'BK', sequence, number, issuedAt, day });
    };
    const yesterday = [1, 2].map((n) => own(n, `2026-11-25T20:3${n}:00.000Z`, '2026-11-25'));
    const today = Array.from({ length: 120 }, (_, n) => {
      const takenAt = new Date(Date.parse('2026-11-25T21:31:00.000Z') + n * 225_000).toISOString();
      return own(n + 3, takenAt, '2026-11-26');
    });
    hub.clock.pass(4 * hourMs);
    const between = await issue(hub);
    hub.clock.pass(4 * hourMs);
    const after = await issue(hub);
    const all = [...yesterday, ...today];
    for (let from = 0; from < all.length; from += 100) {
      const events = all.slice(from, from + 100);
      // An answer was lost, so it brings them once more.
      for (let twice = 0; twice < 2; twice++)
        expect((await hub.kiosk.kiosk.takeIn({ events })).acknowledged).toEqual(events.map((one) => one.ticketId));
    }
    const expected = [...today, between, after].sort((a, b) => a.issuedAt.localeCompare(b.issuedAt));
    expect((await hub.kiosk.slip.state({ ticketId: after.ticketId })).steps[0]?.ahead).toBe(121);
    const called: (string | undefined)[] = [];
    for (let index = 0; index < 122; index++) called.push((await staff.callNext(at('quay-3'))).turn?.number);
    expect(called).toEqual(expected.map(({ number }) => number));
    expect((await staff.callNext(at('quay-3'))).turn).toBeNull();
    const { violations, takenIn } = await replayStore(hub.store, hubSite());
    expect({ violations, takenIn }).toEqual({ violations: [], takenIn: 124 });
  });
});

test('a command’s answer is kept for two days, its deed for ever', async () => {
  const hub = await openBench({ sweepEveryMs: 20 });
  const staff = await desk(hub);
  await issue(hub);
  await staff.callNext(at('quay-3'));
  const count = async (table: 'command' | 'ticket_event') =>
    (await hub.store.db.selectFrom(table).select('site').execute()).length;
  hub.clock.pass(47 * hourMs);
  await new Promise((resolve) => setTimeout(resolve, 100));
  expect(await count('command')).toBe(1);
  hub.clock.pass(25 * hourMs);
  await until(async () => (await count('command')) === 0);
  expect(await count('ticket_event')).toBe(2);
});

test('a missed one comes back by itself as often as the site says, and then no more', async () => {
  const hub = await openBench({ sweepEveryMs: 20 });
  const staff = await desk(hub);
  const { ticketId } = await issue(hub);
  const screen = new Screen(hub.url, { view: 'counter' }, await signInAs(hub, 'thu'));
  await screen.next();
  for (const returns of [true, true, false]) {
    expect((await staff.callNext(at('quay-3'))).turn?.ticketId).toBe(ticketId);
    const { turn } = await staff.miss(on(ticketId));
    expect(turn?.returnsAt !== undefined).toBe(returns);
    hub.clock.pass(5 * 60_000);
    if (returns) await screen.until((event) => event.type === 'changed' && event.change === 'returned');
  }
  hub.clock.pass(hourMs);
  await new Promise((resolve) => setTimeout(resolve, 100));
  expect((await staff.callNext(at('quay-3'))).turn).toBeNull();
  expect((await staff.reopen(on(ticketId))).turn?.state).toBe('waiting');
});
