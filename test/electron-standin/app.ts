import { closeSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { closeBrowser, switches } from './chromium.ts';
import { LoudEmitter, loud } from './loud.ts';

const emitted = ['ready', 'before-quit', 'will-quit', 'quit', 'window-all-closed'];
const created = ['web-contents-created', 'browser-window-created'];
/** An app may listen for these, but nothing here makes them happen. */
const never = ['child-process-gone', 'second-instance', 'activate', 'render-process-gone', 'certificate-error'];

/** Electron's app. */
class App extends LoudEmitter {
  readonly isPackaged = false;
  readonly commandLine = loud('app.commandLine', {
    appendSwitch: (name: string, value?: string) => switches.add(name, value),
    hasSwitch: (name: string) => process.argv.some((arg) => arg === `--${name}` || arg.startsWith(`--${name}=`)),
    getSwitchValue: (name: string) =>
      process.argv.find((arg) => arg.startsWith(`--${name}=`))?.slice(name.length + 3) ?? '',
  });
  readonly #ready = Promise.withResolvers<void>();
  readonly #paths = new Map<string, string>();
  readonly #leftBehind: string[] = [];
  #appPath = process.cwd();
  #isReady = false;
  #isQuitting = false;

  constructor() {
    super('app', [...emitted, ...created, ...never]);
  }

  whenReady(): Promise<void> {
    return this.#ready.promise;
  }

  isReady(): boolean {
    return this.#isReady;
  }

  getAppPath(): string {
    return this.#appPath;
  }

  getVersion(): string {
    return this.#manifest().version ?? '0.0.0';
  }

  getName(): string {
    return this.#manifest().name ?? 'Electron';
  }

  getPath(name: string): string {
    const known = this.#paths.get(name);
    if (known) return known;
    if (name !== 'userData' && name !== 'temp') throw new Error(`the stand-in has no app.getPath('${name}')`);
    const made = mkdtempSync(path.join(tmpdir(), `electron-standin-${name}-`));
    this.#leftBehind.push(made);
    this.#paths.set(name, made);
    return made;
  }

  setPath(name: string, place: string): void {
    this.#paths.set(name, place);
  }

  requestSingleInstanceLock(): boolean {
    const file = path.join(this.getPath('userData'), 'single-instance');
    try {
      closeSync(openSync(file, 'wx'));
    } catch {
      return false;
    }
    this.#leftBehind.push(file);
    return true;
  }

  /** Every window here is sandboxed as Chromium does it, or refused. */
  enableSandbox(): void {}

  quit(): void {
    if (this.#isQuitting) return;
    let isPrevented = false;
    const event = {
      preventDefault: () => {
        isPrevented = true;
      },
    };
    this.emit('before-quit', event);
    if (!isPrevented) this.emit('will-quit', event);
    if (!isPrevented) this.exit(0);
  }

  exit(code = 0): void {
    if (this.#isQuitting) return;
    this.#isQuitting = true;
    const end = () => {
      this.emit('quit', {}, code);
      for (const place of this.#leftBehind) rmSync(place, { recursive: true, force: true });
      process.exit(code);
    };
    void closeBrowser().then(end, end);
  }

  /** Not Electron's: the browser runs and the app may open windows. */
  becomeReady(): void {
    this.#isReady = true;
    this.emit('ready', {}, {});
    this.#ready.resolve();
  }

  /** Not Electron's: the folder that the app was started from. */
  startFrom(folder: string): void {
    this.#appPath = folder;
  }

  #manifest(): { name?: string; version?: string } {
    try {
      return JSON.parse(readFileSync(path.join(this.#appPath, 'package.json'), 'utf8'));
    } catch {
      return {};
    }
  }
}

export const app = new App();
