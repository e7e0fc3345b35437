import { type Answer, says } from './apdu.ts';

/** Long answers, given piece by piece to GET RESPONSE (ISO 7816-4 §5.3.4). */
export class Pieces {
  readonly #most: number;
  #rest: Answer | undefined;

  constructor(most = Infinity) {
    this.#most = most;
  }

  get hasMore(): boolean {
    return this.#rest !== undefined;
  }

  /** 61xx says that xx more bytes are there, 6100 that 256 or more are. */
  first({ data, word }: Answer): Answer {
    this.#rest = undefined;
    if (data.length <= this.#most) return { data, word };
    const left = data.subarray(this.#most);
    this.#rest = { data: left, word };
    return { data: data.subarray(0, this.#most), word: 0x6100 + (left.length > 255 ? 0 : left.length) };
  }

  next(): Answer {
    return this.#rest ? this.first(this.#rest) : says(0x6d00);
  }

  drop(): void {
    this.#rest = undefined;
  }
}
