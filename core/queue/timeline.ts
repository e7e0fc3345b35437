/** Events in the order of their instants; those of one instant by rank, then in the order in which they came. */
export class Timeline<T> {
  readonly #heap: { readonly atMs: number; readonly rank: number; readonly nth: number; readonly event: T }[] = [];
  #count = 0;

  get nextMs(): number {
    return this.#heap[0]?.atMs ?? Infinity;
  }

  /** At an instant that never comes, nothing is added. */
  add(atMs: number, rank: number, event: T): void {
    if (!Number.isFinite(atMs)) return;
    const heap = this.#heap;
    heap.push({ atMs, rank, nth: this.#count++, event });
    for (let at = heap.length - 1; at > 0; ) {
      const parent = (at - 1) >> 1;
      if (!this.#isBefore(at, parent)) break;
      this.#swap(at, parent);
      at = parent;
    }
  }

  take(): T | undefined {
    const heap = this.#heap;
    const first = heap[0];
    const last = heap.pop();
    if (!first || !last || first === last) return first?.event;
    heap[0] = last;
    for (let at = 0; ; ) {
      const [left, right] = [2 * at + 1, 2 * at + 2];
      let least = at;
      if (left < heap.length && this.#isBefore(left, least)) least = left;
      if (right < heap.length && this.#isBefore(right, least)) least = right;
      if (least === at) return first.event;
      this.#swap(at, least);
      at = least;
    }
  }

  #isBefore(one: number, other: number): boolean {
    const [a, b] = [this.#heap[one]!, this.#heap[other]!];
    return (a.atMs - b.atMs || a.rank - b.rank || a.nth - b.nth) < 0;
  }

  #swap(one: number, other: number): void {
    const heap = this.#heap;
    [heap[one], heap[other]] = [heap[other]!, heap[one]!];
  }
}
