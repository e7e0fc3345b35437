import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import { type FeedQuery, feedClosed, feedQuery } from '../core/contract/feed.ts';
import { askingOf } from './auth.ts';
import { isStoreAway } from './bugs.ts';
import type { Watcher } from './feed.ts';
import type { guardFor } from './guard.ts';
import type { HubLog } from './log.ts';
import type { Parts, SiteParts } from './parts.ts';

/** More than the largest hospital or a city's boards together; without an end, one page could fill the memory. */
const socketsAtMost = 4_000;
/** A screen says nothing on the feed. */
const messageBytesAtMost = 1_024;
/** What a screen may leave unread before it is let go; it comes back and asks from where it stopped. */
const unreadBytesAtMost = 1024 * 1024;

interface Live {
  readonly server: Server;
  readonly parts: Parts;
  readonly guard: ReturnType<typeof guardFor>;
}

/** The feed over WebSocket at `/live`. Gives a way to end all its connections. */
export function openLive({ server, parts, guard }: Live): () => void {
  const sockets = new WebSocketServer({ noServer: true, maxPayload: messageBytesAtMost });
  const { log } = parts;

  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    socket.on('error', () => socket.destroy());
    const why = guard(request) ?? (sockets.clients.size >= socketsAtMost ? 'too-many' : undefined);
    if (why) log.note({ event: 'request-refused', why });
    if (why) return refuse(socket, why === 'too-many' ? '503 Service Unavailable' : '403 Forbidden');
    const url = new URL(request.url ?? '', 'http://hub');
    if (url.pathname !== '/live') return refuse(socket, '404 Not Found');
    const query = feedQuery.safeParse(Object.fromEntries(url.searchParams));
    if (!query.success) return refuse(socket, '400 Bad Request');
    sockets.handleUpgrade(request, socket, head, (opened) => {
      opened.on('error', (error: NodeJS.ErrnoException) => {
        if (error.code === 'WS_ERR_UNSUPPORTED_MESSAGE_LENGTH')
          log.note({ event: 'request-refused', why: 'too-large' });
        opened.terminate();
      });
      follow(parts, opened, request, query.data).catch((error) => {
        if (isStoreAway(error, parts.store)) log.note({ event: 'store-away' });
        else log.bug(error);
        opened.close(1011);
      });
    });
  });

  return () => {
    for (const client of sockets.clients) client.terminate();
    sockets.close();
  };
}

async function follow(parts: Parts, socket: WebSocket, { headers }: IncomingMessage, query: FeedQuery): Promise<void> {
  const { session } = askingOf(headers);
  const isPublic = query.view === 'board';
  const staff = isPublic ? undefined : await parts.staff.whoHas(session);
  if (!isPublic && !staff) return socket.close(feedClosed.signInFirst);
  const site = siteFor(parts, staff?.site ?? query.site);
  if (!site) return socket.close(feedClosed.unknown);
  const watcher = watcherOn(
    parts.log,
    socket,
    async () => isPublic || (await parts.staff.whoHas(session)) !== undefined,
  );
  socket.on('close', () => site.feed.leave(watcher));
  await site.feed.join(watcher, query);
  if (socket.readyState !== socket.OPEN) site.feed.leave(watcher);
}

function siteFor({ sites }: Parts, id: string | undefined): SiteParts | undefined {
  return id === undefined ? sites.values().next().value : sites.get(id);
}

function watcherOn(log: HubLog, socket: WebSocket, mayStay: () => Promise<boolean>): Watcher {
  return {
    send(frame) {
      if (socket.bufferedAmount > unreadBytesAtMost) return false;
      socket.send(frame, { binary: false });
      return true;
    },
    close(code) {
      if (code === feedClosed.behind) log.note({ event: 'watcher-let-go', why: 'behind' });
      socket.close(code);
      // Whoever does not read does not answer the closing either.
      setTimeout(() => socket.terminate(), 1_000).unref();
    },
    mayStay,
  };
}

function refuse(socket: Duplex, status: string): void {
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}
