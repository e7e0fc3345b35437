import { ORPCError } from '@orpc/server';
import { StoreAway } from './ledger.ts';
import type { HubLog } from './log.ts';

/** Tells a bug from a refusal: a refusal is an answer, everything else goes to the log and never to the caller. */
export function reportBugs(log: HubLog) {
  return async <T>({ next }: { next: () => Promise<T> }): Promise<T> => {
    try {
      return await next();
    } catch (error) {
      if (error instanceof StoreAway) throw new ORPCError('SERVICE_UNAVAILABLE', { message: error.message });
      if (isBug(error)) log.bug(error);
      throw error;
    }
  };
}

function isBug(error: unknown): boolean {
  return !(error instanceof ORPCError) || error.status >= 500;
}
