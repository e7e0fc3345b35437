import type { Site } from '../../core/settings.ts';
import type { Ledger } from '../ledger.ts';
import { counterFor, DayCount } from './day-count.ts';
import { turnsOf } from './read-turns.ts';

/** Five weeks: what the heat map looks back on, and the day that is looked at beside it. */
const keptAtMost = 35;
/** Putting as many in order takes a millisecond or so, and others have their turn before. */
const manyToPack = 1_000;
/** A day that still changes is not counted more often than this. */
const freshForMs = 10_000;

interface Kept {
  readonly count: Promise<DayCount>;
  readonly countedAtMs: number;
  /** Something has happened to one of its turns since. */
  isStale: boolean;
}

/** The counts of a site's days, each read once and kept until one of its turns changes. */
export class DayCounts {
  readonly #kept = new Map<string, Kept>();
  readonly #ledger: Pick<Ledger, 'site' | 'store' | 'now'>;
  readonly #count: ReturnType<typeof counterFor>;

  constructor(ledger: Pick<Ledger, 'site' | 'store' | 'now' | 'onEntry'>) {
    this.#ledger = ledger;
    this.#count = counterFor(ledger.site);
    ledger.onEntry(({ change }) => {
      const kept = change.kind === 'turn' ? this.#kept.get(change.turn.day) : undefined;
      if (kept) kept.isStale = true;
    });
  }

  get site(): Site {
    return this.#ledger.site;
  }

  /** One day; whoever asks while it is being counted gets the same. */
  of(day: string): Promise<DayCount> {
    const nowMs = this.#ledger.now().getTime();
    const kept = this.#kept.get(day);
    if (kept && !(kept.isStale && nowMs - kept.countedAtMs >= freshForMs)) return kept.count;
    const fresh: Kept = { count: this.#read(day), countedAtMs: nowMs, isStale: false };
    this.#kept.delete(day);
    this.#kept.set(day, fresh);
    fresh.count.catch(() => this.#kept.delete(day));
    for (const [oldest] of this.#kept) if (this.#kept.size > keptAtMost) this.#kept.delete(oldest);
    return fresh.count;
  }

  /** Several days as one. */
  async together(days: readonly string[]): Promise<DayCount> {
    if (days.length === 1) return this.of(days[0]!);
    const together = new DayCount();
    for (const day of days) {
      together.merge(await this.of(day));
      await new Promise(setImmediate);
    }
    return together;
  }

  async #read(day: string): Promise<DayCount> {
    const count = new DayCount();
    for await (const turns of turnsOf(this.#ledger.store.db, this.site.id, day)) this.#count(count, turns);
    for (const spread of count.spreads()) {
      if (spread.count > manyToPack) await new Promise(setImmediate);
      spread.pack();
    }
    return count;
  }
}
