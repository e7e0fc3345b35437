import { connect } from 'node:net';
import { os } from '@orpc/server';
import { afterEach, beforeEach, expect, test } from 'vitest';
import WebSocket from 'ws';
import { serveOnLoopback } from '../../electron/loopback.ts';

const token = 'a'.repeat(32);
let screen: Awaited<ReturnType<typeof serveOnLoopback>>;
beforeEach(async () => {
  screen = await serveOnLoopback(os.router({}), { port: 0, token });
});
afterEach(() => screen.close());

const origin = () => new URL(screen.url).origin;

/** Sends bytes as another program on this machine might; gives what comes back until the line closes. */
function send(bytes: string, { thenReset = false } = {}): Promise<string> {
  const socket = connect(Number(new URL(screen.url).port), '127.0.0.1');
  let answer = '';
  socket.on('data', (more) => {
    answer += more;
    if (thenReset) socket.resetAndDestroy();
  });
  socket.on('error', () => {});
  socket.end(bytes);
  return new Promise((resolve) => socket.on('close', () => resolve(answer)));
}

test('whatever another program sends is refused, and the kiosk goes on', async () => {
  const { host } = new URL(screen.url);
  expect(await send(`GET // HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`)).toContain(' 400 ');
  expect(await send('GET / HTTP/1.1\r\nHost: elsewhere\r\nConnection: close\r\n\r\n')).toContain(' 403 ');
  const upgrade = 'Connection: Upgrade\r\nUpgrade: websocket\r\n\r\n';
  expect(await send(`GET // HTTP/1.1\r\nHost: ${host}\r\n${upgrade}`)).toContain(' 403 ');
  await send(`GET /rpc HTTP/1.1\r\nHost: ${host}\r\n${upgrade}`, { thenReset: true });
  expect((await fetch(`${origin()}/kiosk/none.js`)).status).toBe(404);
});

test('a browser is let in by the token alone', async () => {
  const open = (search: string) =>
    new Promise<string>((resolve) => {
      const ws = new WebSocket(`${origin().replace('http', 'ws')}/rpc${search}`, { origin: origin() });
      ws.on('open', () => resolve('open'));
      ws.on('error', () => resolve('refused'));
    });
  expect(await open(`?${token}`)).toBe('open');
  expect(await open(`?${'b'.repeat(32)}`)).toBe('refused');
  expect(await open('')).toBe('refused');
});
