import { ORPCError } from '@orpc/client';
import type { Fault } from '../core/faults.ts';
import type { RatingRequest } from '../core/ports.ts';
import { fail, ok, type Result } from '../core/result.ts';
import type { HubClient } from './sync/hub-client.ts';

/** The citizen waits no longer for the hub's answer. */
const HUB_WITHIN_MS = 3_000;

const refusals: Readonly<Record<string, Fault>> = {
  NUMBER_UNKNOWN: 'number-unknown',
  ALREADY_RATED: 'already-rated',
  TOO_MANY_TRIES: 'tries-used-up',
};

/** Brings a rating to the hub, which alone knows the number; any failure but its refusal is as good as no answer. */
export function rateWith(hub: Pick<HubClient, 'rate'>, withinMs = HUB_WITHIN_MS) {
  return async ({ number, score, reasons }: RatingRequest): Promise<Result<void, Fault>> => {
    try {
      await hub.rate({ number, score, reasons: [...reasons] }, { signal: AbortSignal.timeout(withinMs) });
      return ok(undefined);
    } catch (error) {
      return fail(refusalIn(error) ?? 'hub-away');
    }
  };
}

function refusalIn(error: unknown): Fault | undefined {
  return error instanceof ORPCError && Object.hasOwn(refusals, error.code) ? refusals[error.code] : undefined;
}
