import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Page } from 'playwright';
import { dayAfter, daysOf, weekdayOf } from '../../core/report/days.ts';
import { rate } from '../../hub/ratings.ts';
import { type Hub, startHub } from '../../hub/start.ts';
import { openStore } from '../../hub/store/open.ts';
import { chanceOf } from '../estimate/world/chance.ts';
import { type MadeUpDay, madeUpDay } from '../manager/made-up-day.ts';
import { madeUpSite } from '../manager/made-up-site.ts';
import { stock } from '../manager/stocked.ts';
import { buildPages } from './build-pages.ts';

export const appToken = 'the operations centre of the province';
export const site = madeUpSite((example) => {
  Object.assign(example, {
    apps: [{ id: 'ioc', tokenHash: createHash('sha256').update(appToken).digest('hex') }],
  });
});
export const today = '2026-11-25';
export const yesterday = '2026-11-24';
const opensAt = (day: string) => Date.parse(`${day}T00:30:00Z`);
/** A quarter to ten in Hà Nội: people wait. */
const nowMs = Date.parse(`${today}T02:45:00Z`);
export const password = 'lãnh-đạo-2026';

/** A hub with four weeks behind it and a morning under way, and a clock that goes on from there. */
export class ManagerStage {
  readonly #dir = mkdtempSync(path.join(tmpdir(), 'mot-cham-manager-'));
  #hub: Hub | undefined;

  static async open(pages: readonly string[] = ['manager']): Promise<ManagerStage> {
    const stage = new ManagerStage();
    const webDir = path.join(stage.#dir, 'screens');
    if (pages.length > 0) await buildPages(webDir, ...pages);
    const dataDir = path.join(stage.#dir, 'hub');
    await stage.#stock(dataDir);
    const startedAt = Date.now();
    const now = () => new Date(nowMs + Date.now() - startedAt);
    const log = { note: () => {}, bug: (error: unknown) => console.error(error) };
    stage.#hub = await startHub({ sites: [site], dataDir, port: 0, webDir, now, log, beatEveryMs: 1_000 });
    await stage.hub.addStaff({ name: 'ha', displayName: 'Trần Thu Hà', password });
    await stage.hub.addStaff({ name: 'minh', displayName: 'Lê Quang Minh', password, isManager: true });
    return stage;
  }

  get hub(): Hub {
    if (!this.#hub) throw new Error('the hub is down');
    return this.#hub;
  }

  async signIn(page: Page, hash = 'live', name = 'minh'): Promise<void> {
    await page.goto(`${this.hub.url}/manager/#${hash}`);
    await page.fill('[name=name]', name);
    await page.fill('[name=password]', password);
    await page.click('[type=submit]');
  }

  async close(): Promise<void> {
    await this.#hub?.close();
    rmSync(this.#dir, { recursive: true, force: true });
  }

  async #stock(dataDir: string): Promise<void> {
    const store = await openStore({ dataDir });
    const days = daysOf(dayAfter(today, -27), today).filter((day) => weekdayOf(day) < 5);
    const made = days.map((day) => dayOf(day));
    await stock(store, site, made);
    for (const [at, day] of days.slice(-2).entries()) await rateSome(store, made.at(at - 2)!, `${day}T10:00:00Z`);
    const body = JSON.stringify({ n: 240, meanErrorMinutes: 6.2, lateShare: 0.05 });
    await store.db.insertInto('kept').values({ site: site.id, name: 'estimate-error', body }).execute();
    await store.close();
  }
}

function dayOf(day: string): MadeUpDay {
  const people = day === today ? 210 : day === yesterday ? 165 : 90;
  const attendance = { chosenShare: 0.03 };
  const untilMs = day === today ? nowMs : Number.POSITIVE_INFINITY;
  return madeUpDay({
    site,
    day,
    opensMs: opensAt(day),
    people,
    seed: Date.parse(day),
    attendance,
    untilMs,
    prioritySharePercent: 30,
  });
}

async function rateSome(store: Hub['store'], { turns }: MadeUpDay, at: string): Promise<void> {
  const random = chanceOf(7);
  const now = () => new Date(at);
  for (const { ticketId } of turns.filter(({ state }) => state === 'finished')) {
    if (random() > 0.4) continue;
    const score = [5, 5, 5, 4, 4, 4, 4, 3, 2, 1][Math.floor(random() * 10)]!;
    const reasons = random() < 0.7 ? ['long-wait'] : ['unclear', 'papers'];
    await rate({ store, now }, { site: site.id, ticketId, score, reasons, place: 'counter' });
  }
}
