import { ORPCError } from '@orpc/client';
import type { QueuedTicket } from '../../core/contract/hub.ts';
import type { HubClient } from '../shared/hub-client.ts';
import { pauseAfter } from '../shared/live-feed.ts';
import type { Order } from './orders.ts';

interface Command {
  readonly commandId: string;
  readonly counter: string;
}

export type Sent =
  | (Command & { readonly order: 'callNext' })
  | (Command & { readonly order: Exclude<Order, 'callNext'>; readonly ticketId: string });

export type Answer =
  | { readonly type: 'done'; readonly ticket: QueuedTicket | null }
  | { readonly type: 'refused'; readonly code: string }
  /** No answer for `PATIENCE_MS`: it may have been carried out or not, the feed will tell. */
  | { readonly type: 'unanswered' };

type Hub = Pick<HubClient, 'counter'>;

const ATTEMPT_MS = 5_000;
const PATIENCE_MS = 30_000;

/**
 * Carries one order to the hub. What the network loses is sent again under the same command id, so that twice is
 * once; `onRetry` is told before each further attempt.
 */
export async function sendOrder(hub: Hub, sent: Sent, onRetry: () => void, wait = sleep): Promise<Answer> {
  let waited = 0;
  for (let failures = 0; ; failures++) {
    const answer = await attempt(hub, sent);
    if (answer) return answer;
    const pause = pauseAfter(failures);
    waited += pause;
    if (waited > PATIENCE_MS) return { type: 'unanswered' };
    onRetry();
    await wait(pause);
  }
}

/** Nothing when it may be tried again: no answer came, or the hub itself stumbled. */
async function attempt(hub: Hub, sent: Sent): Promise<Answer | undefined> {
  try {
    return { type: 'done', ticket: (await carry(hub, sent)).ticket };
  } catch (error) {
    return error instanceof ORPCError && error.status < 500 ? { type: 'refused', code: error.code } : undefined;
  }
}

function carry({ counter: hub }: Hub, sent: Sent): Promise<{ ticket: QueuedTicket | null }> {
  const options = { signal: AbortSignal.timeout(ATTEMPT_MS) };
  const { commandId, counter } = sent;
  if (sent.order === 'callNext') return hub.callNext({ commandId, counter }, options);
  return hub[sent.order]({ commandId, counter, ticketId: sent.ticketId }, options);
}

function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
