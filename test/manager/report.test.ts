import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { NamedCell, Report } from '../../core/contract/manager.ts';
import { dayAfter, daysOf, weekdayOf } from '../../core/report/days.ts';
import { fewest } from '../../core/report/few.ts';
import { DayCounts } from '../../hub/reports/day-counts.ts';
import { rowsAtOnce, turnsOf } from '../../hub/reports/read-turns.ts';
import { heatOf, reportOf } from '../../hub/reports/report.ts';
import type { Store } from '../../hub/store/open.ts';
import { type Postgres, startPostgres } from '../stage/postgres.ts';
import { type MadeUpDay, madeUpDay } from './made-up-day.ts';
import { madeUpSite } from './made-up-site.ts';
import { hourAt, naiveCell, naiveReport } from './naive-report.ts';
import { ledgerOn, postgresStore, sqliteStore, stock } from './stocked.ts';

const site = madeUpSite();
const today = '2026-11-25';
const opensAt = (day: string) => Date.parse(`${day}T00:30:00Z`);
const dayOf = (day: string, people: number): MadeUpDay =>
  madeUpDay({ site, day, opensMs: opensAt(day), people, seed: Date.parse(day) });
/** Four weeks, with weekends off. */
const days = daysOf(dayAfter(today, -28), today).filter((day) => weekdayOf(day) < 5);

let postgres: Postgres;
let made: ReadonlyMap<string, MadeUpDay>;
beforeAll(async () => {
  postgres = await startPostgres();
  made = new Map(days.map((day) => [day, dayOf(day, day === today ? 190 : 60)]));
});
afterAll(() => postgres.close());

const stores = {
  SQLite: sqliteStore,
  PostgreSQL: async () => postgresStore(await postgres.freshDatabase()),
};

describe.each(Object.entries(stores))('a report on %s', (_, open) => {
  it('says the same of a day as the plainest count', async () => {
    const { store, counts } = await stocked(open, [today]);
    const report = await reportOn(counts, store, today, today);
    const naive = naiveReport(site, made.get(today)!.turns);
    expect(report.totals).toEqual(naive.totals);
    expect(report.whole).toEqual(naive.whole);
    expect(report.days).toBe(1);
    compare(report.services, naive.services);
    compare(report.counters, naive.counters);
    compare(report.classes, naive.classes);
    compare(
      report.hours.map(({ hour, ...cell }) => ({ id: String(hour), ...cell })),
      naive.hours,
    );
    const results = new Map(report.results.map(({ id, people }) => [id, people]));
    expect(results).toEqual(naive.results);
  });

  it('adds the days of a range up, and sets the days before beside them', async () => {
    const three = days.slice(-4, -1);
    const { store, counts } = await stocked(open, days.slice(-8));
    const report = await reportOn(counts, store, three[0]!, three.at(-1)!);
    const turns = three.flatMap((day) => made.get(day)!.turns);
    expect(report.days).toBe(3);
    expect(report.whole).toEqual(naiveCell(site, turns));
    expect(report.before?.until).toBe(dayAfter(three[0]!, -1));
    expect(report.before?.totals.finished).toBeGreaterThan(0);
  });

  it('compares a Monday with the Friday before', async () => {
    const monday = days.findLast((day) => weekdayOf(day) === 0)!;
    const { store, counts } = await stocked(open, days.slice(-8));
    const report = await reportOn(counts, store, monday, monday);
    expect(report.before?.from).toBe(dayAfter(monday, -3));
  });

  it('draws four weeks by weekday and hour', async () => {
    const { counts } = await stocked(open, days);
    const { from, cells } = await heatOf(counts, today);
    expect(from).toBe(dayAfter(today, -27));
    for (const { weekday, hour, people, meanMs } of cells) {
      const turns = daysOf(from, today)
        .filter((day) => weekdayOf(day) === weekday && made.has(day))
        .flatMap((day) => made.get(day)!.turns)
        .filter((turn) => turn.firstCalledAt && hourAt(turn.queuedAt, site) === hour);
      if (typeof people === 'string') expect(meanMs).toBeUndefined();
      else expect({ people, meanMs }).toEqual({ people: turns.length, meanMs: naiveCell(site, turns).wait.meanMs });
      if (people === 'few') expect(turns.length).toBeLessThan(fewest);
    }
    expect(cells.filter(({ people }) => typeof people === 'number').length).toBeGreaterThan(30);
    expect(cells.some(({ people }) => people === 'few')).toBe(true);
  });

  it('reads a day in pieces, each turn once', async () => {
    const { store } = await stocked(open, [today]);
    const turns = made.get(today)!.turns;
    const copies = Math.ceil((2 * rowsAtOnce) / turns.length);
    await multiply(store, turns.length, copies);
    const seen: string[] = [];
    let pieces = 0;
    for await (const rows of turnsOf(store.db, site.id, today)) {
      expect(rows.length).toBeLessThanOrEqual(rowsAtOnce);
      pieces++;
      seen.push(...rows.map(({ id }) => id));
    }
    expect(pieces).toBe(3);
    expect(new Set(seen).size).toBe(turns.length * (copies + 1));
    expect(seen).toHaveLength(turns.length * (copies + 1));
  });
});

