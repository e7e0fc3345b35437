import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { retireAfterMs } from '../../hub/numbers.ts';
import { type Bench, codeOf, commands, issued, openBench, until } from './bench.ts';
import { stores } from './stores.ts';

/** A number, without what is said about the wait, which changes by itself. */
async function reserve(hub: Bench, visitId: string = randomUUID(), service = 'chung-thuc') {
  const { wait: _, ...number } = await hub.kiosk.kiosk.reserve({ visitId, service });
  return number;
}

async function reservations(hub: Bench): Promise<Record<string, string>> {
  const rows = await hub.store.db.selectFrom('reservation').select(['number', 'state']).execute();
  return Object.fromEntries(rows.map(({ number, state }) => [number, state]));
}

describe.each(stores)('on $name', ({ place }) => {
  test('a visit that asks twice gets the same number', async () => {
    const hub = await openBench(await place());
    const visit = randomUUID();
    const first = await reserve(hub, visit);
    await reserve(hub);
    expect(first).toEqual({ day: '2026-11-25', series: 'B', sequence: 1, number: 'B001', ahead: 0 });
    expect(await reserve(hub, visit)).toEqual(first);
  });

  test('a visit that asks again after a restart gets the same number, and the series goes on', async () => {
    const before = await openBench(await place());
    const visit = randomUUID();
    const first = await reserve(before, visit);
    await before.close();
    const after = await openBench({ dataDir: before.dataDir, databaseUrl: before.databaseUrl });
    expect(await reserve(after, visit)).toEqual(first);
    expect((await reserve(after)).number).toBe('B002');
  });

  test('two hundred visits at once get two hundred numbers without a gap', async () => {
    const hub = await openBench(await place());
    const given = await Promise.all(Array.from({ length: 200 }, () => reserve(hub)));
    expect(given.map(({ sequence }) => sequence).sort((a, b) => a - b)).toEqual(
      Array.from({ length: 200 }, (_, index) => index + 1),
    );
  });

  test('each service has its own series, and each day begins at one at the hour of the site', async () => {
    const hub = await openBench(await place());
    expect((await reserve(hub, randomUUID(), 'ket-qua')).number).toBe('A001');
    expect((await reserve(hub)).number).toBe('B001');
    // From noon to 3:59 of the next morning in Hà Nội, where the day begins at 4.
    hub.clock.pass(16 * 3_600_000 - 60_000);
    expect(await reserve(hub)).toMatchObject({ day: '2026-11-25', number: 'B002' });
    hub.clock.pass(60_000);
    expect(await reserve(hub)).toMatchObject({ day: '2026-11-26', number: 'B001' });
  });

  test('a visit that changes its service gets a number of that service', async () => {
    const hub = await openBench(await place());
    const visit = randomUUID();
    expect((await reserve(hub, visit, 'ket-qua')).number).toBe('A001');
    const number = await reserve(hub, visit, 'chung-thuc');
    expect(number.number).toBe('B001');
    await hub.kiosk.kiosk.takeIn({ events: [issued(hub, { visitId: visit })] });
    expect(await reservations(hub)).toEqual({ A001: 'retired', B001: 'confirmed' });
  });

  test('a number says how many are ahead: who waits and whose ticket is about to come', async () => {
    const hub = await openBench(await place());
    const first = randomUUID();
    expect((await reserve(hub, first)).ahead).toBe(0);
    expect((await reserve(hub)).ahead).toBe(1);
    await hub.kiosk.kiosk.takeIn({ events: [issued(hub, { visitId: first })] });
    expect((await reserve(hub)).ahead).toBe(2);
    expect((await reserve(hub, first)).ahead).toBe(0);
  });

  test('a number whose ticket has not come after 30 s is retired, which is a gap and not a loss', async () => {
    const hub = await openBench({ ...(await place()), sweepEveryMs: 20 });
    const visit = randomUUID();
    await reserve(hub, visit);
    hub.clock.pass(retireAfterMs - 1);
    expect((await reserve(hub)).number).toBe('B002');
    expect(await reservations(hub)).toEqual({ B001: 'reserved', B002: 'reserved' });
    hub.clock.pass(1);
    expect((await reserve(hub)).number).toBe('B003');
    await until(async () => (await reservations(hub)).B001 === 'retired');
    expect(await reservations(hub)).toEqual({ B001: 'retired', B002: 'reserved', B003: 'reserved' });
    expect((await reserve(hub, visit)).number).toBe('B001');
    expect(await reservations(hub)).toEqual({ B001: 'reserved', B002: 'reserved', B003: 'reserved' });
    expect(hub.logged()).toContain('"event":"reservations-retired","count":1');
  });

  test('a retired number whose ticket comes after all is taken in: a printed number never changes', async () => {
    const hub = await openBench({ ...(await place()), sweepEveryMs: 20 });
    const visitId = randomUUID();
    await reserve(hub, visitId);
    hub.clock.pass(retireAfterMs);
    await until(async () => (await reservations(hub)).B001 === 'retired');
    await reserve(hub);
    const late = issued(hub, { visitId });
    expect(await hub.kiosk.kiosk.takeIn({ events: [late] })).toEqual({ acknowledged: [late.ticketId] });
    expect(await reservations(hub)).toEqual({ B001: 'confirmed', B002: 'reserved' });
  });

  test('a kiosk without a token, or with a wrong one, is not known', async () => {
    const hub = await openBench(await place());
    const asked = { visitId: randomUUID(), service: 'chung-thuc' };
    expect(await codeOf(commands(hub.url).kiosk.reserve(asked))).toBe('KIOSK_UNKNOWN');
    const wrong = commands(hub.url, { authorization: 'Bearer something else' });
    expect(await codeOf(wrong.kiosk.reserve(asked))).toBe('KIOSK_UNKNOWN');
    expect(await codeOf(wrong.kiosk.takeIn({ events: [] }))).toBe('KIOSK_UNKNOWN');
  });

  test('a service that the site does not have gets no number', async () => {
    const hub = await openBench(await place());
    expect(await codeOf(reserve(hub, randomUUID(), 'ho-chieu'))).toBe('SERVICE_UNKNOWN');
  });
});
