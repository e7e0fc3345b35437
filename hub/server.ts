import type { AddressInfo } from 'node:net';
import { fastifyStatic } from '@fastify/static';
import { RPCHandler } from '@orpc/server/fastify';
import Fastify, { type FastifyError, type FastifyInstance } from 'fastify';
import { type HubRouter, hubRouter } from './api.ts';
import { askingOf } from './auth.ts';
import { reportBugs } from './bugs.ts';
import { guardFor, securityHeaders } from './guard.ts';
import { openLive } from './live.ts';
import { serveMetrics } from './metrics.ts';
import { serveOpenApi } from './open-api.ts';
import type { Parts } from './parts.ts';
import { serveExport } from './routes/export.ts';
import { serveVoice } from './voice.ts';

const bodyBytesAtMost = 128 * 1024;

export interface Serving {
  readonly url: string;
  close(): Promise<void>;
}

export interface Place {
  readonly host: string;
  readonly port: number;
  /** The built screens; without it none are served. */
  readonly webDir: string | undefined;
  /** The site's own recordings for the boards' voice; it need not be there. */
  readonly voiceDir: string;
}

/** Serves the contract at `/rpc` and `/live`, and the built screens where `webDir` is given. */
export async function serve(parts: Parts, { host, port, webDir, voiceDir }: Place): Promise<Serving> {
  const { log } = parts;
  const sites = [...parts.sites.values()].map(({ site }) => site);
  const guard = guardFor(sites);
  const router = hubRouter(parts);
  const app = Fastify({ logger: false, bodyLimit: bodyBytesAtMost, forceCloseConnections: true });
  app.removeContentTypeParser('text/plain');
  app.addHook('onRequest', async (request, reply) => {
    const why = guard(request.raw);
    if (why) log.note({ event: 'request-refused', why });
    if (why) return reply.code(403).send({ message: `refused: ${why}` });
    reply.headers(securityHeaders(request.headers.host ?? ''));
  });
  app.setErrorHandler((error: FastifyError, _request, reply) => {
    const status = error.statusCode ?? 500;
    if (status >= 500) log.bug(error);
    if (status === 413) log.note({ event: 'request-refused', why: 'too-large' });
    return reply.code(status).send({ message: status >= 500 ? 'a fault of the hub' : error.message });
  });
  serveCommands(app, router, parts);
  await serveOpenApi(app, parts);
  serveExport(app, parts);
  serveMetrics(app, parts);
  serveVoice(app, voiceDir);
  if (webDir) serveScreens(app, webDir);
  const endLive = openLive({ server: app.server, parts, guard });
  await app.listen({ host, port });
  return {
    url: `http://${host}:${(app.server.address() as AddressInfo).port}`,
    async close() {
      endLive();
      await app.close();
    },
  };
}

function serveCommands(app: FastifyInstance, router: HubRouter, parts: Parts): void {
  const handler = new RPCHandler(router, { interceptors: [reportBugs(parts)] });
  app.all('/rpc/*', async (request, reply) => {
    reply.header('cache-control', 'no-store');
    const context = askingOf(request.headers, (cookie) => reply.header('set-cookie', cookie));
    const { matched } = await handler.handle(request, reply, { prefix: '/rpc', context });
    if (!matched) return reply.code(404).send({ message: 'no such command' });
    return reply;
  });
}

/** `/counter/`, `/board/` and the page of each slip, and their assets; the kiosk's own screens are not for the network. */
function serveScreens(app: FastifyInstance, webDir: string): void {
  // Whoever types the server's name alone is staff.
  app.get('/', (_request, reply) => reply.redirect('/counter/'));
  app.get('/p/:ticketId', (_request, reply) =>
    reply.header('x-robots-tag', 'noindex, nofollow').sendFile('/slip/index.html'),
  );
  app.register(fastifyStatic, {
    root: webDir,
    redirect: true,
    allowedPath: (path) => /^\/(counter|board|manager|rating|slip|assets)(\/|$)/.test(path),
    setHeaders: (reply, path) => {
      reply.header('cache-control', path.endsWith('.html') ? 'no-cache' : 'max-age=31536000, immutable');
    },
  });
}
