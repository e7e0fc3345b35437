import { createORPCClient } from '@orpc/client';
import { RPCLink as PortLink } from '@orpc/client/message-port';
import { RPCLink as SocketLink } from '@orpc/client/websocket';
import type { ContractRouterClient } from '@orpc/contract';
import type { KioskView, kioskContract } from '../../core/contract/kiosk.ts';

export type KioskClient = ContractRouterClient<typeof kioskContract>;
export type KioskSite = Awaited<ReturnType<KioskClient['site']>>;

declare global {
  interface Window {
    /** Present in the kiosk's own window, where the preload hands our port to the machine. */
    readonly kioskShell?: { readonly kind: 'electron' };
  }
}

export interface Picture {
  readonly site: KioskSite;
  readonly view: KioskView;
  readonly client: KioskClient;
}

const retryMs = 1000;
const answerMs = 5000;

/** Shows each view of the machine, and `undefined` while it cannot be reached; tries again for ever. */
export async function follow(show: (picture: Picture | undefined) => void, stop: AbortSignal): Promise<void> {
  while (!stop.aborted) {
    const line = openLine();
    try {
      const { client } = line;
      const site = await client.site(undefined, { signal: AbortSignal.any([stop, AbortSignal.timeout(answerMs)]) });
      for await (const view of await client.watch(undefined, { signal: stop })) show({ site, view, client });
    } catch {
      // However the line was lost, the remedy is the same: a new one.
    }
    line.close();
    if (stop.aborted) return;
    show(undefined);
    await new Promise((resolve) => setTimeout(resolve, retryMs));
  }
}

interface Line {
  readonly client: KioskClient;
  close(): void;
}

function openLine(): Line {
  return window.kioskShell ? openPort() : openSocket();
}

function openPort(): Line {
  const { port1, port2 } = new MessageChannel();
  window.postMessage('kiosk:connect', location.origin === 'null' ? '*' : location.origin, [port2]);
  port1.start();
  return { client: createORPCClient(new PortLink({ port: port1 })), close: () => port1.close() };
}

/** A browser on this machine: the token after the `#` lets it in, and never leaves for a server's log. */
function openSocket(): Line {
  const scheme = location.protocol === 'https:' ? 'wss' : 'ws';
  const websocket = new WebSocket(`${scheme}://${location.host}/rpc?${location.hash.slice(1)}`);
  return { client: createORPCClient(new SocketLink({ websocket })), close: () => websocket.close() };
}
