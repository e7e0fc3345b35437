import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { RPCHandler } from '@orpc/server/ws';
import { type WebSocket, WebSocketServer } from 'ws';
import type { HubRouter } from './api.ts';
import { askingOf } from './auth.ts';
import { reportBugs } from './bugs.ts';
import type { guardFor } from './guard.ts';
import type { HubLog } from './log.ts';

const socketsAtMost = 200;
const messageBytesAtMost = 64 * 1024;

interface Live {
  readonly server: Server;
  readonly router: HubRouter;
  readonly guard: ReturnType<typeof guardFor>;
  readonly log: HubLog;
}

/** The contract over WebSocket at `/live`, for what streams. Gives a way to end all its connections. */
export function openLive({ server, router, guard, log }: Live): () => void {
  const sockets = new WebSocketServer({ noServer: true, maxPayload: messageBytesAtMost });
  const handler = new RPCHandler(router, { interceptors: [reportBugs(log)] });

  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    socket.on('error', () => socket.destroy());
    const why = guard(request) ?? (sockets.clients.size >= socketsAtMost ? 'too-many' : undefined);
    if (why) log.note({ event: 'request-refused', why });
    if (why) return refuse(socket, why === 'too-many' ? '503 Service Unavailable' : '403 Forbidden');
    if (request.url?.split('?')[0] !== '/live') return refuse(socket, '404 Not Found');
    sockets.handleUpgrade(request, socket, head, (opened) => {
      opened.on('error', () => opened.terminate());
      void handler.upgrade(paced(opened), { context: askingOf(request.headers) });
    });
  });

  return () => {
    for (const client of sockets.clients) client.terminate();
    sockets.close();
  };
}

/** A send that ends when the bytes have left: a slow watcher makes its feed wait, instead of filling memory. */
function paced(socket: WebSocket): Pick<WebSocket, 'addEventListener' | 'send'> {
  return {
    addEventListener: socket.addEventListener.bind(socket),
    send: (data: Parameters<WebSocket['send']>[0]) =>
      new Promise<void>((resolve) => socket.send(data, () => resolve())),
  };
}

function refuse(socket: Duplex, status: string): void {
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}
