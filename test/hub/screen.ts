import { onTestFinished } from 'vitest';
import { WebSocket } from 'ws';
import {
  type BoardFeedEvent,
  boardFeedEvent,
  type CounterFeedEvent,
  counterFeedEvent,
} from '../../core/contract/feed.ts';

/** What a feed says beside its beats. */
export type Told = Exclude<CounterFeedEvent | BoardFeedEvent, { type: 'beat' }>;

/** A screen's feed, as it comes off the wire. */
export class Screen {
  readonly #socket: WebSocket;
  readonly #frames: string[] = [];
  readonly #schema: typeof counterFeedEvent | typeof boardFeedEvent;
  readonly closed: Promise<number>;
  #wake = () => {};

  constructor(url: string, query: Record<string, string | number>, headers: Record<string, string> = {}) {
    const asked = new URLSearchParams(Object.entries(query).map(([name, value]) => [name, String(value)]));
    this.#schema = query.view === 'board' ? boardFeedEvent : counterFeedEvent;
    this.#socket = new WebSocket(`${url.replace('http', 'ws')}/live?${asked}`, { headers });
    this.#socket.on('message', (data) => {
      this.#frames.push(String(data));
      this.#wake();
    });
    this.closed = new Promise((resolve) => this.#socket.on('close', (code) => resolve(code)));
    this.#socket.on('error', () => {});
    onTestFinished(() => this.#socket.terminate());
  }

  /** Reads until an event is enough; gives what was read, without beats. */
  async until(isEnough: (event: Told) => boolean): Promise<Told[]> {
    const read: Told[] = [];
    for (;;) {
      const event = await this.next();
      if (event.type === 'beat') continue;
      read.push(event);
      if (isEnough(event)) return read;
    }
  }

  async next(): Promise<CounterFeedEvent | BoardFeedEvent> {
    for (;;) {
      const frame = this.#frames.shift();
      if (frame !== undefined) return this.#schema.parse(JSON.parse(frame));
      await Promise.race([
        new Promise<void>((resolve) => {
          this.#wake = resolve;
        }),
        this.closed.then((code) => {
          if (this.#frames.length === 0) throw new Error(`the feed ended: ${code}`);
        }),
      ]);
    }
  }

  say(message: string): void {
    this.#socket.send(message);
  }
  close(): void {
    this.#socket.terminate();
  }
  /** The network stands still: nothing more is read. */
  pause(): void {
    this.#socket.pause();
  }
  resume(): void {
    this.#socket.resume();
  }
}
