import type { Readable, Writable } from 'node:stream';
import type { Protocol } from '../../node_modules/playwright-core/types/protocol.d.ts';

type Commands = Protocol.CommandParameters;
type Results = Protocol.CommandReturnValues;

/** Any event of the DevTools protocol, told apart by its method. */
export type CdpEvent = {
  [M in keyof Protocol.Events]: { method: M; params: Protocol.Events[M]; sessionId?: string };
}[keyof Protocol.Events];

interface Answer {
  id: number;
  result?: unknown;
  error?: { message: string };
}

interface Waiting {
  method: string;
  resolve(result: unknown): void;
  reject(error: Error): void;
}

/** Chromium's DevTools protocol over a pair of pipes: no port is open. */
export class Cdp {
  readonly #write: Writable;
  readonly #waiting = new Map<number, Waiting>();
  readonly #listeners = new Map<string, (event: CdpEvent) => void>();
  #lastId = 0;
  #rest = '';

  constructor(write: Writable, read: Readable) {
    this.#write = write;
    write.on('error', () => this.#end());
    read.setEncoding('utf8');
    read.on('data', (text: string) => this.#take(text));
    read.on('close', () => this.#end());
  }

  send<M extends keyof Commands & string>(method: M, params?: Commands[M], sessionId?: string): Promise<Results[M]> {
    return new Promise((resolve, reject) => {
      const id = ++this.#lastId;
      this.#waiting.set(id, { method, resolve: resolve as (result: unknown) => void, reject });
      this.#write.write(`${JSON.stringify({ id, method, params: params ?? {}, sessionId })}\0`);
    });
  }

  /** Hears the events of one session; those of the browser itself come without a session. */
  listen(sessionId: string | undefined, listener: (event: CdpEvent) => void): void {
    this.#listeners.set(sessionId ?? '', listener);
  }

  #take(text: string): void {
    const parts = (this.#rest + text).split('\0');
    this.#rest = parts.pop() ?? '';
    for (const part of parts) this.#dispatch(JSON.parse(part) as Answer | CdpEvent);
  }

  #dispatch(message: Answer | CdpEvent): void {
    if (!('id' in message)) {
      this.#listeners.get(message.sessionId ?? '')?.(message);
      return;
    }
    const waiting = this.#waiting.get(message.id);
    this.#waiting.delete(message.id);
    if (message.error) waiting?.reject(new Error(`${waiting.method}: ${message.error.message}`));
    else waiting?.resolve(message.result);
  }

  #end(): void {
    for (const { reject, method } of this.#waiting.values()) reject(new Error(`${method}: the browser is gone`));
    this.#waiting.clear();
  }
}
