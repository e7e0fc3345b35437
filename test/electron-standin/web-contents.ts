import { once } from 'node:events';
import type { Cdp } from './cdp.ts';
import { browser } from './chromium.ts';
import { loud } from './loud.ts';
import { PageLife } from './page-life.ts';
import type { MessagePortMain } from './ports.ts';
import { ownUrl, type Session, session, shownUrl } from './session.ts';

type OpenHandler = (details: { url: string }) => { action: 'allow' | 'deny' };

const all = new Set<WebContents>();
let lastId = 0;

/** Electron's webContents: one page of Chromium's. */
export class WebContents extends PageLife {
  readonly id = ++lastId;
  readonly session: Session = session.defaultSession;
  #openHandler: OpenHandler = () => ({ action: 'allow' });

  constructor(size: { width: number; height: number }, preload: string | undefined) {
    super(size, preload);
    all.add(this);
    this.once('destroyed', () => all.delete(this));
    void browser().then(watchTargets);
  }

  async loadURL(url: string): Promise<void> {
    const page = await this.opened;
    this.expectedUrl = url;
    const loaded = once(this, 'did-finish-load');
    const { errorText } = await page.send('Page.navigate', { url: shownUrl(url) });
    if (errorText) {
      this.emit('did-fail-load', {}, -1, errorText, url, true);
      throw new Error(`${errorText} loading '${url}'`);
    }
    await loaded;
  }

  /** A crashed page cannot be told to reload, but to go where it was. */
  reload(): void {
    this.isGone = false;
    this.expectedUrl = this.url;
    const again = () => this.page?.send('Page.navigate', { url: shownUrl(this.url) });
    const failed = (error: unknown) => console.error('the stand-in could not reload:', error);
    this.page?.send('Page.reload').catch(again).catch(failed);
  }

  forcefullyCrashRenderer(): void {
    this.page?.send('Page.crash').catch(() => {});
  }

  async executeJavaScript(code: string): Promise<unknown> {
    return (await this.opened).evaluate(code);
  }

  send(channel: string, ...args: unknown[]): void {
    this.ipc.send(channel, args);
  }

  postMessage(channel: string, message: unknown, transfer: readonly MessagePortMain[] = []): void {
    this.ipc.postMessage(channel, message, transfer);
  }

  setWindowOpenHandler(handler: OpenHandler): void {
    this.#openHandler = handler;
  }

  close(): void {
    if (this.page) closeTarget(this.page.cdp, this.page.targetId);
  }

  getURL(): string {
    return this.url;
  }

  isDestroyed(): boolean {
    return this.hasEnded;
  }

  isCrashed(): boolean {
    return this.isGone;
  }

  /** Not Electron's: the page called `window.open`. It got none, so only a denial is true to the app. */
  windowAsked(url: string): void {
    const { action } = this.#openHandler({ url: ownUrl(url) });
    if (action !== 'deny') throw new Error('the stand-in opens no window for a page');
  }

  /** Not Electron's: Chromium has opened a window for a link of the page, and the app is asked whether it may stay. */
  popupOpened(cdp: Cdp, url: string, targetId: string): void {
    if (this.#openHandler({ url: ownUrl(url) }).action === 'deny') closeTarget(cdp, targetId);
    else console.error('the stand-in guards no window that a page opens itself');
  }

  /** Not Electron's: how a page's events find their way here. */
  hasTarget(targetId: string | undefined): boolean {
    return this.page?.targetId === targetId;
  }
}

/** The static half of Electron's webContents. */
export const webContents = loud('webContents', {
  getAllWebContents: () => [...all],
  fromId: (id: number) => [...all].find((contents) => contents.id === id),
  fromDevToolsTargetId: byTarget,
});

function byTarget(targetId: string | undefined): WebContents | undefined {
  return [...all].find((contents) => contents.hasTarget(targetId));
}

function watchTargets(cdp: Cdp): void {
  cdp.listen(undefined, ({ method, params }) => {
    if (method === 'Target.targetDestroyed') byTarget(params.targetId)?.closed();
    else if (method === 'Target.targetCrashed') byTarget(params.targetId)?.crashed();
    else if (method === 'Target.targetCreated' && params.targetInfo.openerId) {
      const { openerId, url, targetId } = params.targetInfo;
      byTarget(openerId)?.popupOpened(cdp, url, targetId);
    }
  });
}

function closeTarget(cdp: Cdp, targetId: string): void {
  cdp.send('Target.closeTarget', { targetId }).catch(() => {});
}
