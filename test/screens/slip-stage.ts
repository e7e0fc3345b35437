import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import react from '@vitejs/plugin-react';
import type { Browser, Page, Route } from 'playwright';
import { build } from 'vite';
import type { TicketState } from '../../core/contract/remote.ts';
import { securityHeaders } from '../../hub/guard.ts';

const root = path.resolve(import.meta.dirname, '../..');
const host = 'so.example.vn';
export const ticketId = '7d0f6a52-1c1c-4e0e-9b5e-0f5a3c1d2e4b';

const types: Record<string, string> = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css' };

/** What the pretended hub says: a ticket, that it has none, or nothing at all. */
export type Answer = TicketState | 'unknown' | 'away';

export interface Rated {
  readonly ticketId: string;
  readonly score: number;
  readonly reasons: readonly string[];
}

/** The page as it ships, under the hub's own headers, in front of a hub that says what the test tells it. */
export class SlipStage {
  readonly #outDir = mkdtempSync(path.join(tmpdir(), 'mot-cham-slip-'));
  answer: Answer = 'away';
  /** What becomes of a rating. */
  taking: 'taken' | 'ALREADY_RATED' | 'away' = 'taken';
  asked = 0;
  rated: Rated[] = [];

  static async open(): Promise<SlipStage> {
    const stage = new SlipStage();
    await build({
      configFile: false,
      root: path.join(root, 'renderer'),
      base: './',
      logLevel: 'error',
      plugins: [react()],
      build: {
        outDir: stage.#outDir,
        emptyOutDir: true,
        assetsInlineLimit: 0,
        modulePreload: { polyfill: false },
        rolldownOptions: { input: path.join(root, 'renderer/slip/index.html') },
      },
    });
    return stage;
  }

  close(): void {
    rmSync(this.#outDir, { recursive: true, force: true });
  }

  /** A phone that has just read the slip's code. */
  async phone(browser: Browser, width: number, height: number): Promise<Page> {
    Object.assign(this, { asked: 0, rated: [], taking: 'taken' });
    const page = await browser.newPage({
      viewport: { width, height },
      hasTouch: true,
      isMobile: true,
      locale: 'vi-VN',
    });
    await page.clock.install({ time: '2026-11-25T02:12:00Z' });
    await page.route('**/*', (route) => this.#serve(route));
    return page;
  }

  async show(page: Page, answer: Answer): Promise<void> {
    this.answer = answer;
    await page.goto(`https://${host}/p/${ticketId}`);
    await page.evaluate(() => document.fonts.ready);
  }

  #serve(route: Route): Promise<void> {
    const { pathname } = new URL(route.request().url());
    if (pathname === '/rpc/slip/state') return this.#tell(route);
    if (pathname === '/rpc/slip/rate') return this.#take(route);
    const file = pathname.startsWith('/p/') ? 'slip/index.html' : pathname.slice(1);
    const type = types[path.extname(file)] ?? (file.endsWith('.svg') ? 'image/svg+xml' : 'font/woff2');
    const body = readFileSync(path.join(this.#outDir, file));
    return route.fulfill({ body, headers: { ...securityHeaders(host), 'content-type': type } });
  }

  #tell(route: Route): Promise<void> {
    this.asked += 1;
    if (this.answer === 'away') return route.abort('internetdisconnected');
    if (this.answer === 'unknown') return refuse(route, 404, 'TICKET_UNKNOWN');
    return route.fulfill({ json: { json: this.answer } });
  }

  #take(route: Route): Promise<void> {
    if (this.taking === 'away') return route.abort('internetdisconnected');
    if (this.taking === 'ALREADY_RATED') return refuse(route, 409, 'ALREADY_RATED');
    this.rated.push(route.request().postDataJSON().json);
    return route.fulfill({ json: { json: {} } });
  }
}

function refuse(route: Route, status: number, code: string): Promise<void> {
  return route.fulfill({ status, json: { json: { defined: true, code, status, message: code } } });
}
