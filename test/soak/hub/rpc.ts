import { Agent, request } from 'node:http';
import { setTimeout } from 'node:timers/promises';
import type { Headers } from './soak-site.ts';

export type Answer<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly code: string };

const agent = new Agent({ keepAlive: true, maxSockets: 500 });
const pauseMs = 40;

/** Asks a hub by the contract's own wire, as screens and kiosks do: what gets lost is asked again, with the same ids. */
export class Rpc {
  /** How often something had to be asked again. */
  retries = 0;
  readonly #urls: readonly string[];
  readonly #headers: Headers;
  #at: number;

  constructor(urls: readonly string[], headers: Headers, at = 0) {
    this.#urls = urls;
    this.#headers = headers;
    this.#at = at;
  }

  /** The answer, or the refusal by its code; ends only with one of both, so whoever stops a run stops its hubs last. */
  async ask<T>(path: string, input: unknown): Promise<Answer<T>> {
    for (;;) {
      const answer = await this.#once<T>(path, input).catch(() => undefined);
      if (answer) return answer;
      this.retries++;
      this.#at++;
      await setTimeout(pauseMs * (0.5 + Math.random()));
    }
  }

  /** Nothing where the hub stumbled and may be asked the same again. */
  #once<T>(path: string, input: unknown): Promise<Answer<T> | undefined> {
    const sent = JSON.stringify({ json: input });
    const url = new URL(`/rpc/${path}`, this.#urls[this.#at % this.#urls.length]);
    return new Promise((resolve, reject) => {
      const headers = {
        ...this.#headers,
        'content-type': 'application/json',
        'content-length': Buffer.byteLength(sent),
      };
      const outgoing = request(url, { agent, method: 'POST', headers, timeout: 10_000 }, (answer) => {
        let text = '';
        answer.setEncoding('utf8').on('data', (part) => {
          text += part;
        });
        answer.on('error', reject);
        answer.on('end', () => {
          const status = answer.statusCode ?? 0;
          if (!answer.complete || status >= 500) return resolve(undefined);
          const { json } = JSON.parse(text) as { json: T & { code: string } };
          resolve(status < 300 ? { ok: true, value: json } : { ok: false, code: json.code });
        });
      });
      outgoing.on('error', reject).on('timeout', () => outgoing.destroy(new Error('no answer')));
      outgoing.end(sent);
    });
  }
}
