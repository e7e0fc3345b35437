import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import react from '@vitejs/plugin-react';
import type { Page } from 'playwright';
import { build } from 'vite';
import type { Panel } from '../../../renderer/board/panel.ts';
import { openBrowser } from '../../stage/browser.ts';
import type { Scene } from './scenes.ts';

export const ways = { landscape: { width: 1920, height: 1080 }, portrait: { width: 1080, height: 1920 } } as const;

interface Wanted {
  readonly way: keyof typeof ways;
  readonly panel: Panel;
  readonly language: 'vi' | 'en';
}

export interface BoardGallery {
  open(wanted: Wanted): Promise<Page>;
  close(): Promise<void>;
}

const policy =
  "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self' data:; connect-src 'self'";
const types: Record<string, string> = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css' };

/** The board as it ships, in a browser, with made-up scenes in place of a hub. */
export async function openBoardGallery(): Promise<BoardGallery> {
  const outDir = await mkdtemp(path.join(tmpdir(), 'mot-cham-board-gallery-'));
  const dist = { outDir, emptyOutDir: true, assetsInlineLimit: 0, chunkSizeWarningLimit: 2000 };
  await build({
    ...{ configFile: false, root: import.meta.dirname, base: './', logLevel: 'warn', plugins: [react()] },
    build: { ...dist, modulePreload: { polyfill: false } },
  });
  const server = createServer(async (request, response) => {
    const name = new URL(request.url ?? '/', 'http://gallery').pathname;
    const file = path.join(outDir, name === '/' ? 'index.html' : name);
    const type = types[path.extname(file)] ?? (file.endsWith('.svg') ? 'image/svg+xml' : 'font/woff2');
    try {
      const body = await readFile(file);
      response.writeHead(200, { 'content-type': type, 'content-security-policy': policy }).end(body);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const browser = await openBrowser();
  return {
    async open({ way, panel, language }) {
      const page = await browser.newPage({ viewport: ways[way], reducedMotion: 'reduce' });
      await page.goto(`http://127.0.0.1:${port}/?panel=${panel}&lang=${language}`);
      await page.waitForFunction(() => typeof window.showScene === 'function');
      return page;
    },
    async close() {
      await browser.close();
      await new Promise((resolve) => server.close(resolve));
      await rm(outDir, { recursive: true, force: true });
    },
  };
}

export async function show(page: Page, scene: Scene): Promise<void> {
  await page.evaluate((next) => window.showScene(next), scene);
  await page.locator('.board').waitFor();
  await page.evaluate(() => document.fonts.ready);
}
