/** How durations of one kind are spread: counted in whole seconds, so that a year of them takes no more room than a day. */
export class Spread {
  /** Seconds and how often each was seen, while it still counts. */
  #counts: Map<number, number> | undefined = new Map();
  /** The same in order, once it is packed. */
  #seconds: Int32Array = none;
  #times: Int32Array = none;
  #count = 0;
  #sumS = 0;

  get count(): number {
    return this.#count;
  }

  /** A duration in ms; throws on one below zero. */
  add(ms: number): void {
    if (!(ms >= 0)) throw new Error(`a duration of ${ms} ms`);
    this.#note(Math.round(ms / 1_000), 1);
  }

  /** Takes in all that another one has counted. */
  merge(other: Spread): void {
    const { seconds, times } = other.#packed();
    for (const [at, second] of seconds.entries()) this.#note(second, times[at]!);
  }

  /** Of what was counted, in ms; 0 where it is nothing. */
  get meanMs(): number {
    return this.#count === 0 ? 0 : Math.round((this.#sumS / this.#count) * 1_000);
  }

  get longestMs(): number {
    return (this.#packed().seconds.at(-1) ?? 0) * 1_000;
  }

  /** The least duration that this share (0 to 1) does not exceed, in ms (nearest rank); 0 where there is nothing. */
  at(share: number): number {
    const { seconds, times } = this.#packed();
    let left = Math.max(1, Math.ceil(share * this.#count));
    for (const [at, second] of seconds.entries()) {
      left -= times[at]!;
      if (left <= 0) return second * 1_000;
    }
    return 0;
  }

  /** How many are longer than this. */
  countAbove(ms: number): number {
    const { seconds, times } = this.#packed();
    let count = 0;
    for (const [at, second] of seconds.entries()) if (second * 1_000 > ms) count += times[at]!;
    return count;
  }

  /** Puts what was counted in order; it happens by itself when it is asked for something, and takes its time then. */
  pack(): void {
    this.#packed();
  }

  #note(second: number, times: number): void {
    this.#counts ??= new Map(Array.from(this.#seconds, (one, at) => [one, this.#times[at]!]));
    this.#counts.set(second, (this.#counts.get(second) ?? 0) + times);
    this.#count += times;
    this.#sumS += second * times;
  }

  #packed(): { seconds: Int32Array; times: Int32Array } {
    if (this.#counts) {
      const sorted = [...this.#counts].sort(([a], [b]) => a - b);
      this.#seconds = Int32Array.from(sorted, ([second]) => second);
      this.#times = Int32Array.from(sorted, ([, times]) => times);
      this.#counts = undefined;
    }
    return { seconds: this.#seconds, times: this.#times };
  }
}

const none = new Int32Array();
