import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { at, commands, issue, issued, noon, openBench, signInAs } from './bench.ts';
import { stores } from './stores.ts';

const tickets = async (hub: Awaited<ReturnType<typeof openBench>>) =>
  (await hub.store.db.selectFrom('ticket').select('number').orderBy('number').execute()).map(({ number }) => number);

describe.each(stores)('on $name', ({ place }) => {
  test('a ticket that comes twice is taken in once and acknowledged twice', async () => {
    const hub = await openBench(await place());
    const event = issued(hub, { issuer: 'kiosk', series: 'BK', number: 'BK001' });
    const first = await hub.kiosk.kiosk.takeIn({ events: [event, event] });
    const again = await hub.kiosk.kiosk.takeIn({ events: [event] });
    expect(first.acknowledged).toEqual([event.ticketId, event.ticketId]);
    expect(again.acknowledged).toEqual([event.ticketId]);
    expect(await tickets(hub)).toEqual(['BK001']);
    expect(await hub.store.db.selectFrom('ticket_event').select('change').execute()).toEqual([{ change: 'taken-in' }]);
  });

  test('a ticket of the kiosk’s own series retires the number that the hub had reserved for the visit', async () => {
    const hub = await openBench(await place());
    const visitId = randomUUID();
    await hub.kiosk.kiosk.reserve({ visitId, service: 'chung-thuc' });
    const own = issued(hub, { visitId, issuer: 'kiosk', series: 'BK', number: 'BK001' });
    await hub.kiosk.kiosk.takeIn({ events: [own] });
    const reserved = await hub.store.db.selectFrom('reservation').select(['number', 'state']).execute();
    expect(reserved).toEqual([{ number: 'B001', state: 'retired' }]);
    expect(await tickets(hub)).toEqual(['BK001']);
  });

  test('a ticket that contradicts another is not acknowledged, is logged, and holds up nothing', async () => {
    const hub = await openBench(await place());
    const good = await issue(hub);
    const sameNumber = issued(hub, {});
    const sameVisit = issued(hub, { visitId: good.visitId, sequence: 7, number: 'B007' });
    const otherWords = issued(hub, { sequence: 8, number: 'B009' });
    const after = issued(hub, { issuer: 'kiosk', series: 'BK', number: 'BK001' });
    const events = [sameNumber, sameVisit, otherWords, after];
    expect(await hub.kiosk.kiosk.takeIn({ events })).toEqual({ acknowledged: [after.ticketId] });
    expect(await tickets(hub)).toEqual(['B001', 'BK001']);
    for (const { ticketId } of [sameNumber, sameVisit, otherWords]) expect(hub.logged()).toContain(ticketId);
  });

  test('a number reserved for another visit is not taken from it', async () => {
    const hub = await openBench(await place());
    const visitId = randomUUID();
    await hub.kiosk.kiosk.reserve({ visitId, service: 'chung-thuc' });
    expect((await hub.kiosk.kiosk.takeIn({ events: [issued(hub, {})] })).acknowledged).toEqual([]);
    expect((await hub.kiosk.kiosk.takeIn({ events: [issued(hub, { visitId })] })).acknowledged).toHaveLength(1);
  });

  test('a hub set up anew goes on after the numbers that it meets', async () => {
    const hub = await openBench(await place());
    await hub.kiosk.kiosk.takeIn({ events: [issued(hub, { sequence: 46, number: 'B046' })] });
    await hub.kiosk.kiosk.takeIn({ events: [issued(hub, { sequence: 45, number: 'B045' })] });
    expect(await hub.kiosk.kiosk.reserve({ visitId: randomUUID(), service: 'chung-thuc' })).toMatchObject({
      number: 'B047',
    });
  });

  test('a number so far ahead that nobody can have given it does not use the series up', async () => {
    const hub = await openBench(await place());
    await hub.kiosk.kiosk.takeIn({ events: [issued(hub, { sequence: 46, number: 'B046' })] });
    const far = issued(hub, { sequence: 99_999, number: 'B99999' });
    expect(await hub.kiosk.kiosk.takeIn({ events: [far] })).toEqual({ acknowledged: [] });
    expect(hub.logged()).toContain(far.ticketId);
    const { number } = await hub.kiosk.kiosk.reserve({ visitId: randomUUID(), service: 'chung-thuc' });
    expect(number).toBe('B047');
  });

  test('a kiosk whose clock is wrong neither jumps the queue nor waits for ever', async () => {
    const hub = await openBench(await place());
    const staff = commands(hub.url, await signInAs(hub)).counter;
    const honest = await issue(hub);
    const early = await issue(hub, 'chung-thuc', { issuedAt: '1970-01-01T00:00:00.000Z' });
    const late = await issue(hub, 'chung-thuc', { issuedAt: '2099-01-01T00:00:00.000Z' });
    const after = await issue(hub);
    const issuedAt = async ({ ticketId }: { ticketId: string }) => {
      const rows = await hub.store.db.selectFrom('turn').select('issued_at').where('id', '=', ticketId).execute();
      return Date.parse(rows[0]?.issued_at ?? '');
    };
    // At most a day ago, and never in the future.
    expect(await issuedAt(early)).toBe(noon + 1_000 - 24 * 3_600_000);
    expect(await issuedAt(late)).toBe(noon + 2_000);
    const called = [];
    for (let call = 0; call < 4; call++) called.push((await staff.callNext(at('quay-3'))).turn?.ticketId);
    expect(called).toEqual([early, honest, late, after].map(({ ticketId }) => ticketId));
  });

  test('a class that the site does not have is nobody’s', async () => {
    const hub = await openBench(await place());
    const staff = commands(hub.url, await signInAs(hub)).counter;
    const first = await issue(hub);
    await issue(hub, 'chung-thuc', { priority: { class: 'giam-doc', proof: 'self' } });
    expect((await staff.callNext(at('quay-3'))).turn?.ticketId).toBe(first.ticketId);
    expect((await staff.callNext(at('quay-3'))).turn).not.toHaveProperty('priority');
  });

  test('a number can be called only once its ticket is taken in', async () => {
    const hub = await openBench(await place());
    const staff = commands(hub.url, await signInAs(hub)).counter;
    await hub.kiosk.kiosk.reserve({ visitId: randomUUID(), service: 'chung-thuc' });
    expect(await staff.callNext(at('quay-3'))).toEqual({ turn: null });
  });

  test('a ticket of an earlier day is taken in, and not called today', async () => {
    const hub = await openBench(await place());
    const staff = commands(hub.url, await signInAs(hub)).counter;
    const late = issued(hub, { day: '2026-11-24', issuer: 'kiosk', series: 'BK', number: 'BK001' });
    expect((await hub.kiosk.kiosk.takeIn({ events: [late] })).acknowledged).toHaveLength(1);
    expect(await staff.callNext(at('quay-3'))).toEqual({ turn: null });
  });

  test('a batch with one event that does not fit the contract is refused whole', async () => {
    const hub = await openBench(await place());
    const events = [issued(hub, {}), issued(hub, { number: 'Nguyễn Văn A' })];
    await expect(hub.kiosk.kiosk.takeIn({ events })).rejects.toMatchObject({ code: 'BAD_REQUEST' });
    expect(await tickets(hub)).toEqual([]);
  });
});
