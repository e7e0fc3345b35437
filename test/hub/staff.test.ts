import { describe, expect, test } from 'vitest';
import { hashPassword, isPassword } from '../../hub/password.ts';
import { sessionMs } from '../../hub/staff.ts';
import { at, type Bench, codeOf, commands, openBench, password, postSignIn, signInAs, token } from './bench.ts';
import { stores } from './stores.ts';

/** Who asks again so soon is not looked up anew. */
const knownForMs = 2_000;
const ha = { displayName: 'Trần Thu Hà', mayCallThis: true, isManager: false };

/** As a member of staff does it; gives the cookie. */
async function signIn(hub: Bench, name = 'ha'): Promise<Record<string, string>> {
  await hub.addStaff({ name, displayName: 'Trần Thu Hà', password });
  return { cookie: (await postSignIn(hub.url, name, password)).cookie ?? '' };
}

describe.each(stores)('on $name', ({ place }) => {
  test('who signs in is known by a cookie that no script and no other site can reach', async () => {
    const hub = await openBench(await place());
    await hub.addStaff({ name: 'Hà', displayName: 'Trần Thu Hà', password });
    const answer = await postSignIn(hub.url, ' HÀ ', password);
    expect(answer).toMatchObject({ status: 200, body: JSON.stringify({ json: ha }) });
    expect(answer.setCookie).toMatch(/^mot-cham-staff=[\w-]{43}; HttpOnly; SameSite=Strict; Path=\/; Max-Age=43200$/);
    const staff = commands(hub.url, { cookie: answer.cookie ?? '' });
    expect(await staff.staff.me()).toEqual(ha);
    expect(await staff.counter.callNext(at('quay-3'))).toEqual({ turn: null });
  });

  test('a wrong password and an unknown name get the same answer, whatever the name is made of', async () => {
    const hub = await openBench(await place());
    await hub.addStaff({ name: 'ha', displayName: 'Hà', password });
    const wrong = await postSignIn(hub.url, 'ha', 'not it');
    expect(wrong.body).toContain('WRONG_NAME_OR_PASSWORD');
    expect(wrong).toMatchObject({ status: 401, setCookie: null });
    for (const name of ['nobody', "' or 1=1 --", '\u0000', "ha'; drop table staff; --", ''])
      expect(await postSignIn(hub.url, name, 'not it')).toEqual(wrong);
    expect(hub.logged()).not.toContain('"event":"bug"');
    expect((await postSignIn(hub.url, 'ha', password)).status).toBe(200);
  });

  test('after five wrong tries a name has to wait, longer each time, and the right password does not help', async () => {
    const hub = await openBench(await place());
    await hub.addStaff({ name: 'ha', displayName: 'Hà', password });
    await hub.addStaff({ name: 'an', displayName: 'An', password });
    // All at once, as a program would.
    const tries = await Promise.all(Array.from({ length: 12 }, () => postSignIn(hub.url, 'ha', 'guess')));
    expect(tries.filter(({ status }) => status === 401)).toHaveLength(5);
    expect((await postSignIn(hub.url, 'ha', password)).body).toContain('TOO_MANY_TRIES');
    expect((await postSignIn(hub.url, 'Ha ', password)).status).toBe(429);
    expect((await postSignIn(hub.url, 'an', password)).status).toBe(200);
    hub.clock.pass(30_000);
    expect((await postSignIn(hub.url, 'ha', 'guess')).status).toBe(401);
    hub.clock.pass(59_999);
    expect((await postSignIn(hub.url, 'ha', password)).status).toBe(429);
    hub.clock.pass(1);
    expect((await postSignIn(hub.url, 'ha', password)).status).toBe(200);
    expect((await postSignIn(hub.url, 'ha', 'guess')).status).toBe(401);
  });

  test('a session ends after twelve hours', async () => {
    const hub = await openBench(await place());
    const staff = commands(hub.url, await signIn(hub));
    hub.clock.pass(sessionMs - 1);
    expect(await staff.staff.me()).toEqual(ha);
    hub.clock.pass(knownForMs);
    expect(await codeOf(staff.staff.me())).toBe('SIGN_IN_FIRST');
  });

  test('signing in again ends the session before it, and a new password ends all', async () => {
    const hub = await openBench(await place());
    const first = await signIn(hub);
    const second = await postSignIn(hub.url, 'ha', password, first);
    expect(await codeOf(commands(hub.url, first).staff.me())).toBe('SIGN_IN_FIRST');
    const staff = commands(hub.url, { cookie: second.cookie ?? '' }).staff;
    expect(await codeOf(staff.me())).toBeUndefined();
    await hub.addStaff({ name: 'ha', displayName: 'Hà', password: 'another password' });
    hub.clock.pass(knownForMs);
    expect(await codeOf(staff.me())).toBe('SIGN_IN_FIRST');
    expect((await postSignIn(hub.url, 'ha', 'another password')).status).toBe(200);
  });

  test('a session outlives a restart of the hub', async () => {
    const hub = await openBench(await place());
    const cookie = await signIn(hub);
    await hub.close();
    const again = await openBench({ dataDir: hub.dataDir, databaseUrl: hub.databaseUrl, clock: hub.clock });
    expect(await codeOf(commands(again.url, cookie).staff.me())).toBeUndefined();
  });

  test('neither the log nor the store holds a password, a token or a session', async () => {
    const hub = await openBench(await place());
    const { cookie } = await signIn(hub);
    await postSignIn(hub.url, 'ha', 'a wrong guess');
    await codeOf(commands(hub.url, { authorization: 'Bearer a wrong token' }).kiosk.takeIn({ events: [] }));
    await hub.kiosk.kiosk.takeIn({ events: [] });
    const rows = await Promise.all(
      (['staff', 'staff_session', 'command'] as const).map((table) =>
        hub.store.db.selectFrom(table).selectAll().execute(),
      ),
    );
    const session = cookie?.split('=')[1] ?? '';
    expect(session).toHaveLength(43);
    for (const secret of [password, session, token, 'a wrong guess', 'a wrong token']) {
      expect(hub.logged()).not.toContain(secret);
      expect(JSON.stringify(rows)).not.toContain(secret);
    }
    expect(hub.logged()).not.toContain('Trần Thu Hà');
  });
});

