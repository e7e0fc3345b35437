import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { stripTypeScriptTypes } from 'node:module';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import type { DockState } from './dock-state.ts';

interface Parts {
  state(): DockState;
  act(what: string, citizen: string | undefined): Promise<void>;
  /** A picture (PNG) of one of the papers. */
  paper(index: number): Buffer | undefined;
}

const page = (name: string) => readFileSync(new URL(`./page/${name}`, import.meta.url), 'utf8');
const still: Readonly<Record<string, readonly [string, string]>> = {
  '/': ['text/html; charset=utf-8', page('index.html')],
  '/page.css': ['text/css', page('page.css')],
  '/page.js': ['text/javascript', stripTypeScriptTypes(page('page.ts'))],
};

/** Serves the dock's page, its state and its hands, on loopback alone. */
export async function serveDock(parts: Parts, wanted: number): Promise<string> {
  const server = createServer((request, response) => {
    answer(parts, request, response).catch((error) => {
      console.error(error);
      response.writeHead(500).end();
    });
  });
  const listen = (port: number) =>
    new Promise<void>((ready, reject) => {
      server.once('error', reject);
      server.listen(port, '127.0.0.1', ready);
    });
  await listen(wanted).catch(() => listen(0));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
}

async function answer({ state, act, paper }: Parts, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const path = request.url ?? '/';
  if (still[path]) response.writeHead(200, { 'content-type': still[path][0] }).end(still[path][1]);
  else if (path === '/state') response.setHeader('content-type', 'application/json').end(JSON.stringify(state()));
  else if (path === '/do' && request.headers['content-type'] === 'application/json') {
    const { what, citizen } = (await json(request)) as { what: string; citizen?: string };
    await act(what, citizen);
    response.end('{}');
  } else if (path.startsWith('/papers/')) {
    const png = paper(Number(path.slice('/papers/'.length)));
    if (png) response.setHeader('content-type', 'image/png').end(png);
    else response.writeHead(404).end();
  } else response.writeHead(404).end();
}
