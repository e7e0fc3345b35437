import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { _electron, type Browser, type ElectronApplication } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openBrowser } from '../stage/browser.ts';
import { type Hall, openHall } from '../stage/hall.ts';
import { type Stage, setStage } from '../stage/stage.ts';
import { fromCardToBoard } from './from-card-to-board.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const isRealElectron = existsSync(`${root}node_modules/electron/dist/electron`);
const standIn = `${root}test/electron-standin/dist`;

let stage: Stage;
let browser: Browser;
let hall: Hall;
let app: ElectronApplication;

beforeAll(async () => {
  console.log(`electron: ${isRealElectron ? "Electron's own binary" : "the stand-in for Electron's binary"}`);
  if (!isRealElectron) process.env.ELECTRON_OVERRIDE_DIST_PATH = standIn;
  stage = await setStage({ reader: 'real' });
  browser = await openBrowser();
  hall = await openHall(browser, stage);
  app = await _electron.launch({
    args: ['.', ...stage.kioskArgs],
    cwd: root,
    env: { ...(process.env as Record<string, string>), ...stage.reader.env },
  });
});
afterAll(async () => {
  await app?.close();
  await browser?.close();
  await stage?.stop();
});

test('the same tap goes through the kiosk under Electron', async () => {
  const window = await app.firstWindow();
  await fromCardToBoard(window, stage, hall);
});

test('its window is a kiosk: full screen, no menu, and closed to everything else', async () => {
  const window = await app.firstWindow();
  expect(await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().map((one) => one.isKiosk()))).toEqual([
    true,
  ]);
  expect(await window.evaluate(() => [typeof require, typeof process])).toEqual(['undefined', 'undefined']);
  expect(new URL(window.url()).host).toMatch(/^kiosk/);
});
