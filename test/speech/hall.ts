import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import react from '@vitejs/plugin-react';
import { build } from 'vite';
import { clipFile } from '../../hub/clip-file.ts';

export const bankDir = path.resolve(import.meta.dirname, '../../assets/voice');
const types: Record<string, string> = { '.html': 'text/html', '.js': 'text/javascript', '.wav': 'audio/wav' };
/** As strict as the hub's. */
const policy = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'";

export interface Hall {
  readonly url: string;
  close(): Promise<void>;
}

/** The board's voice in a page of its own, with the clips where the hub has them. */
export async function openHall(): Promise<Hall> {
  const dir = await mkdtemp(path.join(tmpdir(), 'mot-cham-hall-'));
  await build({
    configFile: false,
    root: path.join(import.meta.dirname, 'page'),
    base: './',
    logLevel: 'warn',
    plugins: [react()],
    build: { outDir: dir, emptyOutDir: true, chunkSizeWarningLimit: 2000, modulePreload: { polyfill: false } },
  });
  const server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://hall');
    const [, bank, clip] = /^\/voice\/([^/]+)\/([^/]+)\.wav$/.exec(pathname) ?? [];
    const file =
      bank && clip ? clipFile([bankDir], bank, clip) : path.join(dir, pathname.replace(/\/$/, '/index.html'));
    try {
      const body = await readFile(file ?? '');
      const type = types[path.extname(file ?? '')] ?? 'text/plain';
      response.writeHead(200, { 'content-type': type, 'content-security-policy': policy }).end(body);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    async close() {
      await new Promise((resolve) => server.close(resolve));
      await rm(dir, { recursive: true, force: true });
    },
  };
}
