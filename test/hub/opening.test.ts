import { createHash, randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { Site } from '../../core/settings.ts';
import { retireAfterMs } from '../../hub/numbers.ts';
import { type Bench, codeOf, commands, handClock, hubSite, issued, openBench, refusalOf, until } from './bench.ts';
import { stores } from './stores.ts';

/** A number, without what is said about the wait, which changes by itself. */
async function reserve(hub: Bench, service = 'chung-thuc', visitId: string = randomUUID()) {
  const { wait: _, ...number } = await hub.kiosk.kiosk.reserve({ visitId, service });
  return number;
}

/** The usual services, one of them with its own fields. */
function siteWith(fields: object, queue: object = {}): Site {
  const site = hubSite();
  const services = site.services.map((one) => (one.id === 'chung-thuc' ? { ...one, ...fields } : one));
  return { ...site, services, queue: { ...site.queue, ...queue } };
}

describe.each(stores)('on $name', ({ place }) => {
  test('a service whose numbers of the day are used up says when there are new ones', async () => {
    const hub = await openBench({ ...(await place()), sites: [siteWith({ quota: 2 })], sweepEveryMs: 20 });
    const first = randomUUID();
    const number = await reserve(hub, 'chung-thuc', first);
    await hub.kiosk.kiosk.takeIn({ events: [issued(hub, { visitId: first })] });
    await reserve(hub);
    // A new day begins at four in the morning in Hà Nội.
    const full = { code: 'QUOTA_FULL', status: 409, data: { opensAt: '2026-11-25T21:00:00.000Z' } };
    expect(await refusalOf(reserve(hub))).toMatchObject(full);
    expect(await reserve(hub, 'chung-thuc', first)).toEqual(number);
    expect((await reserve(hub, 'ho-tich')).number).toBe('K001');
    // A number whose ticket never came is free again for another visit; the sequence has a gap there.
    hub.clock.pass(retireAfterMs);
    await until(() => hub.logged().includes('"event":"reservations-retired"'));
    expect((await reserve(hub)).number).toBe('B003');
    hub.clock.pass(16 * 3_600_000);
    expect(await reserve(hub)).toMatchObject({ number: 'B001', day: '2026-11-26' });
  });

  test('a quota holds however many ask at once, at kiosks and from afar', async () => {
    const tokenHash = createHash('sha256').update('an app').digest('hex');
    const site = { ...siteWith({ quota: 7 }), apps: [{ id: 'ihanoi', tokenHash }] };
    const hub = await openBench({ ...(await place()), sites: [site] });
    const app = commands(hub.url, { authorization: 'Bearer an app' }).remote;
    const first = randomUUID();
    const number = await reserve(hub, 'chung-thuc', first);
    const bring = async () => hub.kiosk.kiosk.takeIn({ events: [issued(hub, { ...number, visitId: first })] });
    const fromAfar = () => app.take({ commandId: randomUUID(), service: 'chung-thuc' });
    const asked = [bring(), ...Array.from({ length: 20 }, (_, n) => (n % 2 ? fromAfar() : reserve(hub)))];
    const codes = await Promise.all(asked.map(codeOf));
    expect(codes.filter((code) => code === 'QUOTA_FULL')).toHaveLength(14);
    expect(codes.filter((code) => code === undefined)).toHaveLength(7);
  });

  test('a closed service gives no number and says when it opens; a visit that has one keeps it', async () => {
    const hours = [
      { days: ['mon', 'tue', 'wed', 'thu', 'fri'], from: '07:30', to: '11:30' },
      { days: ['mon', 'tue', 'wed', 'thu', 'fri'], from: '13:30', to: '17:00' },
    ];
    const hub = await openBench({
      ...(await place()),
      sites: [siteWith({ hours }, { closedOn: ['2026-11-26'] })],
      // A Wednesday, 11:29 in Hà Nội.
      clock: handClock(Date.parse('2026-11-25T04:29:00.000Z')),
    });
    const visit = randomUUID();
    const number = await reserve(hub, 'chung-thuc', visit);
    hub.clock.pass(60_000);
    const closed = (opensAt: string) => ({ code: 'SERVICE_CLOSED', status: 409, data: { opensAt } });
    expect(await refusalOf(reserve(hub))).toMatchObject(closed('2026-11-25T06:30:00.000Z'));
    expect(await reserve(hub, 'chung-thuc', visit)).toEqual(number);
    expect((await reserve(hub, 'ho-tich')).number).toBe('K001');
    hub.clock.pass(6 * 3_600_000);
    // Thursday is a holiday.
    expect(await refusalOf(reserve(hub))).toMatchObject(closed('2026-11-27T00:30:00.000Z'));
    expect(await refusalOf(reserve(hub, 'thu-sau-xanh'))).toMatchObject(closed('2026-11-27T00:30:00.000Z'));
  });
});
