import { Durations } from './durations.ts';
import type { SavedMisses } from './saved.ts';

const FORGETS = 0.997;
/** Before anything is seen one in twenty does not come, and is waited for a minute and a half. */
const USUAL_SHARE = 0.05;
const USUAL_WEIGHT = 20;
const USUAL_MS = 90_000;

/** How often somebody who is called does not come, and how long (ms) the counter waits before it says so. */
export class Misses {
  #missed: number;
  #calls: number;
  readonly #durations: Durations;

  constructor(saved: SavedMisses = { missed: 0, calls: 0, ms: [] }) {
    this.#missed = saved.missed;
    this.#calls = saved.calls;
    this.#durations = new Durations(USUAL_MS, saved.ms);
  }

  /** 0 to 1. */
  get share(): number {
    return (this.#missed + USUAL_SHARE * USUAL_WEIGHT) / (this.#calls + USUAL_WEIGHT);
  }

  learn(isMissed: boolean, ms: number): void {
    this.#missed = this.#missed * FORGETS + Number(isMissed);
    this.#calls = this.#calls * FORGETS + 1;
    if (isMissed) this.#durations.add(ms);
  }

  draw(random: () => number): number {
    return this.#durations.draw(random);
  }

  toJSON(): SavedMisses {
    return { missed: this.#missed, calls: this.#calls, ms: this.#durations.toJSON() };
  }
}
