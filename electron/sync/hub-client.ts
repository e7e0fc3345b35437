import { createORPCClient, ORPCError } from '@orpc/client';
import { RPCLink } from '@orpc/client/fetch';
import type { ContractRouterClient } from '@orpc/contract';
import type { hubContract } from '../../core/contract/hub.ts';
import { noNumber } from '../../core/contract/shared.ts';
import type { Fault } from '../../core/faults.ts';
import type { NoTicket } from '../../core/ticket.ts';

export type HubClient = ContractRouterClient<typeof hubContract>['kiosk'];

/** The hub as a kiosk reaches it: commands over HTTP, known by its token. */
export function hubAt(url: string, token: string): HubClient {
  const link = new RPCLink({ url: `${url.replace(/\/$/, '')}/rpc`, headers: { authorization: `Bearer ${token}` } });
  return createORPCClient<ContractRouterClient<typeof hubContract>>(link).kiosk;
}

/** A service that the hub does not know is called at no counter: a number for it would be waited with for ever. */
const whys: Record<keyof typeof noNumber, Fault> = {
  SERVICE_UNKNOWN: 'service-closed',
  SERVICE_CLOSED: 'service-closed',
  QUOTA_FULL: 'quota-full',
};

/** Why the hub gives no number, where it says so itself; any other failure is as good as no answer. */
export function refusalIn(error: unknown): NoTicket | undefined {
  if (!(error instanceof ORPCError) || !Object.hasOwn(whys, error.code)) return undefined;
  const why = whys[error.code as keyof typeof noNumber];
  const { data } = noNumber.SERVICE_CLOSED.data.safeParse(error.data);
  return { why, ...(data?.opensAt && { opensAt: data.opensAt }) };
}
