import { timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { AnyRouter } from '@orpc/server';
import { RPCHandler } from '@orpc/server/ws';
import { WebSocketServer } from 'ws';
import { screenFile } from './screen-files.ts';

interface Options {
  /** 0 takes a free one. */
  readonly port: number;
  /** What the screen's browser must show to be let in. */
  readonly token: string;
}

/**
 * Serves the citizen's screen to a browser on this machine alone, and its calls over a WebSocket that asks for a token.
 * Whatever any other program on this machine sends is refused, and stops nothing.
 */
export async function serveOnLoopback(router: AnyRouter, { port, token }: Options) {
  const server = createServer((request, response) => {
    answer(request, response).catch(() => response.destroy());
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  const origin = `http://${host}`;

  const sockets = new WebSocketServer({ noServer: true, maxPayload: 64 * 1024 });
  const calls = new RPCHandler(router as never);
  server.on('upgrade', (request, socket, head) => {
    socket.on('error', () => socket.destroy());
    if (!mayConnect(request)) return void socket.end('HTTP/1.1 403 Forbidden\r\n\r\n');
    sockets.handleUpgrade(request, socket, head, (ws) => {
      ws.on('error', () => ws.terminate());
      void calls.upgrade(ws as never);
    });
  });

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    // Another name that resolves to this machine is not this machine (DNS rebinding).
    if (request.headers.host !== host) return void response.writeHead(403).end();
    const asked = URL.parse(request.url ?? '/', origin);
    if (!asked) return void response.writeHead(400).end();
    const file = await screenFile(asked.pathname, `ws://${host}`);
    response.writeHead(file.status, file.headers).end(file.body);
  }

  function mayConnect({ headers, url }: IncomingMessage): boolean {
    const asked = URL.parse(url ?? '/', origin);
    const isOurs = headers.host === host && headers.origin === origin;
    return isOurs && asked?.pathname === '/rpc' && isSame(asked.search.slice(1), token);
  }

  return {
    url: `${origin}/kiosk/`,
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
