import { ORPCError } from '@orpc/server';
import { StoreAway } from './group-commit.ts';
import type { Parts } from './parts.ts';
import type { Store } from './store/open.ts';

/** Tells a bug from a refusal: a refusal is an answer, everything else goes to the log and never to the caller. */
export function reportBugs({ log, store }: Pick<Parts, 'log' | 'store'>) {
  return async <T>({ next }: { next: () => Promise<T> }): Promise<T> => {
    try {
      return await next();
    } catch (error) {
      if (isStoreAway(error, store)) throw new ORPCError('SERVICE_UNAVAILABLE', { message: 'the store is away' });
      if (isBug(error)) log.bug(error);
      throw error;
    }
  };
}

/** Whether the same may be asked again later. */
export function isStoreAway(error: unknown, { backend }: Store): boolean {
  return error instanceof StoreAway || backend.isAway(error);
}

function isBug(error: unknown): boolean {
  return !(error instanceof ORPCError) || error.status >= 500;
}
