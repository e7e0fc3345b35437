import { ORPCError } from '@orpc/client';
import type { SlipHub } from './use-ticket.ts';

type Given = Parameters<SlipHub['slip']['rate']>[0];

/** Whether the hub has the rating now, also where it had one before. */
export async function sendRating({ slip }: SlipHub, given: Given): Promise<boolean> {
  try {
    await slip.rate(given);
    return true;
  } catch (error) {
    return error instanceof ORPCError && error.code === 'ALREADY_RATED';
  }
}
