import { ORPCError } from '@orpc/client';
import type { HubClient } from '../shared/hub-client.ts';
import { pauseAfter } from '../shared/live-feed.ts';
import { type Command, carry, type Done } from './orders.ts';

export type Answer =
  | { readonly type: 'done'; readonly done: Done }
  | { readonly type: 'refused'; readonly code: string; readonly data: unknown }
  /** No answer for `PATIENCE_MS`: it may have been carried out or not, the feed will tell. */
  | { readonly type: 'unanswered' };

type Hub = Pick<HubClient, 'counter'>;

const ATTEMPT_MS = 5_000;
const PATIENCE_MS = 30_000;

/**
 * Carries one command to the hub. What the network loses is sent again under the same command id, so that twice is
 * once; `onRetry` is told before each further attempt.
 */
export async function sendOrder(hub: Hub, command: Command, onRetry: () => void, wait = sleep): Promise<Answer> {
  let waited = 0;
  for (let failures = 0; ; failures++) {
    const answer = await attempt(hub, command);
    if (answer) return answer;
    const pause = pauseAfter(failures);
    waited += pause;
    if (waited > PATIENCE_MS) return { type: 'unanswered' };
    onRetry();
    await wait(pause);
  }
}

/** Nothing when it may be tried again: no answer came, or the hub itself stumbled. */
async function attempt({ counter }: Hub, command: Command): Promise<Answer | undefined> {
  try {
    return { type: 'done', done: await carry(counter, command, { signal: AbortSignal.timeout(ATTEMPT_MS) }) };
  } catch (error) {
    if (!(error instanceof ORPCError) || error.status >= 500) return undefined;
    return { type: 'refused', code: error.code, data: error.data };
  }
}

function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
