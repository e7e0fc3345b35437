import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/fetch';
import type { ContractRouterClient } from '@orpc/contract';
import type { FeedQuery } from '../../core/contract/feed.ts';
import type { hubContract } from '../../core/contract/hub.ts';

export type HubClient = ContractRouterClient<typeof hubContract>;

/** Commands and questions, each a request of its own. */
export function hubOverHttp(): HubClient {
  return createORPCClient(new RPCLink({ url: new URL('/rpc', location.href) }));
}

/** The live feed's connection; whoever opens it closes it. */
export function openLive(query: FeedQuery): WebSocket {
  const url = new URL('/live', location.href);
  url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:';
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined) url.searchParams.set(name, String(value));
  }
  return new WebSocket(url);
}
