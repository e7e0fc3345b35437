import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Protocol } from '../../node_modules/playwright-core/types/protocol.d.ts';
import type { Cdp, CdpEvent } from './cdp.ts';
import { binding, isolatedSource, mainWorldSource, world } from './preload-scripts.ts';
import { stoppedRequests } from './requests.ts';

type Commands = Protocol.CommandParameters;

/** One of Chromium's pages, with the preload that runs in it before anything else. */
export class Page {
  readonly cdp: Cdp;
  readonly targetId: string;
  readonly #sessionId: string;

  private constructor(cdp: Cdp, targetId: string, sessionId: string) {
    this.cdp = cdp;
    this.targetId = targetId;
    this.#sessionId = sessionId;
  }

  static async open(cdp: Cdp, size: { width: number; height: number }): Promise<Page> {
    const { targetId } = await cdp.send('Target.createTarget', { url: 'about:blank', newWindow: true, ...size });
    const { sessionId } = await cdp.send('Target.attachToTarget', { targetId, flatten: true });
    return new Page(cdp, targetId, sessionId);
  }

  /** Begins to hear the page's events and to stop its requests. */
  async start(listener: (event: CdpEvent) => void): Promise<void> {
    this.cdp.listen(this.#sessionId, listener);
    await Promise.all([
      this.send('Page.enable'),
      this.send('Runtime.enable'),
      this.send('Inspector.enable'),
      this.send('Fetch.enable', { patterns: stoppedRequests }),
    ]);
  }

  async addPreload(file: string): Promise<void> {
    const key = randomUUID();
    const isolated = isolatedSource(key, readFileSync(file, 'utf8'));
    await this.send('Runtime.addBinding', { name: binding, executionContextName: world });
    await this.send('Page.addScriptToEvaluateOnNewDocument', { worldName: world, source: isolated });
    await this.send('Page.addScriptToEvaluateOnNewDocument', { source: mainWorldSource(key) });
  }

  send<M extends keyof Commands & string>(method: M, params?: Commands[M]) {
    return this.cdp.send(method, params, this.#sessionId);
  }

  /** Runs code in the page's own world, or in the world of the context given; answers with its value. */
  async evaluate(expression: string, contextId?: number): Promise<unknown> {
    const { result, exceptionDetails } = await this.send('Runtime.evaluate', {
      expression,
      awaitPromise: true,
      returnByValue: true,
      userGesture: true,
      ...(contextId === undefined ? {} : { contextId }),
    });
    if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
    return result.value;
  }

  async setWindowState(windowState: 'fullscreen' | 'normal'): Promise<void> {
    const { windowId } = await this.cdp.send('Browser.getWindowForTarget', { targetId: this.targetId });
    await this.cdp.send('Browser.setWindowBounds', { windowId, bounds: { windowState } });
  }
}
