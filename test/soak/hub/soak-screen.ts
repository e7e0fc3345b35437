import { setTimeout } from 'node:timers/promises';
import { WebSocket } from 'ws';
import type { BoardFeedEvent, CounterFeedEvent } from '../../../core/contract/feed.ts';
import type { Headers } from './soak-site.ts';

type Frame = CounterFeedEvent | BoardFeedEvent;

/** A screen that stays: whenever its feed ends it comes back and asks for what came after the last thing it heard. */
export class SoakScreen {
  /** The changes that it was told of, in the order in which it was told. */
  readonly heard: number[] = [];
  /** How often it came back, and how often it was then told where things are in place of what it had missed. */
  returns = -1;
  snapshots = 0;
  /** The line of the log with which it began. */
  first: number | undefined;
  #last: number | undefined;
  #socket: WebSocket | undefined;
  #isClosed = false;
  readonly #urls: readonly string[];
  readonly #headers: Headers;
  readonly #query: Readonly<Record<string, string>>;
  readonly #tell: ((frame: Frame) => void) | undefined;

  /** `tell` gets each frame whole; without it no more is read of them than what the feed owes. */
  constructor(
    urls: readonly string[],
    query: Readonly<Record<string, string>>,
    headers: Headers = {},
    tell?: (frame: Frame) => void,
  ) {
    this.#tell = tell;
    this.#urls = urls;
    this.#query = query;
    this.#headers = headers;
    void this.#stay();
  }

  get last(): number {
    return this.#last ?? -1;
  }

  close(): void {
    this.#isClosed = true;
    this.#socket?.terminate();
  }

  async #stay(): Promise<void> {
    while (!this.#isClosed) {
      await this.#follow(this.#urls[++this.returns % this.#urls.length]!);
      await setTimeout(50 + Math.random() * 100);
    }
  }

  /** Resolves when the feed has ended, however it did. */
  #follow(url: string): Promise<void> {
    const after = this.#last === undefined ? {} : { after: String(this.#last) };
    const query = new URLSearchParams({ ...this.#query, ...after });
    const socket = new WebSocket(`${url.replace('http', 'ws')}/live?${query}`, { headers: this.#headers });
    this.#socket = socket;
    socket.on('message', (data) => {
      const text = String(data);
      this.#hear(text);
      this.#tell?.(JSON.parse(text));
    });
    return new Promise((resolve) => {
      socket.on('error', () => socket.terminate());
      socket.on('close', () => resolve());
    });
  }

  #hear(text: string): void {
    const [, type, digits] = /^{"type":"(\w+)"(?:,"seq":(\d+))?/.exec(text) ?? [];
    if (type === 'beat') return;
    const seq = Number(digits);
    if (type !== 'snapshot') this.heard.push(seq);
    else if (this.#last !== undefined && seq > this.#last) this.snapshots++;
    this.first ??= seq;
    this.#last = seq;
  }
}

/** Whether it has heard all that came after its beginning once and in order; what is wrong, in words. */
export function heardWrongly({ heard, snapshots, first = 0 }: SoakScreen, log: readonly number[]): string[] {
  const expected = log.filter((seq) => seq > first);
  const at = heard.findIndex((seq, n) => seq !== expected[n]);
  const wrong = at >= 0 ? [`a screen heard ${heard[at]} where ${expected[at] ?? 'nothing'} was to come`] : [];
  const few = heard.length < expected.length ? [`a screen heard ${heard.length} of ${expected.length} changes`] : [];
  return [...wrong, ...few, ...(snapshots > 0 ? [`a screen was told ${snapshots} times only where things are`] : [])];
}
