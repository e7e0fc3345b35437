import { ORPCError } from '@orpc/client';
import { noNumber } from '../core/contract/shared.ts';
import type { Fault } from '../core/faults.ts';
import type { NoTicket } from '../core/ticket.ts';

type Code = keyof typeof noNumber;

/** A service that the hub does not know is called at no counter: a number for it would be waited with for ever. */
const whys: Record<Code, Fault> = {
  SERVICE_UNKNOWN: 'service-closed',
  SERVICE_CLOSED: 'service-closed',
  QUOTA_FULL: 'quota-full',
};

/** What the citizen is told where the queue's rules give no number. */
export function noTicket({ code, opensAt }: { readonly code: Code; readonly opensAt?: string | undefined }): NoTicket {
  return { why: whys[code], ...(opensAt && { opensAt }) };
}

/** The same where the hub itself says so; any other failure is as good as no answer. */
export function refusalIn(error: unknown): NoTicket | undefined {
  if (!(error instanceof ORPCError) || !Object.hasOwn(whys, error.code)) return undefined;
  const { data } = noNumber.SERVICE_CLOSED.data.safeParse(error.data);
  return noTicket({ code: error.code as Code, opensAt: data?.opensAt });
}
