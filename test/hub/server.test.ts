import { mkdirSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { newDataDir, openBench, postSignIn } from './bench.ts';

function screens(): string {
  const webDir = newDataDir();
  for (const [folder, file] of [
    ['counter', 'index.html'],
    ['board', 'index.html'],
    ['kiosk', 'index.html'],
    ['assets', 'a-1234.js'],
  ] as const) {
    mkdirSync(join(webDir, folder));
    writeFileSync(join(webDir, folder, file), `this is ${folder}`);
  }
  return webDir;
}

/** `fetch` does not let a Host be chosen. */
function ask(url: string, path: string, headers: Record<string, string> = {}, method = 'GET') {
  return new Promise<{ status: number; headers: Record<string, unknown>; body: string }>((resolve, reject) => {
    const asked = request(`${url}${path}`, { method, headers }, (answer) => {
      let body = '';
      answer.on('data', (part) => {
        body += part;
      });
      answer.on('end', () => resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body }));
    });
    asked.on('error', reject).end();
  });
}

function upgrade(url: string, path: string, headers: Record<string, string>): Promise<number> {
  return new Promise((resolve) => {
    const socket = new WebSocket(`${url.replace('http', 'ws')}${path}`, { headers });
    socket.on('open', () => {
      socket.terminate();
      resolve(101);
    });
    socket.on('unexpected-response', (_, answer) => resolve(answer.statusCode ?? 0));
    socket.on('error', () => {});
  });
}

test('the screens of the counter and the board are served, and those of the kiosk are not', async () => {
  const hub = await openBench({ webDir: screens() });
  expect(await ask(hub.url, '/counter/')).toMatchObject({ status: 200, body: 'this is counter' });
  expect(await ask(hub.url, '/board/')).toMatchObject({ status: 200, body: 'this is board' });
  expect((await ask(hub.url, '/board')).headers.location).toBe('/board/');
  expect((await ask(hub.url, '/board/')).headers['cache-control']).toBe('no-cache');
  expect((await ask(hub.url, '/assets/a-1234.js')).headers['cache-control']).toContain('immutable');
  expect((await ask(hub.url, '/')).headers.location).toBe('/counter/');
  for (const path of ['/kiosk/', '/counter/../kiosk/index.html', '/counter/%2e%2e/kiosk/index.html', '/hub.db'])
    expect((await ask(hub.url, path)).status).toBe(404);
});

test('every answer forbids what the screens do not need', async () => {
  const hub = await openBench({ webDir: screens() });
  for (const path of ['/board/', '/rpc/nothing', '/nothing']) {
    const { headers } = await ask(hub.url, path);
    expect(headers['content-security-policy']).toMatch(
      /^default-src 'none'; script-src 'self'; .*frame-ancestors 'none'$/,
    );
    expect(headers).toMatchObject({ 'x-content-type-options': 'nosniff', 'referrer-policy': 'no-referrer' });
  }
});

test('a request under a name that nobody configured is refused', async () => {
  const hub = await openBench({ webDir: screens() });
  const { port } = new URL(hub.url);
  for (const host of ['evil.example', `evil.example:${port}`, '127.0.0.1.evil.example', 'x@127.0.0.1', '127.0.0.1/;'])
    expect((await ask(hub.url, '/board/', { host })).status).toBe(403);
  expect((await ask(hub.url, '/board/', { host: `localhost:${port}` })).status).toBe(200);
  expect(await upgrade(hub.url, '/live', { host: 'evil.example' })).toBe(403);
  expect(hub.logged()).toContain('"why":"host"');
});

test('the feed is not opened under a name that nobody configured', async () => {
  const hub = await openBench();
  for (const host of ['evil.example', 'hub.evil.example'])
    expect(await upgrade(hub.url, '/live?view=board', { host })).toBe(403);
  expect(await upgrade(hub.url, '/live?view=board', {})).toBe(101);
});

test('a page of another site can neither command nor watch', async () => {
  const hub = await openBench();
  const other = { origin: 'https://evil.example' };
  expect((await postSignIn(hub.url, 'ha', 'x', other)).status).toBe(403);
  expect((await postSignIn(hub.url, 'ha', 'x', { origin: 'null' })).status).toBe(403);
  expect((await postSignIn(hub.url, 'ha', 'x', { origin: 'http://127.0.0.1:1' })).status).toBe(403);
  expect((await postSignIn(hub.url, 'ha', 'x', { origin: hub.url })).status).toBe(401);
  expect(await upgrade(hub.url, '/live', other)).toBe(403);
  expect(await upgrade(hub.url, '/live', { origin: hub.url, 'sec-fetch-site': 'cross-site' })).toBe(403);
  expect(await upgrade(hub.url, '/live?view=board', { origin: hub.url })).toBe(101);
  expect(await upgrade(hub.url, '/elsewhere', { origin: hub.url })).toBe(404);
});

test('a command is never carried out by a link, a form or a body without end', async () => {
  const hub = await openBench();
  for (const path of ['/rpc/staff/signOut', '/rpc/counter/callNext', '/rpc/remote/take'])
    expect((await ask(hub.url, path)).status).toBe(405);
  const post = (body: string, type: string) =>
    fetch(`${hub.url}/rpc/kiosk/takeIn`, { method: 'POST', headers: { 'content-type': type }, body });
  expect((await post('{}', 'text/plain')).status).toBe(415);
  expect((await post('a=b', 'application/x-www-form-urlencoded')).status).toBe(415);
  expect((await post('{', 'application/json')).status).toBe(400);
  expect((await post(`{"json":"${'x'.repeat(200_000)}"}`, 'application/json')).status).toBe(413);
  expect(hub.logged()).toContain('"event":"request-refused","why":"too-large"');
});
