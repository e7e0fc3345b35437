import type { Browser } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser } from '../stage/browser.ts';
import { faint, overflowing } from './counter-legible.ts';
import { buildPretend, type Pretend, type PretendPage, type Screen } from './counter-pretend.ts';
import { states } from './counter-states.ts';
import { minutesAgo } from './counter-turns.ts';

const sizes = [
  { width: 1440, height: 900 },
  { width: 1366, height: 768 },
  { width: 1100, height: 800 },
  { width: 900, height: 700 },
  { width: 420, height: 900 },
  { width: 360, height: 640 },
];
const strip = { width: 420, height: 900 };

let browser: Browser;
let pretend: Pretend;

beforeAll(async () => {
  [browser, pretend] = await Promise.all([openBrowser(), buildPretend()]);
});
afterAll(async () => {
  await browser.close();
  await pretend.close();
});

async function openState(name: string, more: Partial<Screen> = {}): Promise<PretendPage> {
  const { screen, act } = states[name] ?? {};
  const opened = await pretend.open(browser, strip, { ...screen?.(), ...more });
  await act?.(opened);
  return opened;
}

describe('the words of a counter', () => {
  const like = ['nobody', 'serving', 'done', 'closed', 'pause'];
  const wordy = ['late', 'refused', 'offline', 'transfer'];
  const cases = [
    ...Object.keys(states)
      .filter((name) => !like.includes(name))
      .map((name) => ({ name, language: 'vi' }) as const),
    ...wordy.map((name) => ({ name, language: 'en' }) as const),
  ];

  it.each(cases)('fit and can be read at every size: $name, $language', async ({ name, language }) => {
    const { page } = await openState(name, { language });
    for (const size of sizes) {
      await page.setViewportSize(size);
      expect(await overflowing(page), `${size.width}`).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth), `${size.width}`).toBe(0);
    }
    expect(await faint(page)).toEqual([]);
    await page.close();
  });
});

describe('a counter as a strip of 420 px', () => {
  it.each(['ready', 'calling', 'serving', 'paused'])(
    'shows the number, every order and who waits at once: %s',
    async (name) => {
      const { page } = await openState(name);
      const buttons = await page.locator('.actions button').all();
      expect(buttons).toHaveLength(9);
      for (const shown of [...buttons, page.getByTestId('count-waiting')]) {
        const box = await shown.boundingBox();
        expect((box?.y ?? strip.height) + (box?.height ?? 0)).toBeLessThanOrEqual(strip.height);
        expect(box?.x).toBeGreaterThanOrEqual(0);
      }
      await page.close();
    },
  );

  it('folds its lists until somebody opens them', async () => {
    const { page } = await openState('ready');
    expect(await page.getByTestId('waiting-row').first().isVisible()).toBe(false);
    await page.locator('summary').first().click();
    expect(await page.getByTestId('waiting-row').first().isVisible()).toBe(true);
    await page.setViewportSize({ width: 1366, height: 768 });
    await page.getByTestId('missed-row').first().waitFor();
    await page.close();
  });
});

describe('the screen of a counter', () => {
  it('asks who holds a ticket for the one in hand alone, and drops it with the call', async () => {
    const holder = { name: 'Lê Thị Hoa', birthYear: '1951', idTail: '117' };
    const { page, say } = await openState('ready', { holder });
    expect(await page.content()).not.toContain(holder.name);
    const waiting = states.ready?.screen().snapshot?.turns?.[0];
    if (!waiting) throw new Error('nobody waits');
    const called = { ...waiting, state: 'called', counter: 'quay-3', calls: 1, calledAt: minutesAgo(0) } as const;
    const at = minutesAgo(0);
    say({ type: 'changed', seq: 101, at, change: 'called', turn: { ...called, version: 2 } });
    await page.getByTestId('holder').getByText(holder.name).waitFor();
    say({ type: 'changed', seq: 102, at, change: 'missed', turn: { ...called, state: 'missed', version: 3 } });
    await page.getByTestId('in-hand-number').waitFor({ state: 'detached' });
    expect(await page.content()).not.toContain(holder.name);
    await page.close();
  });

  it('says by shape and words, not by colour alone, what is late and what is declared', async () => {
    const { page } = await openState('late');
    expect(await page.getByTestId('pace').textContent()).toContain('quá hạn');
    expect(await page.locator('[data-testid=pace] svg').count()).toBe(1);
    expect(await page.getByTestId('priority').textContent()).toContain('chưa xác minh');
    expect(await page.getByTestId('longest').textContent()).toContain('quá hạn');
    await page.close();
  });

  it('works from a hub without a certificate, where a page has fewer rights', async () => {
    const { page, orders } = await openState('done');
    expect(await page.evaluate(() => isSecureContext)).toBe(false);
    expect(orders.map(({ name }) => name)).toEqual(['hold']);
    await page.waitForSelector('[data-notice=hold]');
    await page.close();
  });

  it('lets nobody call out of order who may not', async () => {
    const { page } = await openState('pick', { mayCallThis: false });
    await page.getByText('cần quyền do lãnh đạo cấp').waitFor();
    for (const text of await page.getByTestId('match').allTextContents()) expect(text).not.toContain('chờ');
    await page.close();
  });
});