describe('the counts of a day', () => {
  it('are made once for all who ask, and anew when one of its turns has changed', async () => {
    const { counts, ledger, clock } = await stocked(sqliteStore, [today]);
    const first = counts.of(today);
    expect(counts.of(today)).toBe(first);
    clock.ms += 60_000;
    expect(counts.of(today)).toBe(first);
    ledger.tell(made.get(today)!.entries[0]!);
    expect(counts.of(today)).not.toBe(first);
    const second = counts.of(today);
    ledger.tell(made.get(today)!.entries[0]!);
    expect(counts.of(today)).toBe(second);
  });

  it('refuse a range that is too long or the wrong way round', async () => {
    const { counts, store } = await stocked(sqliteStore, []);
    expect((await reportOf(counts, store, '2026-01-01', '2026-04-03')).ok).toBe(false);
    expect((await reportOf(counts, store, today, dayAfter(today, -1))).ok).toBe(false);
    const empty = await reportOn(counts, store, today, today);
    expect(empty).toMatchObject({ days: 0, whole: { people: 0 }, services: [] });
    expect(empty.before).toBeUndefined();
    expect(empty.steps.arrived).toEqual([]);
  });
});

async function stocked(open: () => Promise<Store>, of: readonly string[]) {
  const store = await open();
  await stock(
    store,
    site,
    of.map((day) => made.get(day)!),
  );
  const clock = { ms: Date.parse(`${today}T10:00:00Z`) };
  const ledger = ledgerOn(store, site, () => new Date(clock.ms));
  return { store, ledger, counts: new DayCounts(ledger), clock };
}

async function reportOn(counts: DayCounts, store: Store, from: string, until: string): Promise<Report> {
  const report = await reportOf(counts, store, from, until);
  if (!report.ok) throw new Error(report.fault);
  return report.value;
}

/** What is covered is of few people, or beside one of few; what is shown is right. */
function compare(shown: readonly NamedCell[], naive: ReadonlyMap<string, ReturnType<typeof naiveCell>>): void {
  expect(shown).toHaveLength(naive.size);
  for (const { id, ...cell } of shown) {
    const truth = naive.get(id)!;
    if (cell.people === 'few') expect(truth.people).toBeLessThan(fewest);
    if (typeof cell.people === 'string') expect(cell).toEqual({ people: cell.people });
    else expect(cell).toMatchObject({ people: truth.people, wait: truth.wait, service: truth.service });
    if (cell.withinTarget !== undefined) expect(cell.withinTarget).toBeCloseTo(truth.withinTarget, 9);
  }
}

/** The same turns so many times more, under other ids. */
async function multiply({ db }: Store, count: number, copies: number): Promise<void> {
  const rows = await db.selectFrom('turn').selectAll().execute();
  expect(rows).toHaveLength(count);
  for (let copy = 0; copy < copies; copy++)
    await db
      .insertInto('turn')
      .values(rows.map((row) => ({ ...row, id: `${copy}-${row.id}` })))
      .execute();
}
