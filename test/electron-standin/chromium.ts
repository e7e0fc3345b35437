import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { Cdp } from './cdp.ts';

/** The display that the kiosk is made for; headless Chromium takes it from here. */
export const display = { width: 1080, height: 1920 };

/** Switches for Chromium; those added after it has started would be lost, and adding one then throws. */
export const switches = {
  added: [] as string[],
  add(name: string, value?: string): void {
    if (started) throw new Error(`the stand-in's browser runs already: --${name} comes too late`);
    switches.added.push(value ? `--${name}=${value}` : `--${name}`);
  },
};

const always = [
  '--remote-debugging-pipe',
  '--no-startup-window',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--disable-sync',
  '--disable-dev-shm-usage',
  '--disable-background-networking',
  '--disable-component-update',
  '--no-first-run',
  '--no-default-browser-check',
  '--password-store=basic',
  '--force-device-scale-factor=1',
  '--test-type',
];

let started: Promise<Cdp> | undefined;
let child: ChildProcess | undefined;
let profile: string | undefined;

/** Debian's Chromium, started once; STANDIN_SHOW=1 shows it on the screen. */
export function browser(): Promise<Cdp> {
  started ??= start();
  return started;
}

async function start(): Promise<Cdp> {
  profile = mkdtempSync(path.join(tmpdir(), 'electron-standin-'));
  const shown = process.env.STANDIN_SHOW
    ? []
    : ['--headless=new', `--screen-info={${display.width}x${display.height}}`];
  child = spawn(
    process.env.STANDIN_CHROMIUM ?? '/usr/bin/chromium',
    [...always, ...shown, `--user-data-dir=${profile}`, ...switches.added],
    // Playwright reads Chromium's own address from the error stream.
    { stdio: ['ignore', 'ignore', 'inherit', 'pipe', 'pipe'] },
  );
  const gone = new Promise<never>((_resolve, reject) => {
    child?.once('error', reject);
    child?.once('exit', (code) => reject(new Error(`Chromium ended with code ${code}`)));
  });
  gone.catch(() => {});
  const cdp = new Cdp(child.stdio[3] as Writable, child.stdio[4] as Readable);
  await Promise.race([cdp.send('Target.setDiscoverTargets', { discover: true }), gone]);
  return cdp;
}

/** Ends the browser and leaves nothing of it behind. */
export async function closeBrowser(): Promise<void> {
  const browserProcess = child;
  if (browserProcess && browserProcess.exitCode === null && browserProcess.signalCode === null) {
    const ended = new Promise((resolve) => browserProcess.once('exit', resolve));
    const impatience = setTimeout(() => browserProcess.kill('SIGKILL'), 3_000);
    void started?.then((cdp) => cdp.send('Browser.close')).catch(() => {});
    await ended;
    clearTimeout(impatience);
  }
  if (profile) rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
}

process.on('exit', () => child?.kill('SIGKILL'));
