import { ORPCError } from '@orpc/client';
import type { FeedEvent } from '../../core/contract/hub.ts';
import { type HubClient, openLive } from './hub-client.ts';

type Watch = HubClient['board']['watch'] | HubClient['counter']['watch'];
type Linked = { readonly type: 'linked' };
export type LinkEvent =
  | FeedEvent
  | Linked
  | { readonly type: 'link-lost' }
  /** The last event: the hub wants to know who watches. */
  | { readonly type: 'sign-in-first' };

/** Beats come every 5 s; this long without any event and the link is taken for dead. */
const SILENCE_MS = 12_000;
const FIRST_PAUSE_MS = 300;
const LONGEST_PAUSE_MS = 5_000;

/**
 * Follows the feed until `signal` ends it: takes up again where it stopped hearing, with growing pauses. Ends by
 * itself only when the hub asks for a sign-in.
 */
export async function followFeed(
  choose: (hub: HubClient) => Watch,
  hear: (event: LinkEvent) => void,
  signal: AbortSignal,
): Promise<void> {
  let after: number | undefined;
  let failures = 0;
  const note = (event: FeedEvent | Linked) => {
    if (event.type !== 'linked') failures = 0;
    if (event.type === 'snapshot') after = event.seq;
    if (event.type === 'changed') after = Math.max(after ?? 0, event.seq);
    hear(event);
  };
  while (!signal.aborted) {
    const end = await listen(choose, after, note, signal);
    if (signal.aborted) return;
    hear({ type: end === 'sign-in-first' ? 'sign-in-first' : 'link-lost' });
    if (end === 'sign-in-first') return;
    await pause(pauseAfter(failures++), signal);
  }
}

/** Grows with each failure, and is spread so that a hall of screens does not knock at the same instant. */
export function pauseAfter(failures: number, random = Math.random): number {
  return Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** failures) * (0.5 + random() / 2);
}

/** One connection, from its opening to its end, whatever the reason. */
async function listen(
  choose: (hub: HubClient) => Watch,
  after: number | undefined,
  note: (event: FeedEvent | Linked) => void,
  signal: AbortSignal,
): Promise<'lost' | 'sign-in-first'> {
  const { client, socket } = openLive();
  const close = () => hangUp(socket);
  let silence = setTimeout(close, SILENCE_MS);
  signal.addEventListener('abort', close);
  try {
    const events = await choose(client)(after === undefined ? {} : { after });
    note({ type: 'linked' });
    for await (const event of events) {
      clearTimeout(silence);
      silence = setTimeout(close, SILENCE_MS);
      note(event);
    }
    return 'lost';
  } catch (error) {
    return error instanceof ORPCError && error.code === 'SIGN_IN_FIRST' ? 'sign-in-first' : 'lost';
  } finally {
    clearTimeout(silence);
    signal.removeEventListener('abort', close);
    close();
  }
}

/** A dead network never confirms the closing: whoever still listens is told at once. */
function hangUp(socket: WebSocket): void {
  socket.close();
  socket.dispatchEvent(new Event('close'));
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(done, ms);
    signal.addEventListener('abort', done);
    function done() {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    }
  });
}
