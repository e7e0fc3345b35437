import { formatNumber } from '../core/ticket.ts';
import { addRows, type Bulk } from './store/bulk.ts';
import type { Backend, Transaction } from './store/dialect.ts';
import type { NumberSeriesTable } from './store/tables.ts';

/** More than a service gives in a day. */
const aheadAtMost = 10_000;

const seriesRows: Bulk<NumberSeriesTable> = {
  table: 'number_series',
  columns: { site: 'text', day: 'text', series: 'text', last: 'integer' },
  key: 'site, day, series',
  changes: ['last'],
};

const readText = 'select series, last from number_series where site = $1 and day = $2';

/** The number series of a site within one transaction: read once for each day, counted in memory, written at its end. */
export class Series {
  readonly #tx: Transaction;
  readonly #site: string;
  readonly #days = new Map<string, Promise<Map<string, number>>>();
  readonly #changed = new Map<string, { readonly day: string; readonly series: string; readonly last: number }>();

  constructor(tx: Transaction, site: string) {
    this.#tx = tx;
    this.#site = site;
  }

  /** The next number of a series and day; from here on it is given. */
  async next(day: string, series: string) {
    const lasts = await this.#of(day);
    const sequence = (lasts.get(series) ?? 0) + 1;
    this.#put(lasts, day, series, sequence);
    return { day, series, sequence, number: formatNumber(series, sequence) };
  }

  /** A series goes on after a number that was given elsewhere; false where that is too far ahead to be true. */
  async keepAhead(day: string, series: string, sequence: number): Promise<boolean> {
    const lasts = await this.#of(day);
    const last = lasts.get(series) ?? 0;
    if (sequence > last + aheadAtMost) return false;
    if (last < sequence) this.#put(lasts, day, series, sequence);
    return true;
  }

  async save(backend: Backend): Promise<void> {
    const rows = [...this.#changed.values()].map((row) => ({ site: this.#site, ...row }));
    await addRows(this.#tx, backend, seriesRows, rows);
  }

  #put(lasts: Map<string, number>, day: string, series: string, last: number): void {
    lasts.set(series, last);
    this.#changed.set(`${day} ${series}`, { day, series, last });
  }

  #of(day: string): Promise<Map<string, number>> {
    const known = this.#days.get(day) ?? this.#read(day);
    this.#days.set(day, known);
    return known;
  }

  async #read(day: string): Promise<Map<string, number>> {
    const rows = await this.#tx.ask<Pick<NumberSeriesTable, 'series' | 'last'>>(readText, [this.#site, day]);
    return new Map(rows.map(({ series, last }) => [series, last]));
  }
}
