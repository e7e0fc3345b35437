import type { CdpEvent } from './cdp.ts';
import { browser } from './chromium.ts';
import { PageIpc } from './ipc.ts';
import { LoudEmitter } from './loud.ts';
import { Page } from './page.ts';
import { binding, world } from './preload-scripts.ts';
import { answerRequest } from './requests.ts';
import { ownUrl } from './session.ts';
import type { WebContents } from './web-contents.ts';
import type { PageMessage } from './wire.ts';

const emitted = ['did-navigate', 'dom-ready', 'did-finish-load', 'did-fail-load', 'console-message', 'destroyed'];
const guards = ['will-navigate', 'will-frame-navigate', 'render-process-gone'];
/** An app may listen for these, but nothing here makes them happen. */
const never = ['will-attach-webview', 'unresponsive', 'responsive', 'before-input-event', 'will-redirect'];

/** What happens to a page, from Chromium's events; `WebContents` adds what Electron lets an app do with it. */
export abstract class PageLife extends LoudEmitter {
  /** Settled when the page is there; every command waits for it. */
  readonly opened: Promise<Page>;
  protected readonly ipc: PageIpc;
  protected page: Page | undefined;
  protected url = '';
  protected expectedUrl = '';
  protected isGone = false;
  protected hasEnded = false;
  #isolatedContext: number | undefined;

  constructor(size: { width: number; height: number }, preload: string | undefined) {
    super('webContents', [...emitted, ...guards, ...never]);
    this.ipc = new PageIpc(this.#self, (message) => this.#receive(message));
    this.opened = this.#open(size, preload);
    this.opened.catch((error) => console.error('the stand-in could not open a window:', error));
  }

  /** False when the app refuses that a page itself goes elsewhere. */
  mayNavigate(url: string, isMainFrame: boolean): boolean {
    if (isMainFrame && url === this.expectedUrl) {
      this.expectedUrl = '';
      return true;
    }
    let isRefused = false;
    const preventDefault = () => {
      isRefused = true;
    };
    const event = { url, isMainFrame, preventDefault };
    this.emit('will-frame-navigate', event);
    if (isMainFrame) this.emit('will-navigate', event, url);
    return !isRefused;
  }

  /** The page's process has ended. */
  crashed(): void {
    if (this.isGone) return;
    this.isGone = true;
    this.#forgetDocument();
    this.emit('render-process-gone', {}, { reason: 'crashed', exitCode: 5 });
  }

  /** The page has been closed. */
  closed(): void {
    if (this.hasEnded) return;
    this.hasEnded = true;
    this.#forgetDocument();
    this.emit('destroyed');
  }

  get #self(): WebContents {
    return this as unknown as WebContents;
  }

  async #open(size: { width: number; height: number }, preload: string | undefined): Promise<Page> {
    const page = await Page.open(await browser(), size);
    this.page = page;
    if (preload) await page.addPreload(preload);
    await page.start((event) => this.#hear(page, event));
    return page;
  }

  #take(message: PageMessage): void {
    if (message.type === 'open') this.#self.windowAsked(message.url);
    else this.ipc.take(message);
  }

  #hear(page: Page, { method, params }: CdpEvent): void {
    if (method === 'Fetch.requestPaused')
      void answerRequest(this.#self, page, params).catch((error) => this.hasEnded || console.error(error));
    else if (method === 'Runtime.bindingCalled' && params.name === binding)
      this.#take(JSON.parse(params.payload) as PageMessage);
    else if (method === 'Runtime.executionContextCreated') {
      const { name, id, auxData } = params.context;
      if (name === world && auxData?.frameId === page.targetId) this.#isolatedContext = id;
    } else if (method === 'Page.frameNavigated' && !params.frame.parentId) {
      this.url = ownUrl(params.frame.url);
      this.ipc.closeAll();
      this.emit('did-navigate', {}, this.url);
    } else if (method === 'Page.domContentEventFired') this.emit('dom-ready', {});
    else if (method === 'Page.loadEventFired') this.emit('did-finish-load', {});
    else if (method === 'Inspector.targetCrashed') this.crashed();
    else if (method === 'Runtime.consoleAPICalled') this.#console(params.type, params.args);
    else if (method === 'Runtime.exceptionThrown')
      this.#console('error', [
        { value: params.exceptionDetails.exception?.description ?? params.exceptionDetails.text },
      ]);
  }

  #console(level: string, args: { value?: unknown; description?: string }[]): void {
    const message = args.map(({ value, description }) => String(value ?? description)).join(' ');
    this.emit('console-message', { level, message });
  }

  #receive(message: object): void {
    if (this.#isolatedContext === undefined) return;
    const call = `__standInReceive(${JSON.stringify(message)})`;
    this.page?.evaluate(call, this.#isolatedContext).catch(() => {});
  }

  #forgetDocument(): void {
    this.#isolatedContext = undefined;
    this.ipc.closeAll();
  }
}
