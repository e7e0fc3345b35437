import type { Side, Standing } from './standing.ts';
import type { Turn } from './turn.ts';

/** Who comes first: the smaller order, then the longer wait, then the id, so that there is never a tie. */
export function inOrder(one: Turn, other: Turn): number {
  return (
    one.order - other.order || sinceMs(one) - sinceMs(other) || (one.id < other.id ? -1 : Number(one.id > other.id))
  );
}

/** Turns that stand alike at one service, in order. Search is binary; a change moves memory and compares nothing. */
export class Lane {
  readonly side: Side;
  readonly weight: number;
  #turns: Turn[] = [];
  /** Since when each waits, sorted: whoever is first in order need not be the one who has waited longest. */
  #sinces: number[] = [];
  /** A copy has the same two arrays, so whoever writes first takes its own. */
  #isShared = false;

  constructor({ side, weight }: Standing) {
    this.side = side;
    this.weight = weight;
  }

  get turns(): readonly Turn[] {
    return this.#turns;
  }

  /** The instant (milliseconds) since which the longest waiting one waits; `Infinity` where nobody does. */
  get oldestMs(): number {
    return this.#sinces[0] ?? Infinity;
  }

  add(turn: Turn): void {
    this.#own();
    this.#turns.splice(this.countBefore(turn), 0, turn);
    this.#sinces.splice(lowerBound(this.#sinces, sinceMs(turn)), 0, sinceMs(turn));
  }

  /** Throws where the turn is not in this lane. */
  remove(turn: Turn): void {
    const index = this.countBefore(turn);
    if (this.#turns[index]?.id !== turn.id) throw new Error(`Turn ${turn.id} is not in its lane`);
    this.#own();
    this.#turns.splice(index, 1);
    this.#sinces.splice(lowerBound(this.#sinces, sinceMs(turn)), 1);
  }

  /** How many of this lane come before the turn, which need not be in it. */
  countBefore(turn: Turn): number {
    let low = 0;
    let high = this.#turns.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (inOrder(this.#turns[middle]!, turn) < 0) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  clone(): Lane {
    const copy = new Lane(this);
    copy.#turns = this.#turns;
    copy.#sinces = this.#sinces;
    copy.#isShared = true;
    this.#isShared = true;
    return copy;
  }

  #own(): void {
    if (!this.#isShared) return;
    this.#turns = this.#turns.slice();
    this.#sinces = this.#sinces.slice();
    this.#isShared = false;
  }
}

function sinceMs({ queuedAt }: Turn): number {
  return Date.parse(queuedAt);
}

function lowerBound(sorted: readonly number[], value: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (sorted[middle]! < value) low = middle + 1;
    else high = middle;
  }
  return low;
}
