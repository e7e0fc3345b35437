import { randomBytes, timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { AnyRouter } from '@orpc/server';
import { RPCHandler } from '@orpc/server/ws';
import { WebSocketServer } from 'ws';
import { screenFile } from './screen-files.ts';

interface Options {
  /** 0 takes a free one. */
  readonly port: number;
}

/**
 * Serves the citizen's screen to a browser on this machine alone, and its calls over a WebSocket that asks for a
 * token made anew at each start. The address, token and all, is for the browser of this kiosk only.
 */
export async function serveOnLoopback(router: AnyRouter, { port }: Options) {
  const token = randomBytes(24).toString('base64url');
  const server = createServer((request, response) => void answer(request, response));
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  const origin = `http://${host}`;

  const sockets = new WebSocketServer({ noServer: true, maxPayload: 64 * 1024 });
  const calls = new RPCHandler(router as never);
  server.on('upgrade', (request, socket, head) => {
    if (!mayConnect(request)) return void socket.end('HTTP/1.1 403 Forbidden\r\n\r\n');
    sockets.handleUpgrade(request, socket, head, (ws) => void calls.upgrade(ws as never));
  });

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    // Another name that resolves to this machine is not this machine (DNS rebinding).
    if (request.headers.host !== host) return void response.writeHead(403).end();
    const { pathname } = new URL(request.url ?? '/', origin);
    const file = await screenFile(pathname, `ws://${host}`);
    response.writeHead(file.status, file.headers).end(file.body);
  }

  function mayConnect(request: IncomingMessage): boolean {
    const { pathname, search } = new URL(request.url ?? '/', origin);
    const isOurs = request.headers.host === host && request.headers.origin === origin;
    return isOurs && pathname === '/rpc' && isSame(search.slice(1), token);
  }

  return {
    url: `${origin}/kiosk/#${token}`,
    close: () => {
      for (const ws of sockets.clients) ws.terminate();
      server.closeAllConnections();
      return new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

function isSame(given: string, wanted: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(wanted)];
  return a.length === b.length && timingSafeEqual(a, b);
}
