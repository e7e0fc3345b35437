/** How much of a map may be changed before its next copy makes a new base: a share, and a number for small ones. */
const changedShare = 1 / 8;
const changedAtLeast = 32;

/** A map whose copies share what none of them has changed: a copy costs what was changed lately, not what there is. */
export class SharedMap<V> {
  /** Never written once there is a copy. */
  #base: ReadonlyMap<string, V> = new Map();
  /** What is different from the base; `undefined` where it is gone. */
  readonly #changed: Map<string, V | undefined>;

  constructor(changed: Iterable<readonly [string, V | undefined]> = []) {
    this.#changed = new Map(changed);
  }

  get(key: string): V | undefined {
    return this.#changed.has(key) ? this.#changed.get(key) : this.#base.get(key);
  }

  set(key: string, value: V): void {
    this.#changed.set(key, value);
  }

  delete(key: string): void {
    if (this.#base.has(key)) this.#changed.set(key, undefined);
    else this.#changed.delete(key);
  }

  /** In no particular order, but in the same one for the same history. */
  *values(): Generator<V> {
    for (const [key, value] of this.#base) if (!this.#changed.has(key)) yield value;
    for (const value of this.#changed.values()) if (value !== undefined) yield value;
  }

  clone(): SharedMap<V> {
    if (this.#changed.size > this.#base.size * changedShare + changedAtLeast) this.#settle();
    const copy = new SharedMap(this.#changed);
    copy.#base = this.#base;
    return copy;
  }

  #settle(): void {
    const base = new Map(this.#base);
    for (const [key, value] of this.#changed) {
      if (value === undefined) base.delete(key);
      else base.set(key, value);
    }
    this.#base = base;
    this.#changed.clear();
  }
}
