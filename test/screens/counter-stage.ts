import { createHash, randomUUID } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/fetch';
import type { ContractRouterClient } from '@orpc/contract';
import { type Browser, chromium, type Page } from 'playwright';
import type { hubContract, TicketIssued } from '../../core/contract/hub.ts';
import { parseSite, type Site } from '../../core/settings.ts';
import { type Hub, startHub } from '../../hub/start.ts';
import { buildPages } from './build-pages.ts';

type HubClient = ContractRouterClient<typeof hubContract>;

const root = path.resolve(import.meta.dirname, '../..');
const kioskToken = 'a kiosk of the stage';
export const password = 'gọi-số-2026';

const quiet = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-sync'];
const calm = ['--disable-background-networking', '--disable-component-update'];
/** As a board's own Chromium is started. */
const soundAllowed = '--autoplay-policy=no-user-gesture-required';
export const soundNeedsTouch = '--autoplay-policy=document-user-activation-required';

export function launch(autoplay = soundAllowed): Promise<Browser> {
  return chromium.launch({ executablePath: '/usr/bin/chromium', args: [...quiet, ...calm, autoplay] });
}

/** A real hub that serves the built screens, with a kiosk and staff that the test moves by hand. */
export class Stage {
  readonly #dir = mkdtempSync(path.join(tmpdir(), 'mot-cham-screens-'));
  readonly #site = siteOfStage();
  #screens = '';
  #port = 0;
  #hub: Hub | undefined;
  /** How far the hub's clock is from ours. */
  hubClockOffMs = 0;

  static async open(): Promise<Stage> {
    const stage = new Stage();
    stage.#screens = await builtScreens();
    await stage.startHub();
    await stage.hub.addStaff({ name: 'ha', displayName: 'Trần Thu Hà', password });
    return stage;
  }

  get hub(): Hub {
    if (!this.#hub) throw new Error('the hub is down');
    return this.#hub;
  }

  async startHub(): Promise<void> {
    this.#hub = await startHub({
      sites: [this.#site],
      dataDir: path.join(this.#dir, 'hub'),
      port: this.#port,
      webDir: this.#screens,
      now: () => new Date(Date.now() + this.hubClockOffMs),
      log: { note: () => {}, bug: (error) => console.error(error) },
      beatEveryMs: 1_000,
    });
    this.#port = Number(new URL(this.#hub.url).port);
  }

  async stopHub(): Promise<void> {
    await this.#hub?.close();
    this.#hub = undefined;
  }

  async close(): Promise<void> {
    await this.stopHub();
    rmSync(this.#dir, { recursive: true, force: true });
  }

  /** A number drawn at the kiosk, on paper and taken in. */
  async issue(
    service: string,
    minutesAgo = 0,
    identity: TicketIssued['identity'] = 'card-proved',
    more: Partial<TicketIssued> = {},
  ): Promise<string> {
    const kiosk = clientOf(this.hub, { authorization: `Bearer ${kioskToken}` }).kiosk;
    const visitId = randomUUID();
    const { ahead: _, wait: __, ...number } = await kiosk.reserve({ visitId, service });
    const issuedAt = new Date(Date.now() - minutesAgo * 60_000).toISOString();
    const ticket = { ticketId: randomUUID(), visitId, service, issuer: 'hub', identity, issuedAt, ...number } as const;
    await kiosk.takeIn({ events: [{ type: 'ticket-issued.v1', ...ticket, ...more }] });
    return number.number;
  }

  /** Another member of staff, without a screen. */
  async colleague(): Promise<HubClient['counter']> {
    await this.hub.addStaff({ name: 'lan', displayName: 'Lê Lan', password });
    const headers: Record<string, string> = {};
    const client = clientOf(this.hub, headers, (cookie) => {
      headers.cookie = cookie;
    });
    await client.staff.signIn({ name: 'lan', password });
    return client.counter;
  }

  async signIn(page: Page, counter: string): Promise<void> {
    await page.goto(`${this.hub.url}/counter/`);
    await fillSignIn(page, password);
    await page.selectOption('[name=counter]', counter);
    await page.click('[type=submit]');
    await page.waitForSelector('[data-link=live]');
  }
}

let screens: Promise<string> | undefined;

/** Built once for all stages of a process, and gone with it. */
function builtScreens(): Promise<string> {
  screens ??= (async () => {
    const dir = mkdtempSync(path.join(tmpdir(), 'mot-cham-built-'));
    process.once('exit', () => rmSync(dir, { recursive: true, force: true }));
    await buildPages(dir, 'counter', 'board');
    return dir;
  })();
  return screens;
}

export async function fillSignIn(page: Page, withPassword: string): Promise<void> {
  await page.fill('[name=name]', 'ha');
  await page.fill('[name=password]', withPassword);
}

export const at = (counter: string) => ({ commandId: randomUUID(), counter });

function clientOf(hub: Hub, headers: Record<string, string>, keepCookie?: (cookie: string) => void): HubClient {
  const send = async (request: Request, init: RequestInit) => {
    const response = await fetch(request, init);
    const cookie = response.headers.get('set-cookie')?.split(';')[0];
    if (cookie) keepCookie?.(cookie);
    return response;
  };
  return createORPCClient(new RPCLink({ url: `${hub.url}/rpc`, headers: () => headers, fetch: send }));
}

function siteOfStage(): Site {
  const example = JSON.parse(readFileSync(path.join(root, 'assets/sites/ha-dong.json'), 'utf8'));
  example.counterSeesHolder = true;
  example.kiosks[0].tokenHash = createHash('sha256').update(kioskToken).digest('hex');
  const site = parseSite(JSON.stringify(example), 'the site of the stage');
  if (!site.ok) throw new Error(site.fault.join('\n'));
  return site.value;
}
