import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/fetch';
import type { ContractRouterClient } from '@orpc/contract';
import type { hubContract } from '../../core/contract/hub.ts';

export type HubClient = ContractRouterClient<typeof hubContract>['kiosk'];

/** The hub as a kiosk reaches it: commands over HTTP, known by its token. */
export function hubAt(url: string, token: string): HubClient {
  const link = new RPCLink({ url: `${url.replace(/\/$/, '')}/rpc`, headers: { authorization: `Bearer ${token}` } });
  return createORPCClient<ContractRouterClient<typeof hubContract>>(link).kiosk;
}
