import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { _electron, type ElectronApplication, type Page } from 'playwright';
import { afterAll, beforeAll, expect, it } from 'vitest';

const here = (file: string) => fileURLToPath(new URL(file, import.meta.url));
let app: ElectronApplication;
let page: Page;

beforeAll(async () => {
  process.env.ELECTRON_OVERRIDE_DIST_PATH = here('./dist');
  app = await _electron.launch({ args: [here('./sample/main.ts'), '--site=none'] });
  page = await app.firstWindow();
  await page.locator('#answer', { hasText: 'main: ready' }).waitFor();
});

afterAll(async () => {
  await app?.close();
});

it('carries words and bytes through a message port that the preload hands on', async () => {
  await page.evaluate('sendBytes(1, 2, 255)');
  await page.locator('#answer', { hasText: '1,2,255' }).waitFor();
});

it('shows the page what the preload exposes, and lets it change nothing', async () => {
  expect(await page.evaluate('sample.kind')).toBe('preload');
  expect(await page.evaluate("sample.shout('một chạm')")).toBe('MỘT CHẠM');
  expect(await page.evaluate("try { sample.kind = 'other' } catch {} sample.kind")).toBe('preload');
});

it('keeps Node, Electron and its own doors out of the page', async () => {
  const names = ['require', 'process', 'ipcRenderer', 'electron', '__standInSend', '__standInReceive'];
  for (const name of names) expect(await page.evaluate(`typeof ${name}`), name).toBe('undefined');
});

it('serves the own scheme as a secure origin, under its content security policy', async () => {
  expect(await page.evaluate('isSecureContext')).toBe(true);
  const violated = await page.evaluate(`new Promise((resolve) => {
    document.addEventListener('securitypolicyviolation', (event) => resolve(event.effectiveDirective));
    const script = document.createElement('script');
    script.textContent = 'globalThis.wasRun = true';
    document.body.append(script);
  })`);
  expect(violated).toBe('script-src-elem');
  expect(await page.evaluate('typeof wasRun')).toBe('undefined');
  expect(await page.evaluate("fetch('https://example.com/').then(() => 'sent', () => 'blocked')")).toBe('blocked');
});

it('shows the window in the size of the kiosk', async () => {
  await expect.poll(() => page.evaluate('[innerWidth, innerHeight].join()'), { timeout: 10_000 }).toBe('1080,1920');
  const window = await app.browserWindow(page);
  expect(await window.evaluate((one) => [one.isKiosk(), one.isVisible()])).toEqual([true, true]);
});

it('opens no window for a page', async () => {
  expect(await page.evaluate("window.open('https://example.com/')")).toBeNull();
  await expect.poll(() => inMain('askedToOpen'), { timeout: 10_000 }).toBe('https://example.com/');
  expect(app.windows()).toHaveLength(1);
});

it('lets no page navigate away', async () => {
  const contents = 'BrowserWindow.getAllWindows()[0].webContents';
  await inMain(
    `void (globalThis.asked = new Promise((resolve) => ${contents}.once('will-navigate', (_event, url) => resolve(url))))`,
  );
  await page.evaluate("void (location.href = 'https://example.com/')");
  expect(await inMain('asked')).toBe('https://example.com/');
  expect(await page.evaluate('new Promise((resolve) => setTimeout(() => resolve(sample.kind), 300))')).toBe('preload');
  expect(await inMain(`${contents}.getURL()`)).toBe('app://sample/index.html');
});

it('runs a utility process that answers, and dies when it is killed', async () => {
  const answer = await inMain(`new Promise((resolve) => {
    helper.once('message', resolve);
    helper.postMessage(new Map([['số', 1n]]));
  }).then(({ greeting, data, hasSend }) => [greeting, data instanceof Map, hasSend])`);
  expect(answer).toEqual(['hello', true, false]);
  const code = await inMain('new Promise((resolve) => { helper.once("exit", resolve); helper.kill(); })');
  expect(code).toBeTypeOf('number');
  expect(await inMain('helper.pid === undefined')).toBe(true);
});

it('throws when it is asked for an API or an event that it lacks', async () => {
  const attempts = {
    'electron.Tray': 'the stand-in has no electron.Tray',
    'app.setBadgeCount(1)': 'the stand-in has no app.setBadgeCount',
    'BrowserWindow.getAllWindows()[0].setOpacity(1)': 'the stand-in has no BrowserWindow.setOpacity',
    'BrowserWindow.getAllWindows()[0].webContents.print()': 'the stand-in has no webContents.print',
    "app.on('gpu-info-update', () => {})": "the stand-in has no event 'gpu-info-update' of app",
  };
  for (const [code, message] of Object.entries(attempts))
    expect(await inMain(`(() => { try { ${code}; return 'passed' } catch (error) { return error.message } })()`)).toBe(
      message,
    );
});

it("refuses the cryptography that Electron's BoringSSL lacks", async () => {
  const crypto = "process.getBuiltinModule('node:crypto')";
  const attempt = (call: string) =>
    inMain(`(() => { try { ${crypto}.${call}; return 'passed' } catch (error) { return error.message } })()`);
  expect(await attempt("createECDH('brainpoolP256r1')")).toContain('BoringSSL lacks it');
  expect(await attempt("createECDH('prime256v1')")).toBe('passed');
});

it('reports a crash of the page, and shows it again when it is told to reload', async () => {
  const reason = await inMain(`new Promise((resolve) => {
    const { webContents } = BrowserWindow.getAllWindows()[0];
    webContents.once('render-process-gone', (event, { reason }) => webContents.once('did-finish-load', () => resolve(reason)));
    webContents.forcefullyCrashRenderer();
  })`);
  expect(reason).toBe('crashed');
  const text =
    'BrowserWindow.getAllWindows()[0].webContents.executeJavaScript(\'document.querySelector("#answer").textContent\')';
  await expect.poll(() => inMain(text), { timeout: 10_000 }).toBe('main: ready');
});

it('ends with its browser and its helpers', async () => {
  const process = app.process();
  const ended = once(process, 'exit');
  await app.close();
  await ended;
  expect(process.exitCode).toBe(0);
});

/** Runs code in the main process; `electron` and its members are in reach by name. */
function inMain(code: string): Promise<unknown> {
  return app.evaluate(
    (electron, text) =>
      new Function('electron', 'app', 'BrowserWindow', `return ${text}`)(
        electron,
        electron.app,
        electron.BrowserWindow,
      ),
    code,
  );
}
