/** How many are kept of each kind; older ones are forgotten. */
export const keptDurations = 400;
/** So many drawn from what is usual stand beside those that were measured. */
const USUAL_WEIGHT = 5;
/** Fewer than these tell nothing of the rest of one that is already longer than nearly all. */
const FEWEST_LONGER = 4;

/**
 * Durations of one kind as they were measured, in ms: the last 400, later ones drawn more often. Before anything is
 * measured they are drawn around what is usual (Erlang of two phases: a coefficient of variation of 0.7).
 */
export class Durations {
  readonly #usualMs: number;
  readonly #measured: number[];
  #sum: number;
  #sorted: number[] | undefined;

  constructor(usualMs: number, measured: readonly number[] = []) {
    this.#usualMs = usualMs;
    this.#measured = measured.slice(-keptDurations);
    this.#sum = this.#measured.reduce((sum, ms) => sum + ms, 0);
  }

  get count(): number {
    return this.#measured.length;
  }

  /** Of what was measured, with the usual one as five of them. */
  get meanMs(): number {
    return (this.#sum + USUAL_WEIGHT * this.#usualMs) / (this.count + USUAL_WEIGHT);
  }

  /** Kept as a whole number, so that what is saved is what was kept. */
  add(measuredMs: number): void {
    const ms = Math.round(measuredMs);
    this.#measured.push(ms);
    this.#sum += ms;
    if (this.count > keptDurations) this.#sum -= this.#measured.shift()!;
    this.#sorted = undefined;
  }

  /** One of them: the newest twice as often as the one in the middle, the oldest hardly ever. */
  draw(random: () => number): number {
    const n = this.count;
    if (n < keptDurations && random() * (n + USUAL_WEIGHT) >= n) return aroundOne(random) * this.#usualMs;
    return this.#measured[Math.floor(n * Math.sqrt(random()))]!;
  }

  /** What is left of one that has lasted so long, by those that lasted longer. */
  drawRest(elapsedMs: number, random: () => number): number {
    if (!(elapsedMs > 0)) return this.draw(random);
    this.#sorted ??= this.#measured.toSorted((a, b) => a - b);
    const from = firstAbove(this.#sorted, elapsedMs);
    const longer = this.count - from;
    if (longer < FEWEST_LONGER) return aroundOne(random) * Math.max(this.meanMs / 2, elapsedMs / 3);
    return this.#sorted[from + Math.floor(longer * random())]! - elapsedMs;
  }

  toJSON(): number[] {
    return this.#measured.slice();
  }
}

/** Erlang of two phases with mean 1. */
function aroundOne(random: () => number): number {
  return -Math.log((1 - random()) * (1 - random())) / 2;
}

function firstAbove(sorted: readonly number[], value: number): number {
  let from = 0;
  let to = sorted.length;
  while (from < to) {
    const middle = (from + to) >> 1;
    if (sorted[middle]! > value) to = middle;
    else from = middle + 1;
  }
  return from;
}
