import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, statSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { codeOf, commands, hubSite, newDataDir, postSignIn } from './bench.ts';
import { Screen } from './screen.ts';
import { stores } from './stores.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));

function run(program: string, args: string[], input = '', databaseUrl = '') {
  const env = { ...process.env, DATABASE_URL: databaseUrl };
  const child = spawn(process.execPath, [join(root, 'hub', program), ...args], { stdio: 'pipe', env });
  child.stdin.end(input);
  return child;
}

async function outcome(child: ReturnType<typeof run>) {
  const [out, err, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'exit')]);
  return { out, err, code };
}

function siteFile(site: unknown): string {
  const file = join(newDataDir(), 'site.json');
  writeFileSync(file, JSON.stringify(site));
  return file;
}

describe.each(stores)('on $name', ({ place }) => {
  test('a hub started as a program says where it is, serves, and ends on SIGTERM', async () => {
    const data = newDataDir();
    const { databaseUrl = '' }: { databaseUrl?: string } = await place();
    const ha = ['--site', 'ha-dong', '--data', data, '--name', 'ha', '--display', 'Trần Thu Hà'];
    const added = run('add-staff.ts', ha, 'mật khẩu dài\n', databaseUrl);
    expect(await outcome(added)).toMatchObject({ code: 0, out: 'ha may sign in\n' });
    const hub = run('main.ts', ['--site', siteFile(hubSite()), '--data', data, '--port', '0'], '', databaseUrl);
    const [line] = (await once(hub.stdout.setEncoding('utf8'), 'data')) as [string];
    expect(line).toMatch(/^hub ready http:\/\/127\.0\.0\.1:\d+\n$/);
    const url = line.trim().split(' ').at(-1) ?? '';
    expect((await postSignIn(url, 'ha', 'mật khẩu dài')).status).toBe(200);
    const board = new Screen(url, { view: 'board' });
    await board.next();
    const ended = outcome(hub);
    hub.kill('SIGTERM');
    expect(await ended).toMatchObject({ code: 0, out: '' });
    expect(await codeOf(commands(url).board.site())).toBeDefined();
    expect(await board.closed).toBeGreaterThan(0);
  });
});

test('what a hub keeps is for its own user alone, the program that it has compiled too', async () => {
  const data = join(newDataDir(), 'hub');
  const hub = run('main.ts', ['--site', siteFile(hubSite()), '--data', data, '--port', '0']);
  await once(hub.stdout.setEncoding('utf8'), 'data');
  const ended = outcome(hub);
  hub.kill('SIGTERM');
  expect((await ended).code).toBe(0);
  expect(statSync(data).mode & 0o077).toBe(0);
  expect(readdirSync(join(data, 'compiled')).length).toBeGreaterThan(0);
});

test('settings that do not fit are all named at once, and nothing starts', async () => {
  const site = hubSite();
  const file = siteFile({ ...site, timeZone: 'Asia/Hanoi-ish', dayStartsAtHour: 99 });
  const data = newDataDir();
  const { err, out, code } = await outcome(run('main.ts', ['--site', file, '--data', data]));
  expect(code).toBe(2);
  expect(out).toBe('');
  expect(err).toContain('timeZone: must be a time zone');
  expect(err).toContain('dayStartsAtHour: ');
  expect(
    err
      .trim()
      .split('\n')
      .every((line) => line.startsWith(`${file}: `)),
  ).toBe(true);
});

test('a missing file, a missing argument and an unknown one are each said in words', async () => {
  const missing = await outcome(run('main.ts', ['--site', '/nowhere/site.json', '--data', newDataDir()]));
  expect(missing).toMatchObject({ code: 2, out: '' });
  expect(missing.err).toMatch(/^\/nowhere\/site.json: cannot be read/);
  for (const args of [[], ['--sites', 'x']]) {
    const { err, code } = await outcome(run('main.ts', args));
    expect(code).toBe(2);
    expect(err).toContain(
      'usage: [DATABASE_URL=postgres://...] node hub/main.ts --site FILE [--site FILE ...] --data DIR',
    );
  }
});

test('a second hub on the same folder, or the same site twice, does not start', async () => {
  const data = newDataDir();
  const site = siteFile(hubSite());
  const hub = run('main.ts', ['--site', site, '--data', data, '--port', '0']);
  await once(hub.stdout.setEncoding('utf8'), 'data');
  const second = await outcome(run('main.ts', ['--site', site, '--data', data, '--port', '0']));
  expect(second).toMatchObject({ code: 1, out: '' });
  expect(second.err).toContain(`another hub uses the folder ${data}`);
  const ended = outcome(hub);
  // As by a power cut: nothing is left behind that would keep the next one out.
  hub.kill('SIGKILL');
  await ended;
  const next = run('main.ts', ['--site', site, '--data', data, '--port', '0']);
  expect(String((await once(next.stdout, 'data'))[0])).toMatch(/^hub ready/);
  next.kill('SIGTERM');
  expect((await outcome(next)).code).toBe(0);
  const twice = await outcome(run('main.ts', ['--site', site, '--site', site, '--data', newDataDir()]));
  expect(twice).toMatchObject({ code: 2, out: '' });
  expect(twice.err).toContain('the same site is given twice');
});

test('a hub whose port is taken says so and ends', async () => {
  const taken = createServer().listen(0, '127.0.0.1');
  await once(taken, 'listening');
  const { port } = taken.address() as AddressInfo;
  const args = ['--site', siteFile(hubSite()), '--data', newDataDir(), '--port', String(port)];
  const { err, out, code } = await outcome(run('main.ts', args));
  taken.close();
  expect({ code, out }).toEqual({ code: 1, out: '' });
  expect(err).toMatch(/^the hub cannot start: .*EADDRINUSE/m);
});

test('a short password is not taken', async () => {
  const added = run(
    'add-staff.ts',
    ['--site', 'ha-dong', '--data', newDataDir(), '--name', 'ha', '--display', 'Hà'],
    '1234567\n',
  );
  expect(await outcome(added)).toMatchObject({ code: 2, out: '' });
});
