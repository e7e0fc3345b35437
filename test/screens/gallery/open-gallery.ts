import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import react from '@vitejs/plugin-react';
import { type Browser, chromium, type Page } from 'playwright';
import { build } from 'vite';
import type { KioskView } from '../../../core/contract/kiosk.ts';

export const portrait = { width: 1080, height: 1920 };
export const landscape = { width: 1920, height: 1080 };

/** The headers under which the machine serves its screens. */
const policy =
  "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self' data:; connect-src 'self'";
const types: Record<string, string> = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css' };
const chromiumArgs =
  '--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update --disable-sync';

export interface Gallery {
  readonly dir: string;
  open(size: { width: number; height: number }): Promise<Page>;
  close(): Promise<void>;
}

/** The kiosk's own screens, built as they ship, in a browser, with no machine behind them. */
export async function openGallery(): Promise<Gallery> {
  const dir = await mkdtemp(path.join(tmpdir(), 'mot-cham-gallery-'));
  const outDir = path.join(dir, 'site');
  await build({
    configFile: false,
    root: import.meta.dirname,
    base: './',
    logLevel: 'warn',
    plugins: [react()],
    build: {
      outDir,
      emptyOutDir: true,
      assetsInlineLimit: 0,
      chunkSizeWarningLimit: 2000,
      modulePreload: { polyfill: false },
    },
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
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  const browser: Browser = await chromium.launch({
    executablePath: '/usr/bin/chromium',
    args: chromiumArgs.split(' '),
  });
  return {
    dir,
    async open(size) {
      const page = await browser.newPage({ viewport: size, hasTouch: true, reducedMotion: 'reduce' });
      await page.clock.setFixedTime('2026-11-23T01:42:00Z');
      await page.goto(url);
      await page.waitForFunction(() => typeof window.show === 'function');
      return page;
    },
    async close() {
      await browser.close();
      await new Promise((resolve) => server.close(resolve));
      await rm(dir, { recursive: true, force: true });
    },
  };
}

export async function show(page: Page, view: KioskView | undefined): Promise<void> {
  await page.evaluate((next) => window.show(next), view);
  const at = view?.screen.at ?? 'restarting';
  await page.locator(`[data-screen="${at}"]`).waitFor();
  await page.evaluate(() => document.fonts.ready);
}