test('behind https the cookie never travels without it', async () => {
  const hub = await openBench();
  await hub.addStaff({ name: 'ha', displayName: 'Hà', password });
  const origin = hub.url.replace('http:', 'https:');
  expect((await postSignIn(hub.url, 'ha', password, { origin })).setCookie).toMatch(/; Secure$/);
});

test('wrong tries are forgotten after a while', async () => {
  const hub = await openBench();
  for (let index = 0; index < 5; index++) await postSignIn(hub.url, 'nobody', 'guess');
  hub.clock.pass(30_000 + 15 * 60_000);
  for (let index = 0; index < 5; index++) expect((await postSignIn(hub.url, 'nobody', 'guess')).status).toBe(401);
  expect((await postSignIn(hub.url, 'nobody', 'guess')).status).toBe(429);
});

test('who has signed out, or never signed in, may do nothing', async () => {
  const hub = await openBench();
  const staff = commands(hub.url, await signInAs(hub));
  await staff.staff.signOut();
  const ticketId = crypto.randomUUID();
  for (const { counter, staff: own } of [staff, commands(hub.url), commands(hub.url, { cookie: 'mot-cham-staff=x' })]) {
    const on = () => ({ ...at('quay-3'), ticketId });
    const asked = [
      own.me(),
      counter.callNext(at('quay-3')),
      counter.callThis({ ...on(), reason: 'x' }),
      counter.recall(on()),
      counter.arrive(on()),
      counter.hold(on()),
      counter.miss(on()),
      counter.transfer({ ...on(), to: { service: 'ho-tich' } }),
      counter.addSteps({ ...on(), services: ['ho-tich'], comesBack: false }),
      counter.finish(on()),
      counter.cancel(on()),
      counter.reopen(on()),
      counter.verify({ ...on(), holds: true }),
      counter.undo(at('quay-3')),
      counter.setState({ ...at('quay-3'), state: 'closed' }),
      counter.holder({ counter: 'quay-3', ticketId }),
    ];
    expect([...new Set(await Promise.all(asked.map(codeOf)))]).toEqual(['SIGN_IN_FIRST']);
  }
});

test('a password is stored as argon2id with its own salt, and is the same however its letters were typed', async () => {
  const [one, two] = await Promise.all([hashPassword('Hà Đông'), hashPassword('Hà Đông')]);
  expect(one).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$[\w+/]{22}\$[\w+/]{43}$/);
  expect(one).not.toBe(two);
  expect(await isPassword('Hà Đông'.normalize('NFD'), one)).toBe(true);
  expect(await isPassword('Ha Dong', one)).toBe(false);
});
