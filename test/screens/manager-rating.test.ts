import { randomUUID } from 'node:crypto';
import type { Browser, Page } from 'playwright';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { commands, signInAs } from '../hub/bench.ts';
import { openBrowser } from '../stage/browser.ts';
import { faint, overflowing } from './counter-legible.ts';
import { ManagerStage } from './manager-stage.ts';

let browser: Browser;
let stage: ManagerStage;
let page: Page;

beforeAll(async () => {
  browser = await openBrowser();
  stage = await ManagerStage.open(['rating']);
});
afterAll(async () => {
  await browser.close();
  await stage.close();
});
beforeEach(async () => {
  page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  await page.clock.install();
  await page.goto(`${stage.hub.url}/rating/?counter=quay-3`);
  await page.locator('[data-link=live]').waitFor();
});
afterEach(() => page.context().close());

/** Finishes whoever is at the counter; gives the number. */
const finish = async (counter = 'quay-3') => {
  const staff = commands(stage.hub.url, await signInAs(stage.hub, 'ha')).counter;
  const at = () => ({ commandId: randomUUID(), counter });
  const { turn } = await staff.callNext(at());
  await staff.finish({ ...at(), ticketId: turn!.ticketId });
  return turn!;
};
const ratingOf = ({ ticketId }: { ticketId: string }) =>
  stage.hub.store.db.selectFrom('rating').selectAll().where('ticket_id', '=', ticketId).executeTakeFirst();

describe('the tablet at a counter', () => {
  it('asks the number that has finished there, and sends a good score at once', async () => {
    const turn = await finish();
    await page.getByTestId('asked-number').filter({ hasText: turn.number }).waitFor();
    await page.getByTestId('face-5').click();
    await page.getByTestId('thanks').waitFor();
    expect(await ratingOf(turn)).toMatchObject({ score: 5, reasons: '', place: 'counter', counter: 'quay-3' });
    await page.clock.fastForward(5_000);
    await page.getByTestId('question').waitFor({ state: 'detached' });
  });

  it('asks why, where the score is three or less', async () => {
    const turn = await finish();
    await page.getByTestId('face-3').click();
    await page.getByTestId('reason-long-wait').click();
    await page.getByTestId('reason-place').click();
    expect(await ratingOf(turn)).toBeUndefined();
    await page.getByTestId('send').click();
    await page.getByTestId('thanks').waitFor();
    expect(await ratingOf(turn)).toMatchObject({ score: 3, reasons: 'long-wait,place' });
  });

  it('gives up after half a minute, and where nobody wants to say anything', async () => {
    const turn = await finish();
    await page.getByTestId('question').waitFor();
    await page.clock.fastForward(29_000);
    expect(await page.getByTestId('question').count()).toBe(1);
    await page.clock.fastForward(2_000);
    await page.getByTestId('question').waitFor({ state: 'detached' });
    expect(await ratingOf(turn)).toBeUndefined();
    await finish();
    await page.getByTestId('skip').click();
    await page.getByTestId('question').waitFor({ state: 'detached' });
  });

  it('says that it was not sent, and takes another try', async () => {
    const turn = await finish();
    await page.route('**/rpc/rating/atCounter', (route) => route.abort(), { times: 1 });
    await page.getByTestId('face-4').click();
    await page.getByText('Chưa gửi được').waitFor();
    await page.getByTestId('face-4').click();
    await page.getByTestId('thanks').waitFor();
    expect(await ratingOf(turn)).toMatchObject({ score: 4 });
  });

  it('asks nothing about another counter', async () => {
    await finish('quay-4');
    await page.waitForTimeout(200);
    expect(await page.getByTestId('question').count()).toBe(0);
  });

  it.each([
    { width: 1280, height: 800 },
    { width: 800, height: 1280 },
    { width: 1024, height: 600 },
  ])('fits and can be read at $width x $height', async (size) => {
    await page.setViewportSize(size);
    await legible();
    await finish();
    await page.getByTestId('question').waitFor();
    await legible();
    await page.getByTestId('face-1').click();
    await page.getByTestId('why').waitFor();
    await legible();
    expect(await page.evaluate(() => document.documentElement.scrollHeight - innerHeight)).toBeLessThanOrEqual(0);
    await page.getByTestId('skip').click();
  });

  async function legible(): Promise<void> {
    expect(await overflowing(page)).toEqual([]);
    expect(await faint(page)).toEqual([]);
  }
});
