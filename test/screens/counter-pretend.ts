import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Browser, Page, WebSocketRoute } from 'playwright';
import type { CounterFeedEvent } from '../../core/contract/feed.ts';
import type { SiteOnScreen } from '../../core/contract/hub.ts';
import { buildPages } from './build-pages.ts';
import { exampleSite, now } from './counter-turns.ts';

const types: Record<string, string> = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css' };

/** The counter's page as it ships, in front of a hub that says what the test tells it. */
export interface Pretend {
  open(browser: Browser, size: { width: number; height: number }, screen: Partial<Screen>): Promise<PretendPage>;
  close(): Promise<void>;
}

export interface Screen {
  readonly counter: string;
  readonly site: SiteOnScreen;
  readonly snapshot: Partial<Extract<CounterFeedEvent, { type: 'snapshot' }>>;
  readonly holder: { readonly name: string; readonly birthYear: string; readonly idTail: string } | null;
  readonly mayCallThis: boolean;
  readonly language: 'vi' | 'en';
  /** What each order is answered: a turn, or a refusal. */
  readonly answer: (order: string, input: Record<string, unknown>) => object;
}

export interface PretendPage {
  readonly page: Page;
  /** Orders that came, oldest first. */
  readonly orders: { readonly name: string; readonly input: Record<string, unknown> }[];
  say(event: CounterFeedEvent): void;
  cut(): void;
}

export async function buildPretend(): Promise<Pretend> {
  const dir = await mkdtemp(path.join(tmpdir(), 'mot-cham-counter-'));
  await buildPages(dir, 'counter');
  return {
    open: (browser, size, screen) => openPage(browser, size, dir, { ...usual(), ...screen }),
    close: () => rm(dir, { recursive: true, force: true }),
  };
}

async function openPage(
  browser: Browser,
  viewport: { width: number; height: number },
  dir: string,
  screen: Screen,
): Promise<PretendPage> {
  const page = await browser.newPage({ viewport, reducedMotion: 'reduce' });
  const orders: PretendPage['orders'] = [];
  const sockets: WebSocketRoute[] = [];
  let isCut = false;
  await page.addInitScript((language) => localStorage.setItem('mot-cham.language', language), screen.language);
  await page.clock.install({ time: now });
  await page.route('http://hub.invalid/**', async (route) => {
    const name = new URL(route.request().url()).pathname;
    if (name.startsWith('/rpc/')) {
      if (isCut) return route.abort();
      const { json: input } = JSON.parse(route.request().postData() ?? '{}');
      const order = name.split('/').at(-1) ?? '';
      if (order !== 'site' && order !== 'me' && order !== 'holder') orders.push({ name: order, input });
      const json = answerTo(order, input, screen);
      return route.fulfill({ status: 'code' in json ? 409 : 200, json: { json } });
    }
    const body = await readFile(path.join(dir, name.endsWith('/') ? `${name}index.html` : name)).catch(() => undefined);
    const type = types[path.extname(name.endsWith('/') ? 'index.html' : name)] ?? 'application/octet-stream';
    return body ? route.fulfill({ body, contentType: type }) : route.fulfill({ status: 404 });
  });
  await page.routeWebSocket(/\/live/, (socket) => {
    if (isCut) return void socket.close({ code: 1011 });
    sockets.push(socket);
    socket.send(JSON.stringify({ ...emptySnapshot, ...screen.snapshot }));
  });
  await page.goto(`http://hub.invalid/counter/?counter=${screen.counter}`);
  await page.waitForSelector('[data-link=live]');
  return {
    page,
    orders,
    say: (event) => sockets.at(-1)?.send(JSON.stringify(event)),
    cut() {
      isCut = true;
      void sockets.at(-1)?.close({ code: 1011 });
    },
  };
}

function answerTo(order: string, input: Record<string, unknown>, screen: Screen): object {
  const me = { displayName: 'Trần Thu Hà', mayCallThis: screen.mayCallThis, isManager: false };
  const answers: Record<string, object> = { site: screen.site, me, holder: { holder: screen.holder } };
  return answers[order] ?? screen.answer(order, input);
}

const emptySnapshot = {
  type: 'snapshot',
  seq: 100,
  at: new Date(now).toISOString(),
  day: '2026-11-23',
  turns: [],
  counters: [],
  waiting: {},
  finished: {},
} satisfies CounterFeedEvent;

const usual = (): Screen => ({
  counter: 'quay-3',
  site: exampleSite(),
  snapshot: {},
  holder: null,
  mayCallThis: true,
  language: 'vi',
  answer: () => ({ turn: null }),
});
