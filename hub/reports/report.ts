import type { Heat, Report } from '../../core/contract/manager.ts';
import type { IsoDay } from '../../core/person.ts';
import { dayAfter, daysBetween, daysOf, weekdayOf } from '../../core/report/days.ts';
import { coverFew } from '../../core/report/few.ts';
import { fail, ok, type Result } from '../../core/result.ts';
import type { Store } from '../store/open.ts';
import { DayCount } from './day-count.ts';
import type { DayCounts } from './day-counts.ts';
import { estimateErrorOf } from './estimate-error.ts';
import { cellOf, cellsOf, peopleOf, stepsOf } from './figures.ts';
import { ratingsOf } from './rating-figures.ts';

/** A quarter of a year. */
const daysAtMost = 92;
const heatDays = 28;

/** Everything that a manager may know of some days, both ends included. */
export async function reportOf(
  counts: DayCounts,
  store: Store,
  from: IsoDay,
  until: IsoDay,
): Promise<Result<Report, 'RANGE_TOO_LONG'>> {
  const length = daysBetween(from, until);
  if (length < 1 || length > daysAtMost) return fail('RANGE_TOO_LONG');
  const days = daysOf(from, until);
  const count = await counts.together(days);
  return ok({
    from,
    until,
    days: count.days,
    totals: totalsOf(count),
    whole: cellOf(count.whole),
    ...(await before(counts, days)),
    services: cellsOf(count.groups.get('service')!),
    counters: cellsOf(count.groups.get('counter')!),
    classes: cellsOf(count.groups.get('class')!),
    hours: cellsOf(count.groups.get('hour')!)
      .map(({ id, ...cell }) => ({ hour: Number(id), ...cell }))
      .sort((a, b) => a.hour - b.hour),
    results: resultsOf(count),
    steps: stepsOf(counts.site, count.arrived, count.finished),
    ratings: await ratingsOf(store, counts.site.id, days),
    ...(await estimateErrorOf(store, counts.site.id)),
  });
}

/** The same number of days before these; for a single day the last one before on which anybody came, within a week. */
async function before(counts: DayCounts, days: readonly IsoDay[]): Promise<Pick<Report, 'before'>> {
  for (let back = days.length; back <= Math.max(7, days.length); back++) {
    const earlier = days.map((day) => dayAfter(day, -back));
    const count = await counts.together(earlier);
    if (count.days === 0) continue;
    const figures = { totals: totalsOf(count), whole: cellOf(count.whole) };
    return { before: { from: earlier[0]!, until: earlier.at(-1)!, ...figures } };
  }
  return {};
}

/** Each for itself: what they make together is not shown. */
function totalsOf({ totals: { waiting, inHand, finished, missed, cancelled } }: DayCount): Report['totals'] {
  const [a, b, c, d, e] = [waiting, inHand, finished, missed, cancelled].map((people) => peopleOf([people])[0]!);
  return { waiting: a!, inHand: b!, finished: c!, missed: d!, cancelled: e! };
}

function resultsOf({ results }: DayCount): Report['results'] {
  const people = peopleOf([...results.values()]);
  return [...results.keys()].map((id, at) => ({ id, people: people[at]! }));
}

/** Mean waits by weekday and hour over the four weeks up to a day. */
export async function heatOf(counts: DayCounts, until: IsoDay): Promise<Heat> {
  const from = dayAfter(until, 1 - heatDays);
  const weekdays = Array.from({ length: 7 }, () => new DayCount());
  for (const day of daysOf(from, until)) {
    weekdays[weekdayOf(day)]!.merge(await counts.of(day));
    await new Promise(setImmediate);
  }
  const all = weekdays.flatMap((count, weekday) =>
    [...count.groups.get('hour')!].map(([hour, { wait }]) => ({
      weekday,
      hour: Number(hour),
      people: wait.count,
      meanMs: wait.meanMs,
    })),
  );
  const cells = coverFew(all).map((cell, at) => {
    const { weekday, hour } = all[at]!;
    return { weekday, hour, ...cell };
  });
  return { from, until, cells };
}
