import type { Browser, Page } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openBrowser } from '../stage/browser.ts';
import { type Hall, openHall } from '../stage/hall.ts';
import { type Stage, setStage } from '../stage/stage.ts';
import { fromCardToBoard } from './from-card-to-board.ts';

let stage: Stage;
let browser: Browser;
let kiosk: Page;
let hall: Hall;

beforeAll(async () => {
  stage = await setStage({ reader: 'real' });
  browser = await openBrowser();
  kiosk = await browser.newPage({ viewport: { width: 1080, height: 1920 } });
  await kiosk.goto(await stage.kiosk.start());
  hall = await openHall(browser, stage);
});
afterAll(async () => {
  await browser?.close();
  await stage?.stop();
});

test('a card on a real reader becomes a printed number, called at a counter and shown on the board', async () => {
  await fromCardToBoard(kiosk, stage, hall);
});

test('the language changes by one touch, and is Vietnamese again for the next citizen', async () => {
  await kiosk.getByTestId('language').click();
  expect(await kiosk.locator('html').getAttribute('lang')).toBe('en');
  await kiosk.getByTestId('skip-card').click();
  await kiosk.locator('[data-screen="choosing"]').waitFor();
  expect(await kiosk.locator('html').getAttribute('lang')).toBe('en');
  await kiosk.getByTestId('leave').click();
  await kiosk.locator('[data-screen="welcome"]').waitFor();
  expect(await kiosk.locator('html').getAttribute('lang')).toBe('vi');
});
