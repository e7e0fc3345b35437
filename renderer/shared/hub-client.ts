import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/fetch';
import { RPCLink as LiveLink } from '@orpc/client/websocket';
import type { ContractRouterClient } from '@orpc/contract';
import type { hubContract } from '../../core/contract/hub.ts';

export type HubClient = ContractRouterClient<typeof hubContract>;

/** Commands and questions, each a request of its own. */
export function hubOverHttp(): HubClient {
  return createORPCClient(new RPCLink({ url: new URL('/rpc', location.href) }));
}

/** The live feed's connection; whoever opens it closes it. */
export function openLive(): { client: HubClient; socket: WebSocket } {
  const url = new URL('/live', location.href);
  url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:';
  const socket = new WebSocket(url);
  socket.binaryType = 'arraybuffer';
  return { client: createORPCClient(new LiveLink({ websocket: socket })), socket };
}
