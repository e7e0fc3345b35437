import { createHash, randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { Site } from '../../core/settings.ts';
import {
  at,
  type Bench,
  type Client,
  codeOf,
  commands,
  dump,
  hubSite,
  issue,
  issued,
  openBench,
  refusalOf,
  signInAs,
} from './bench.ts';
import { replayStore } from './replay.ts';
import { stores } from './stores.ts';

const appToken = 'the token of an app of the city';
const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

function siteWithApp(): Site {
  return { ...hubSite(), apps: [{ id: 'ihanoi', tokenHash: createHash('sha256').update(appToken).digest('hex') }] };
}

async function openWithApp(place: object = {}, site = siteWithApp()): Promise<{ hub: Bench; app: Client['remote'] }> {
  const hub = await openBench({ ...place, sites: [site] });
  return { hub, app: appOf(hub) };
}

const appOf = (hub: Bench, token = appToken) => commands(hub.url, { authorization: `Bearer ${token}` }).remote;
const ask = (more: object = {}) => ({ commandId: randomUUID(), service: 'chung-thuc', ...more });
const inMs = (hub: Bench, ms: number) => new Date(hub.clock.now().getTime() + ms).toISOString();

describe.each(stores)('on $name', ({ place }) => {
  test('a number from afar stands in the same queue as a kiosk’s, from the same series', async () => {
    const { hub, app } = await openWithApp(await place());
    const staff = commands(hub.url, await signInAs(hub)).counter;
    await issue(hub);
    const asked = ask({ language: 'en' });
    const taken = await app.take(asked);
    expect(taken).toMatchObject({ number: 'B002', day: '2026-11-25', service: 'chung-thuc', ahead: 1 });
    expect(taken.page).toBe(hubSite().ticketUrl + taken.ticketId);
    hub.clock.pass(1_000);
    expect((await issue(hub)).number).toBe('B003');
    const again = await app.take(asked);
    expect(again.ticketId).toBe(taken.ticketId);
    expect(await codeOf(app.take({ ...asked, service: 'ho-tich' }))).toBe('COMMAND_REUSED');
    await staff.callNext(at('quay-3'));
    expect((await staff.callNext(at('quay-3'))).turn).toMatchObject({
      number: 'B002',
      identity: 'none',
      language: 'en',
    });
    expect(await app.state(taken)).toMatchObject({
      isOver: false,
      steps: [{ state: 'called', counter: { en: 'Counter 3' } }],
    });
    expect((await replayStore(hub.store, hubSite())).violations).toEqual([]);
  });

  test('a number for a later day waits in nobody’s way until that day, and is called from its time on', async () => {
    const { hub, app } = await openWithApp(await place());
    const staff = commands(hub.url, await signInAs(hub)).counter;
    const taken = await app.take(ask({ appointmentAt: inMs(hub, dayMs + hourMs) }));
    expect(taken).toMatchObject({ day: '2026-11-26', number: 'B001' });
    expect(taken).not.toHaveProperty('ahead');
    expect((await staff.callNext(at('quay-3'))).turn).toBeNull();
    expect((await app.services()).services.find(({ id }) => id === 'chung-thuc')).toMatchObject({ waiting: 0 });
    expect(await app.state(taken)).toMatchObject({ isOver: false, steps: [{ state: 'waiting' }] });
    hub.clock.pass(dayMs);
    const walkIn = await issue(hub);
    expect(walkIn.number).toBe('B002');
    hub.clock.pass(hourMs);
    const late = await issue(hub);
    expect((await staff.callNext(at('quay-3'))).turn).toMatchObject({ ticketId: taken.ticketId });
    expect((await staff.callNext(at('quay-3'))).turn?.ticketId).toBe(walkIn.ticketId);
    expect((await staff.callNext(at('quay-3'))).turn?.ticketId).toBe(late.ticketId);
    expect((await replayStore(hub.store, hubSite())).violations).toEqual([]);
  });

  test('a number is given back while nobody has it in hand, today’s or a later day’s, and again is no harm', async () => {
    const { hub, app } = await openWithApp(await place());
    const staff = commands(hub.url, await signInAs(hub)).counter;
    const later = await app.take(ask({ appointmentAt: inMs(hub, 2 * dayMs) }));
    const today = await app.take(ask());
    const inHand = await app.take(ask());
    for (const ticket of [later, today]) {
      expect(await app.cancel(ticket)).toMatchObject({ isOver: true, steps: [{ state: 'cancelled' }] });
      const before = await dump(hub);
      expect(await app.cancel(ticket)).toMatchObject({ isOver: true });
      expect(await dump(hub)).toEqual(before);
    }
    expect((await staff.callNext(at('quay-3'))).turn?.ticketId).toBe(inHand.ticketId);
    expect(await refusalOf(app.cancel(inHand))).toMatchObject({ code: 'TICKET_NOT_READY', status: 409 });
    await staff.finish({ ...at('quay-3'), ticketId: inHand.ticketId });
    expect(await codeOf(app.cancel(inHand))).toBe('TICKET_NOT_READY');
    expect(await codeOf(app.cancel({ ticketId: randomUUID() }))).toBe('TICKET_UNKNOWN');
    expect((await replayStore(hub.store, hubSite())).violations).toEqual([]);
  });

  test('a day beyond the next six, a time gone by, a closed hour and a full day are each refused by their name', async () => {
    const services = siteWithApp().services.map((one) => (one.id === 'ho-tich' ? { ...one, quota: 1 } : one));
    const { hub, app } = await openWithApp(await place(), { ...siteWithApp(), services });
    const take = (more: object) => refusalOf(app.take(ask(more)));
    expect(await take({ appointmentAt: inMs(hub, 7 * dayMs) })).toMatchObject({ code: 'DAY_TOO_FAR', status: 409 });
    expect(await take({ appointmentAt: inMs(hub, -1) })).toMatchObject({ code: 'DAY_TOO_FAR' });
    expect(await take({ appointmentAt: inMs(hub, 6 * dayMs) })).toBeUndefined();
    expect(await take({ priority: { class: 'vua' } })).toMatchObject({ code: 'CLASS_UNKNOWN', status: 404 });
    expect(await take({ journey: 'vong-quanh' })).toMatchObject({ code: 'JOURNEY_UNKNOWN', status: 404 });
    expect(await take({ service: 'ho-chieu' })).toMatchObject({ code: 'SERVICE_UNKNOWN', status: 404 });
    // Only on Fridays.
    const friday = '2026-11-27T00:30:00.000Z';
    expect(await take({ service: 'thu-sau-xanh' })).toMatchObject({
      code: 'SERVICE_CLOSED',
      data: { opensAt: friday },
    });
    expect(await take({ service: 'thu-sau-xanh', appointmentAt: friday })).toBeUndefined();
    const tomorrow = { service: 'ho-tich', appointmentAt: inMs(hub, dayMs) };
    expect(await take(tomorrow)).toBeUndefined();
    expect(await take(tomorrow)).toMatchObject({ code: 'QUOTA_FULL', data: { opensAt: '2026-11-26T21:00:00.000Z' } });
    expect(await take({ service: 'ho-tich' })).toBeUndefined();
  });
});

test('a program gives back its own numbers, and neither a kiosk’s nor another program’s', async () => {
  const other = 'the token of another app';
  const apps = [...siteWithApp().apps, { id: 'khac', tokenHash: createHash('sha256').update(other).digest('hex') }];
  const { hub, app } = await openWithApp({}, { ...siteWithApp(), apps });
  const taken = await app.take(ask());
  const { ticketId } = await issue(hub);
  const before = await dump(hub);
  expect(await codeOf(appOf(hub, other).cancel(taken))).toBe('TICKET_UNKNOWN');
  expect(await codeOf(app.cancel({ ticketId }))).toBe('TICKET_UNKNOWN');
  expect(await dump(hub)).toEqual(before);
  expect(await app.cancel(taken)).toMatchObject({ isOver: true });
});

test('where a site never closes, a number for tomorrow is not called today', async () => {
  const site = siteWithApp();
  const { hub, app } = await openWithApp({}, { ...site, queue: { ...site.queue, carriesOver: true } });
  const staff = commands(hub.url, await signInAs(hub)).counter;
  const taken = await app.take(ask({ appointmentAt: inMs(hub, dayMs) }));
  expect((await staff.callNext(at('quay-3'))).turn).toBeNull();
  hub.clock.pass(dayMs);
  expect((await staff.callNext(at('quay-3'))).turn?.ticketId).toBe(taken.ticketId);
});

test('a program without a token, with a kiosk’s or with a wrong one is not known, and kiosks are no programs', async () => {
  const { hub } = await openWithApp();
  const before = await dump(hub);
  for (const remote of [commands(hub.url).remote, hub.kiosk.remote, appOf(hub, 'a guess')]) {
    const asked = [remote.services(), remote.take(ask()), remote.state({ ticketId: randomUUID() })];
    expect(await Promise.all(asked.map(codeOf))).toEqual(['APP_UNKNOWN', 'APP_UNKNOWN', 'APP_UNKNOWN']);
  }
  const asKiosk = commands(hub.url, { authorization: `Bearer ${appToken}` }).kiosk;
  expect(await codeOf(asKiosk.takeIn({ events: [issued(hub, {})] }))).toBe('KIOSK_UNKNOWN');
  expect(await dump(hub)).toEqual(before);
  expect(hub.logged()).toContain('"event":"token-unknown","of":"apps"');
});
