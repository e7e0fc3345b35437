import { afterEach, describe, expect, it, vi } from 'vitest';
import { coverFew, fewest } from '../../core/report/few.ts';
import { SiteClock } from '../../core/report/site-clock.ts';
import { Spread } from '../../core/report/spread.ts';
import type { Ledger } from '../../hub/ledger.ts';
import { rate } from '../../hub/ratings.ts';
import { madeUpDay } from './made-up-day.ts';
import { madeUpSite } from './made-up-site.ts';
import { ledgerOn, sqliteStore, stock } from './stocked.ts';

const guard = '../../core/report/few.ts';
const site = madeUpSite();
const day = '2026-11-24';

afterEach(() => vi.doUnmock(guard));

describe('figures of few people', () => {
  it('are covered from one to four; nobody at all is no secret', () => {
    expect(coverFew(cells(0, 5, 3, 2, 9)).map(({ people }) => people)).toEqual([0, 5, 'few', 'few', 9]);
  });

  it('cannot be found by taking the others from the whole', () => {
    expect(shown(20, 3, 7, 50)).toEqual([20, 'few', 'hidden', 50]);
    expect(shown(20, 2, 2, 7)).toEqual([20, 'few', 'few', 'hidden']);
    expect(shown(4)).toEqual(['few']);
    expect(shown(4, 5)).toEqual(['few', 'hidden']);
  });

  it('take their other figures with them', () => {
    const [covered] = coverFew([{ people: 2, meanMs: 1 }]);
    expect(covered).toEqual({ people: 'few' });
  });

  it('leave the hub in no report, heat map, table or preview', async () => {
    expect((await everythingThatLeaves()).filter(isFew)).toEqual([]);
  });

  it('would leave it without the guard', async () => {
    const real = await vi.importActual<typeof import('../../core/report/few.ts')>(guard);
    vi.doMock(guard, () => ({ ...real, coverFew: <T>(cells: readonly T[]) => [...cells] }));
    vi.resetModules();
    expect((await everythingThatLeaves()).filter(isFew).length).toBeGreaterThan(10);
  });
});

describe('a spread', () => {
  it('gives the nearest rank, the mean and the longest in whole seconds', () => {
    const spread = new Spread();
    for (const seconds of [30, 10, 20, 40]) spread.add(seconds * 1_000);
    expect([spread.at(0), spread.at(0.5), spread.at(0.75), spread.at(0.9), spread.at(1)]).toEqual([
      10_000, 20_000, 30_000, 40_000, 40_000,
    ]);
    expect([spread.meanMs, spread.longestMs, spread.count]).toEqual([25_000, 40_000, 4]);
  });

  it('is the same whether counted at once or in parts, and goes on counting after it was read', () => {
    const [whole, one, other] = [new Spread(), new Spread(), new Spread()];
    for (let at = 0; at < 500; at++) {
      const ms = ((at * 7_919) % 1_000) * 997;
      whole.add(ms);
      (at % 3 ? one : other).add(ms);
      expect(one.at(0.5)).toBeGreaterThanOrEqual(0);
    }
    one.merge(other);
    expect([0.1, 0.5, 0.9, 1].map((share) => one.at(share))).toEqual(
      [0.1, 0.5, 0.9, 1].map((share) => whole.at(share)),
    );
    expect([one.meanMs, one.count]).toEqual([whole.meanMs, whole.count]);
  });

  it('of nothing is nothing', () => {
    expect([new Spread().meanMs, new Spread().at(0.9), new Spread().longestMs]).toEqual([0, 0, 0]);
  });
});

describe("a site's clock", () => {
  it('begins the business day at its hour', () => {
    const clock = new SiteClock({ timeZone: 'Asia/Ho_Chi_Minh', dayStartsAtHour: 4 });
    expect(clock.minuteOf(Date.parse('2026-11-24T00:31:59Z'))).toBe(7 * 60 + 31);
    expect(clock.quarterOf(Date.parse('2026-11-24T00:31:59Z'))).toBe(14);
    expect(clock.quarterOf(Date.parse('2026-11-24T20:59:59Z'))).toBe(95);
    expect(clock.minuteOfQuarter(14)).toBe(7 * 60 + 30);
  });

  it('goes with a clock that is put forward, and with one of three quarters', () => {
    const berlin = new SiteClock({ timeZone: 'Europe/Berlin', dayStartsAtHour: 0 });
    expect(berlin.minuteOf(Date.parse('2026-03-29T00:59:00Z'))).toBe(119);
    expect(berlin.minuteOf(Date.parse('2026-03-29T01:00:00Z'))).toBe(180);
    const kathmandu = new SiteClock({ timeZone: 'Asia/Kathmandu', dayStartsAtHour: 0 });
    expect(kathmandu.minuteOf(Date.parse('2026-03-29T00:00:00Z'))).toBe(345);
  });
});

const cells = (...people: number[]) => people.map((people) => ({ people }));
const shown = (...people: number[]) => coverFew(cells(...people)).map(({ people }) => people);
const isFew = (people: unknown) => typeof people === 'number' && people > 0 && people < fewest;

/** Every number of people in a report, a heat map, the exported table and a preview of a day with few people. */
async function everythingThatLeaves(): Promise<unknown[]> {
  const { DayCounts } = await import('../../hub/reports/day-counts.ts');
  const { heatOf, reportOf } = await import('../../hub/reports/report.ts');
  const { csvOf } = await import('../../hub/reports/csv.ts');
  const { previewOf } = await import('../../core/queue/preview.ts');
  const store = await sqliteStore();
  const made = madeUpDay({ site, day, opensMs: Date.parse(`${day}T00:30:00Z`), people: 40, seed: 8 });
  await stock(store, site, [made]);
  const now = () => new Date(`${day}T10:00:00Z`);
  for (const [at, { ticketId }] of made.turns.slice(0, 12).entries())
    await rate({ store, now }, { site: site.id, ticketId, score: (at % 3) + 1, reasons: ['manner'], place: 'slip' });
  const counts = new DayCounts(ledgerOn(store, site, now) as unknown as Ledger);
  const report = await reportOf(counts, store, day, day);
  if (!report.ok) throw new Error(report.fault);
  const lines = made.entries.map(({ at, change }) => ({ atMs: Date.parse(at), change }));
  return [
    ...peopleIn(report.value),
    ...peopleIn(await heatOf(counts, day)),
    ...peopleIn(previewOf(site, lines, site.queue.policy)),
    ...csvOf(report.value, site, 'en')
      .split('\r\n')
      .map((line) => Number(line.split(',')[2])),
  ];
}

const listsOfPeople = ['scores', 'arrived', 'finished', 'presentSteps', 'otherSteps'];

/** What stands under `people`, and in the lists that are nothing but people. */
function peopleIn(value: unknown, name = ''): unknown[] {
  if (Array.isArray(value)) return value.flatMap((item) => (listsOfPeople.includes(name) ? [item] : peopleIn(item)));
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, item]) =>
    key === 'people' || name === 'totals' ? [item] : peopleIn(item, key),
  );
}
