import { createHash, randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { feedClosed } from '../../core/contract/feed.ts';
import type { Site } from '../../core/settings.ts';
import {
  at,
  type Bench,
  codeOf,
  commands,
  dump,
  hubSite,
  issue,
  issued,
  openBench,
  password,
  postSignIn,
  signInAs,
} from './bench.ts';
import { replayStore } from './replay.ts';
import { Screen } from './screen.ts';
import { stores } from './stores.ts';

const hash = (token: string) => createHash('sha256').update(token).digest('hex');
const tokenOf = (site: string, of: string) => `the token of ${of} at ${site}`;

/** The same site once more, with its own tokens. */
function siteNamed(id: string): Site {
  const site = hubSite();
  const kiosks = site.kiosks.map((kiosk) => ({ ...kiosk, tokenHash: hash(tokenOf(id, kiosk.id)) }));
  return { ...site, id, kiosks, apps: [{ id: 'ihanoi', tokenHash: hash(tokenOf(id, 'app')) }] };
}

/** A hub with three sites; the first is what the bench knows. */
async function openCity(place: object = {}): Promise<Bench> {
  return openBench({ ...place, sites: [hubSite(), siteNamed('my-duc'), siteNamed('thanh-oai')] });
}

function at2(hub: Bench, site: string): Bench {
  const kiosk = commands(hub.url, { authorization: `Bearer ${tokenOf(site, 'kiosk-1')}` });
  return { ...hub, kiosk };
}

describe.each(stores)('on $name', ({ place }) => {
  test('each site has its own numbers, its own queue and its own counters of the same name', async () => {
    const hub = await openCity(await place());
    const other = at2(hub, 'my-duc');
    const own = await issue(hub);
    const theirs = await issue(other);
    expect([own.number, theirs.number, (await issue(hub)).number]).toEqual(['B001', 'B001', 'B002']);
    const staff = commands(hub.url, await signInAs(hub)).counter;
    const theirStaff = commands(hub.url, await signInAs(hub, 'ha', { site: 'my-duc' })).counter;
    expect((await staff.callNext(at('quay-3'))).turn?.ticketId).toBe(own.ticketId);
    expect(await codeOf(staff.recall({ ...at('quay-4'), ticketId: theirs.ticketId }))).toBe('TICKET_UNKNOWN');
    expect((await theirStaff.callNext(at('quay-3'))).turn?.ticketId).toBe(theirs.ticketId);
    expect((await theirStaff.callNext(at('quay-4'))).turn).toBeNull();
    await theirStaff.setState({ ...at('quay-4'), state: 'closed' });
    expect((await staff.callNext(at('quay-4'))).turn?.number).toBe('B002');
    for (const site of ['ha-dong', 'my-duc', 'thanh-oai'])
      expect((await replayStore(hub.store, siteNamed(site))).violations).toEqual([]);
  });

  test('a feed tells of its own site alone, and staff watch the site that they are of', async () => {
    const hub = await openCity(await place());
    const other = at2(hub, 'my-duc');
    const board = new Screen(hub.url, { view: 'board', site: 'my-duc' });
    const quiet = new Screen(hub.url, { view: 'board', site: 'thanh-oai' });
    // Whoever is of one site cannot watch another one by asking for it.
    const desk = new Screen(
      hub.url,
      { view: 'counter', site: 'ha-dong' },
      await signInAs(hub, 'ha', { site: 'my-duc' }),
    );
    for (const screen of [board, quiet, desk]) await screen.next();
    await issue(hub);
    await issue(hub);
    const theirs = await issue(other);
    await commands(hub.url, await signInAs(hub)).counter.callNext(at('quay-3'));
    await commands(hub.url, await signInAs(hub, 'an', { site: 'my-duc' })).counter.callNext(at('quay-3'));
    expect(await board.until(() => true)).toMatchObject([{ seq: 2, change: 'called', turn: { number: 'B001' } }]);
    const [takenIn, called] = await desk.until(({ seq }) => seq === 2);
    expect([takenIn, called]).toMatchObject([{ turn: { ticketId: theirs.ticketId } }, { change: 'called' }]);
    await issue(at2(hub, 'thanh-oai'));
    await commands(hub.url, await signInAs(hub, 'lan', { site: 'thanh-oai' })).counter.callNext(at('quay-3'));
    expect(await quiet.until(() => true)).toMatchObject([{ seq: 2, change: 'called' }]);
    expect(await new Screen(hub.url, { view: 'board', site: 'nowhere' }).closed).toBe(feedClosed.unknown);
  });

  test('a token opens its own site and no other, whatever is asked', async () => {
    const hub = await openCity(await place());
    const other = at2(hub, 'my-duc');
    const { ticketId } = await issue(hub);
    const app = commands(hub.url, { authorization: `Bearer ${tokenOf('my-duc', 'app')}` }).remote;
    const before = await dump(hub);
    expect(await codeOf(app.state({ ticketId }))).toBe('TICKET_UNKNOWN');
    expect(await codeOf(app.cancel({ ticketId }))).toBe('TICKET_UNKNOWN');
    // A ticket that another site has already is nobody's here.
    const stolen = issued(hub, { ticketId, issuer: 'kiosk', series: 'BK', number: 'BK001' });
    expect(await other.kiosk.kiosk.takeIn({ events: [stolen] })).toEqual({ acknowledged: [] });
    expect(await dump(hub)).toEqual(before);
    const commandId = randomUUID();
    const taken = await app.take({ commandId, service: 'chung-thuc' });
    expect(taken.number).toBe('B001');
    expect(await hub.store.db.selectFrom('ticket').select('site').where('id', '=', taken.ticketId).execute()).toEqual([
      { site: 'my-duc' },
    ]);
  });
});

test('staff of one site sign in there and nowhere else, though another has the same name', async () => {
  const hub = await openCity();
  await hub.addStaff({ name: 'ha', displayName: 'Hà ở Hà Đông', password });
  await hub.addStaff({ site: 'my-duc', name: 'ha', displayName: 'Hà ở Mỹ Đức', password: 'mật khẩu khác' });
  const signIn = (site: string, given: string) =>
    fetch(`${hub.url}/rpc/staff/signIn`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ json: { name: 'ha', password: given, site } }),
    });
  expect((await signIn('my-duc', password)).status).toBe(401);
  expect(await (await signIn('my-duc', 'mật khẩu khác')).text()).toContain('Hà ở Mỹ Đức');
  expect((await signIn('nowhere', password)).status).toBe(404);
  expect((await postSignIn(hub.url, 'ha', password)).body).toContain('Hà ở Hà Đông');
});
