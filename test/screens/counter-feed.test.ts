import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type FeedQuery, feedClosed } from '../../core/contract/feed.ts';
import { followFeed, type LinkEvent } from '../../renderer/shared/live-feed.ts';
import { now } from './counter-turns.ts';

const at = new Date(now).toISOString();
const snapshot = {
  type: 'snapshot',
  seq: 7,
  at,
  day: '2026-11-23',
  turns: [],
  counters: [],
  waiting: {},
  finished: {},
};
const beat = { type: 'beat', at };

/** A connection that the test speaks on and ends. */
class Socket extends EventTarget {
  readonly query: FeedQuery;
  isClosed = false;
  constructor(query: FeedQuery) {
    super();
    this.query = query;
  }
  say(frame: unknown): void {
    this.dispatchEvent(Object.assign(new Event('message'), { data: JSON.stringify(frame) }));
  }
  end(code: number): void {
    this.dispatchEvent(Object.assign(new Event('close'), { code }));
  }
  close(): void {
    this.isClosed = true;
  }
}

let sockets: Socket[];
let heard: LinkEvent<'counter'>['type'][];
let ending: AbortController;
let following: Promise<void>;
const last = () => sockets.at(-1) as Socket;

beforeEach(() => {
  vi.useFakeTimers();
  [sockets, heard, ending] = [[], [], new AbortController()];
  const open = (query: FeedQuery) => {
    sockets.push(new Socket(query));
    return last() as unknown as WebSocket;
  };
  const hear = ({ type }: LinkEvent<'counter'>) => void heard.push(type);
  following = followFeed({ view: 'counter', counter: 'quay-3' }, hear, ending.signal, open);
});
afterEach(async () => {
  ending.abort();
  await vi.runAllTimersAsync();
  await following;
  vi.useRealTimers();
});

describe('a screen that follows the feed', () => {
  it('asks for everything at first, and then for what came after the last it heard', async () => {
    expect(last().query).toEqual({ view: 'counter', counter: 'quay-3' });
    last().say(snapshot);
    last().say({ type: 'counter', seq: 9, at, state: { counter: 'quay-1', state: 'open', since: at } });
    last().end(1006);
    await vi.advanceTimersByTimeAsync(300);
    expect(last().query).toEqual({ view: 'counter', counter: 'quay-3', after: 9 });
    expect(heard).toEqual(['snapshot', 'counter', 'link-lost']);
  });

  it('takes silence for a lost link, and any frame for life', async () => {
    last().say(snapshot);
    await vi.advanceTimersByTimeAsync(11_000);
    last().say(beat);
    await vi.advanceTimersByTimeAsync(11_900);
    expect(sockets).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(500);
    expect([sockets.length, sockets[0]?.isClosed]).toEqual([2, true]);
  });

  it('hears nothing more of a connection that it has given up', async () => {
    await vi.advanceTimersByTimeAsync(12_000);
    sockets[0]?.say(snapshot);
    expect(heard).toEqual(['link-lost']);
  });

  it('waits longer after each failure, and starts anew once it hears', async () => {
    for (let n = 0; n < 8; n++) {
      last().end(1006);
      await vi.advanceTimersByTimeAsync(5_000);
    }
    expect(sockets).toHaveLength(9);
    last().say(snapshot);
    last().end(1006);
    await vi.advanceTimersByTimeAsync(300);
    expect(sockets).toHaveLength(10);
  });

  it('asks for everything anew, without hurry, after a frame that it cannot read', async () => {
    last().say(snapshot);
    last().say({ type: 'changed', seq: 8, at, change: 'sung-to', turn: {} });
    await vi.advanceTimersByTimeAsync(4_900);
    expect(sockets).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(100);
    expect(last().query).toEqual({ view: 'counter', counter: 'quay-3' });
  });

  it('ends by itself only when it must sign in', async () => {
    last().end(feedClosed.behind);
    await vi.advanceTimersByTimeAsync(300);
    last().end(feedClosed.signInFirst);
    await following;
    expect(heard).toEqual(['link-lost', 'sign-in-first']);
    expect(sockets).toHaveLength(2);
  });

  it('is let go at once when the screen ends', async () => {
    ending.abort();
    await following;
    expect(last().isClosed).toBe(true);
    expect(heard).toEqual([]);
  });
});
