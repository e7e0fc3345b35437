import { app } from './app.ts';
import { LoudEmitter, loud } from './loud.ts';
import { WebContents } from './web-contents.ts';

interface Options {
  width?: number;
  height?: number;
  kiosk?: boolean;
  fullscreen?: boolean;
  show?: boolean;
  webPreferences?: { preload?: string; contextIsolation?: boolean; sandbox?: boolean; nodeIntegration?: boolean };
}

const all = new Set<Window>();
let lastId = 0;

/** Electron's BrowserWindow, as a window of Chromium's (headless: as a page of the same size). */
class Window extends LoudEmitter {
  readonly id = ++lastId;
  readonly webContents: WebContents;
  #isKiosk: boolean;
  #isVisible: boolean;

  constructor(options: Options = {}) {
    super('BrowserWindow', ['closed', 'ready-to-show', 'show', 'hide']);
    if (!app.isReady()) throw new Error('Cannot create BrowserWindow before app is ready');
    const { width = 800, height = 600, webPreferences = {}, kiosk = false, fullscreen = false } = options;
    refuseUnsafe(webPreferences);
    this.#isKiosk = kiosk;
    this.#isVisible = options.show ?? true;
    this.webContents = new WebContents({ width, height }, webPreferences.preload);
    this.webContents.once('did-finish-load', () => this.emit('ready-to-show', {}));
    this.webContents.once('destroyed', () => this.#closed());
    if (kiosk || fullscreen) this.#fill(true);
    all.add(this);
    queueMicrotask(() => {
      app.emit('web-contents-created', {}, this.webContents);
      app.emit('browser-window-created', {}, this);
    });
  }

  static getAllWindows(): Window[] {
    return [...all];
  }

  static fromWebContents(contents: WebContents): Window | null {
    return [...all].find((window) => window.webContents === contents) ?? null;
  }

  loadURL(url: string): Promise<void> {
    return this.webContents.loadURL(url);
  }

  show(): void {
    this.#isVisible = true;
    this.emit('show', {});
  }

  hide(): void {
    this.#isVisible = false;
    this.emit('hide', {});
  }

  isVisible(): boolean {
    return this.#isVisible;
  }

  setKiosk(isKiosk: boolean): void {
    this.#isKiosk = isKiosk;
    this.#fill(isKiosk);
  }

  isKiosk(): boolean {
    return this.#isKiosk;
  }

  close(): void {
    this.webContents.close();
  }

  destroy(): void {
    this.webContents.close();
  }

  isDestroyed(): boolean {
    return this.webContents.isDestroyed();
  }

  #fill(isWholeScreen: boolean): void {
    const failed = (error: unknown) => console.error('the stand-in could not size the window:', error);
    void this.webContents.opened
      .then(
        (page) => page.setWindowState(isWholeScreen ? 'fullscreen' : 'normal'),
        () => {},
      )
      .catch(failed);
  }

  #closed(): void {
    all.delete(this);
    this.emit('closed');
    if (all.size > 0) return;
    if (app.listenerCount('window-all-closed') > 0) app.emit('window-all-closed');
    else app.quit();
  }
}

export const BrowserWindow = loud('BrowserWindow', Window);

/** An app that asks for less than Electron's own defaults is not one that this may stand in for. */
function refuseUnsafe({ contextIsolation, sandbox, nodeIntegration }: NonNullable<Options['webPreferences']>): void {
  if (contextIsolation === false || sandbox === false || nodeIntegration === true)
    throw new Error('the stand-in knows sandboxed, isolated windows only');
}
