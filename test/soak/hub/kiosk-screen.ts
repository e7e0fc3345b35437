import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/websocket';
import type { ContractRouterClient } from '@orpc/contract';
import { WebSocket } from 'ws';
import type { KioskView, kioskContract } from '../../../core/contract/kiosk.ts';

/** The citizen's screen without a browser: what it shows, and a finger. */
export class KioskScreen {
  readonly #client: ContractRouterClient<typeof kioskContract>;
  readonly #socket: WebSocket;
  #view: KioskView | undefined;
  #looked = () => {};

  /** `address`: as the kiosk tells it to its own browser, token and all. */
  constructor(address: string) {
    const { origin, host, hash } = new URL(address);
    this.#socket = new WebSocket(`ws://${host}/rpc?${hash.slice(1)}`, { headers: { origin } });
    this.#client = createORPCClient(new RPCLink({ websocket: this.#socket as never }));
    void this.#watch();
  }

  /** Waits until the screen is at this state, and gives it. */
  async until<At extends KioskView['screen']['at']>(at: At): Promise<Extract<KioskView['screen'], { at: At }>> {
    for (;;) {
      const screen = this.#view?.screen;
      if (screen?.at === at) return screen as Extract<KioskView['screen'], { at: At }>;
      await new Promise<void>((resolve) => {
        this.#looked = resolve;
      });
    }
  }

  async touch(touch: Parameters<ContractRouterClient<typeof kioskContract>['touch']>[0]): Promise<void> {
    await this.#client.touch(touch);
  }

  close(): void {
    this.#socket.terminate();
  }

  async #watch(): Promise<void> {
    try {
      for await (const view of await this.#client.watch()) {
        this.#view = view;
        this.#looked();
      }
    } catch {
      // The kiosk has ended.
    }
  }
}
