import type { SavedPace } from './saved.ts';

/** What was seen earlier in the day counts less by this at each further one. */
const FORGETS = 0.985;
/** So many at the usual pace stand before the first of the day. */
const USUAL_WEIGHT = 16;
/** One that went on and on does not make the day slow. */
const HIGHEST = 4;

/** How much longer things take today than usually: 1 is as usual, 1.2 is a fifth longer. Begins anew each day. */
export class Pace {
  #seen: number;
  #weight: number;

  constructor(saved: SavedPace = { seen: 0, weight: 0 }) {
    this.#seen = saved.seen;
    this.#weight = saved.weight;
  }

  get factor(): number {
    return (this.#seen + USUAL_WEIGHT) / (this.#weight + USUAL_WEIGHT);
  }

  /** Something took so many times as long as its kind does usually. */
  learn(ratio: number): void {
    this.#seen = this.#seen * FORGETS + Math.min(ratio, HIGHEST);
    this.#weight = this.#weight * FORGETS + 1;
  }

  newDay(): void {
    this.#seen = 0;
    this.#weight = 0;
  }

  toJSON(): SavedPace {
    return { seen: this.#seen, weight: this.#weight };
  }
}
