import {
  type BoardFeedEvent,
  boardFeedEvent,
  type CounterFeedEvent,
  counterFeedEvent,
  type FeedQuery,
  feedClosed,
} from '../../core/contract/feed.ts';
import { openLive } from './hub-client.ts';

interface Views {
  readonly counter: CounterFeedEvent;
  readonly board: BoardFeedEvent;
}
const frames = { counter: counterFeedEvent, board: boardFeedEvent } as const;

/** What to follow: the view, and what narrows it. */
export type Following<View extends keyof Views> = Omit<FeedQuery, 'view' | 'after'> & { readonly view: View };

export type LinkEvent<View extends keyof Views> =
  | Views[View]
  /** The hub took up the feed; what was missed, if anything, is on its way. */
  | { readonly type: 'linked' }
  | { readonly type: 'link-lost' }
  /** The last event: the hub wants to know who watches. */
  | { readonly type: 'sign-in-first' };

/** `unreadable`: the hub said what this screen does not understand. */
type End = 'lost' | 'sign-in-first' | 'unreadable';

/** Beats come every 5 s; this long without any event and the link is taken for dead. */
const SILENCE_MS = 12_000;
const FIRST_PAUSE_MS = 300;
const LONGEST_PAUSE_MS = 5_000;

/**
 * Follows the feed until `signal` ends it: takes up again where it stopped hearing, with growing pauses. Ends by
 * itself only when the hub asks for a sign-in.
 */
export async function followFeed<View extends keyof Views>(
  following: Following<View>,
  hear: (event: LinkEvent<View>) => void,
  signal: AbortSignal,
  open: (query: FeedQuery) => WebSocket = openLive,
): Promise<void> {
  let after: number | undefined;
  let failures = 0;
  const note = (event: Views[View]) => {
    failures = 0;
    if (event.type === 'snapshot') after = event.seq;
    else if (event.type !== 'beat') after = Math.max(after ?? 0, event.seq);
    hear(event);
  };
  while (!signal.aborted) {
    const socket = open(after === undefined ? following : { ...following, after });
    const end = await listen(socket, following.view, note, () => hear({ type: 'linked' }), signal);
    if (signal.aborted) return;
    hear({ type: end === 'sign-in-first' ? end : 'link-lost' });
    if (end === 'sign-in-first') return;
    // Something may have been missed with it: everything anew, and no hurry.
    if (end === 'unreadable') after = undefined;
    await pause(end === 'unreadable' ? LONGEST_PAUSE_MS : pauseAfter(failures++), signal);
  }
}

/** Grows with each failure, and is spread so that a hall of screens does not knock at the same instant. */
export function pauseAfter(failures: number, random = Math.random): number {
  return Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** failures) * (0.5 + random() / 2);
}

/** One connection, from its opening to its end, whatever the reason. */
function listen<View extends keyof Views>(
  socket: WebSocket,
  view: View,
  note: (event: Views[View]) => void,
  linked: () => void,
  signal: AbortSignal,
): Promise<End> {
  return new Promise((resolve) => {
    const ended = new AbortController();
    // A dead network never confirms a closing: whoever still listens is told at once.
    const end = (how: End) => {
      clearTimeout(silence);
      ended.abort();
      socket.close();
      resolve(how);
    };
    const lost = () => end('lost');
    let silence = setTimeout(lost, SILENCE_MS);
    const listening = { signal: ended.signal };
    signal.addEventListener('abort', lost, listening);
    socket.addEventListener('open', linked, listening);
    socket.addEventListener('error', lost, listening);
    socket.addEventListener(
      'close',
      ({ code }) => end(code === feedClosed.signInFirst ? 'sign-in-first' : 'lost'),
      listening,
    );
    socket.addEventListener(
      'message',
      ({ data }) => {
        clearTimeout(silence);
        silence = setTimeout(lost, SILENCE_MS);
        const event = read(view, data);
        if (event) note(event);
        else end('unreadable');
      },
      listening,
    );
  });
}

function read<View extends keyof Views>(view: View, data: unknown): Views[View] | undefined {
  try {
    return frames[view].parse(JSON.parse(String(data))) as Views[View];
  } catch {
    return undefined;
  }
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
