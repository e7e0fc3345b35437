import { type Browser, chromium, type Page } from 'playwright';
import { expect } from 'vitest';

/** Chromium as root, quiet: it asks nothing of any network. */
export const chromiumFlags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--autoplay-policy=no-user-gesture-required',
];

export function openBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: '/usr/bin/chromium', headless: true, args: chromiumFlags });
}

interface Eye {
  /** Until an expression is true in the page. */
  awaits(expression: string): Promise<void>;
  /** Clicks in the middle of the first element of a selector, once it is there. */
  touch(selector: string): Promise<void>;
}

/** Looks at a page that must not take the look for a touch, as Chromium takes every other one of the driver's. */
export async function openEye(page: Page): Promise<Eye> {
  const devTools = await page.context().newCDPSession(page);
  const see = async (expression: string) =>
    (await devTools.send('Runtime.evaluate', { expression, returnByValue: true })).result.value;
  const awaits = (expression: string) =>
    expect.poll(() => see(expression), { timeout: 20_000, message: expression }).toBe(true);
  return {
    awaits,
    async touch(selector) {
      const element = `document.querySelector(${JSON.stringify(selector)})`;
      await awaits(`${element} !== null`);
      const middle = `(({ x, y, width, height }) => [x + width / 2, y + height / 2])(${element}.getBoundingClientRect())`;
      const [x, y] = (await see(middle)) as [number, number];
      await page.mouse.click(x, y);
    },
  };
}
