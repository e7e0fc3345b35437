/** What is going to happen, earliest first; things at one instant come in no promised order. A binary heap. */
export class Agenda<Item> {
  readonly #instants: number[] = [];
  readonly #items: Item[] = [];

  get nextAt(): number {
    return this.#instants[0] ?? Number.POSITIVE_INFINITY;
  }

  add(atMs: number, item: Item): void {
    let at = this.#items.length;
    for (let parent = (at - 1) >> 1; at > 0 && this.#instants[parent]! > atMs; parent = (at - 1) >> 1) {
      this.#put(at, this.#instants[parent]!, this.#items[parent]!);
      at = parent;
    }
    this.#put(at, atMs, item);
  }

  /** Takes out the next one; nothing where there is none. */
  take(): Item | undefined {
    const first = this.#items[0];
    const lastAtMs = this.#instants.pop();
    const last = this.#items.pop();
    if (lastAtMs !== undefined && this.#items.length > 0) this.#sink(lastAtMs, last as Item);
    return first;
  }

  #sink(atMs: number, item: Item): void {
    let at = 0;
    for (;;) {
      let child = 2 * at + 1;
      if (child >= this.#items.length) break;
      if (child + 1 < this.#items.length && this.#instants[child + 1]! < this.#instants[child]!) child++;
      if (this.#instants[child]! >= atMs) break;
      this.#put(at, this.#instants[child]!, this.#items[child]!);
      at = child;
    }
    this.#put(at, atMs, item);
  }

  #put(at: number, atMs: number, item: Item): void {
    this.#instants[at] = atMs;
    this.#items[at] = item;
  }
}
