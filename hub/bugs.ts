import { ORPCError } from '@orpc/server';
import type { HubLog } from './log.ts';
import { CommandReused } from './once.ts';

/** Tells a bug from a refusal: a refusal is an answer, everything else goes to the log and never to the caller. */
export function reportBugs(log: HubLog) {
  return async <T>({ next }: { next: () => Promise<T> }): Promise<T> => {
    try {
      return await next();
    } catch (error) {
      if (error instanceof CommandReused) throw new ORPCError('BAD_REQUEST', { message: error.message });
      if (isBug(error)) log.bug(error);
      throw error;
    }
  };
}

/** The same for what streams, whose bugs come after the first answer. */
export async function* reportBugsOf<T>(log: HubLog, events: AsyncGenerator<T, void>): AsyncGenerator<T, void> {
  try {
    yield* events;
  } catch (error) {
    if (isBug(error)) log.bug(error);
    throw error;
  }
}

function isBug(error: unknown): boolean {
  return !(error instanceof ORPCError) || error.status >= 500;
}
