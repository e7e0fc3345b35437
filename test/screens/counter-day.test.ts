import type { Browser, Page } from 'playwright';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { launch, password, Stage } from './counter-stage.ts';

let browser: Browser;
let stage: Stage;
let page: Page;

beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser.close());
beforeEach(async () => {
  stage = await Stage.open();
  page = await browser.newPage({ viewport: { width: 1366, height: 768 } });
  await page.addInitScript(() => {
    let uses = 0;
    for (const event of ['pointerdown', 'mousedown', 'touchstart', 'wheel'])
      addEventListener(event, () => sessionStorage.setItem('mouse', String(++uses)), { capture: true });
  });
});
afterEach(async () => {
  await page.context().close();
  await stage.close();
});

const inHand = () => page.getByTestId('in-hand-number').textContent();
const says = (notice: string) => page.waitForSelector(`[data-testid=notice][data-notice=${notice}]`);
const stateIs = (state: string) => page.waitForSelector(`.desk-screen[data-state=${state}]`);
const mouseUses = () => page.evaluate(() => Number(sessionStorage.getItem('mouse') ?? 0));
const press = async (...keys: string[]) => {
  for (const key of keys) await page.keyboard.press(key);
};
/** The key of the next call is heard again. */
const settled = () => page.waitForSelector('[data-testid=call-next][aria-disabled=false]');

/** The hub's clock runs on, and the screen hears of it with a beat. */
async function pass(seconds: number): Promise<void> {
  stage.hubClockOffMs += seconds * 1_000;
  const clock = () => page.locator('.since b').textContent();
  const before = await clock();
  await expect.poll(clock, { timeout: 5_000 }).not.toBe(before);
  await new Promise((resolve) => setTimeout(resolve, 1_100));
}

async function signInByKeys(): Promise<void> {
  await page.goto(`${stage.hub.url}/counter/`);
  await page.getByTestId('sign-in').waitFor();
  await page.keyboard.type('ha');
  await press('Tab');
  await page.keyboard.type(password);
  await press('Tab', 'ArrowDown', 'ArrowDown', 'ArrowDown');
  await press('Tab', 'Enter');
  await page.waitForSelector('[data-link=live]');
}

describe('a day at a counter', () => {
  it('is worked by the keyboard alone', async () => {
    const holder = { name: 'Lê Thị Hoa', birthYear: '1951', idTail: '117' };
    const declared = { priority: { class: 'khuyet-tat', proof: 'self' } } as const;
    const first = await stage.issue('chung-thuc', 9, 'card-proved', { holder });
    const second = await stage.issue('chung-thuc', 8, 'none', declared);
    const third = await stage.issue('ho-tich', 7);
    const fourth = await stage.issue('chung-thuc', 6);
    const fifth = await stage.issue('chung-thuc', 5);
    await signInByKeys();
    expect(await page.getByTestId('waiting-row').count()).toBe(5);

    // Who has a class comes first; what was declared is verified before anything else.
    await press('Space');
    await stateIs('calling');
    expect(await inHand()).toBe(second);
    await press('v', '1');
    await page.waitForSelector('[data-testid=priority][data-proof=staff]');
    await press('F4', '1', '3');
    await stateIs('serving');
    expect(await page.locator('.tick input:checked').count()).toBe(2);
    await settled();

    // Done and next with one key. Nobody's name is on the screen before the call.
    expect(await page.content()).not.toContain(holder.name);
    await press('Space');
    await page.getByTestId('holder').getByText(holder.name).waitFor();
    expect(await inHand()).toBe(first);

    // Nobody comes: recalled when it may be, missed when it may be, taken back, missed again.
    await press('r');
    await says('why');
    await press('n');
    await page.getByText('Mới gọi 1 lần').waitFor();
    await pass(15);
    await press('r');
    await says('recall');
    await press('n');
    await page.getByText(/Ghi vắng được sau \d+ giây/).waitFor();
    await pass(50);
    await page.getByText('Ghi vắng được rồi').waitFor();
    await press('n');
    await says('miss');
    await press('z');
    await says('undone');
    expect(await inHand()).toBe(first);
    await press('N');
    await page.getByTestId('missed-row').waitFor();
    expect(await page.content()).not.toContain(holder.name);

    // One lacks a paper, one is at the wrong service.
    await settled();
    await press('Space');
    await stateIs('calling');
    expect(await inHand()).toBe(third);
    await press('h');
    await page.getByTestId('held-row').waitFor();
    await settled();
    await press('F2');
    await stateIs('calling');
    expect(await inHand()).toBe(fourth);
    await press('t');
    await page.getByTestId('dialog-transfer').waitFor();
    await press('ArrowRight', '2');
    await says('transfer');
    await stateIs('ready');

    // The missed one is here after all, and ends with a result; the held one has the paper.
    await press('g');
    await page.keyboard.type(first);
    await press('Enter');
    await stateIs('calling');
    expect(await inHand()).toBe(first);
    await press('F9', '1');
    await says('finish');
    await press('g', 'Escape', 'g');
    await page.keyboard.type(third.slice(1));
    await press('Enter');
    await stateIs('calling');
    expect(await inHand()).toBe(third);
    await press('f', 'f');
    await says('finish');

    // Out of order, with a reason in own words.
    await press('g');
    await page.keyboard.type(fifth);
    await press('Enter', '5');
    await page.keyboard.type('Đón con đi viện');
    await press('Enter');
    await stateIs('calling');
    await page.getByTestId('reason').getByText('Đón con đi viện').waitFor();
    await press('f', 'f');
    await stateIs('ready');

    // Lunch, quiet, help, and back.
    await press('p', '1');
    await page.getByText('Lý do: Nghỉ trưa').waitFor();
    await press('l');
    await page.waitForSelector('[data-testid=sound][data-muted=true]');
    await press('F1');
    await page.getByTestId('dialog-help').waitFor();
    await press('Escape');
    await settled();
    await press('Space');
    await stateIs('ready');
    expect(await page.getByTestId('count-finished').textContent()).toBe('4');
    expect(await mouseUses()).toBe(0);
  });

  it('would notice a mouse', async () => {
    await signInByKeys();
    await page.mouse.click(200, 200);
    expect(await mouseUses()).toBeGreaterThan(0);
  });
});

describe('a second order of the same key', () => {
  it('is not heard for 0.8 s after a call, and is taken back within 5 s', async () => {
    const [first, second] = [await stage.issue('chung-thuc', 9), await stage.issue('chung-thuc', 8)];
    await signInByKeys();
    await press('Space', 'Space', 'Space');
    await settled();
    expect(await inHand()).toBe(first);
    await press('Space');
    await expect.poll(inHand).toBe(second);
    await press('z');
    await expect.poll(inHand).toBe(first);
    await press('z');
    await page.getByText('Chỉ hoàn tác được trong 5 giây').waitFor();
  });
});
