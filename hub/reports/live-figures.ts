import type { LiveFigures } from '../../core/contract/manager.ts';
import { dayAfter } from '../../core/report/days.ts';
import { fewest } from '../../core/report/few.ts';
import { SiteClock } from '../../core/report/site-clock.ts';
import type { Ledger } from '../ledger.ts';
import type { SiteParts } from '../parts.ts';
import type { DayCounts } from './day-counts.ts';
import { stepsOf } from './figures.ts';
import { momentOf } from './moment.ts';
import { satisfiedOn } from './rating-figures.ts';

/** The moment, and how far it is from the last day before at the same time. */
export async function liveOf({
  ledger,
  counts,
  waits,
}: Pick<SiteParts, 'ledger' | 'counts' | 'waits'>): Promise<LiveFigures> {
  const { site, store } = ledger;
  const at = ledger.now();
  const moment = await ledger.look((hall) => momentOf(hall, site, at.getTime(), waits.ofNew));
  const today = await counts.of(moment.day);
  const satisfied = await satisfiedOn(store, site.id, moment.day);
  const states = moment.counters.filter(({ isWorking }) => isWorking).map(({ state }) => state);
  return {
    at: at.toISOString(),
    ...moment,
    alerts: [...moment.alerts],
    figures: {
      waiting: sumOf(moment.services, ({ waiting }) => waiting),
      longestMs: Math.max(0, ...moment.services.map(({ longestMs }) => longestMs)),
      ...meanOf(sumOf(today.called, one), sumOf(today.calledWaitMs, one)),
      finished: today.totals.finished,
      open: states.filter((state) => state === 'open').length,
      paused: states.filter((state) => state === 'paused').length,
      ...(satisfied !== undefined && { satisfied }),
    },
    ...(await beforeOf(ledger, counts, moment.day, at.getTime())),
    steps: stepsOf(site, today.arrived, today.finished, new SiteClock(site).quarterOf(at.getTime())),
  };
}

/** Within the last week, the last day on which anybody came, up to the same quarter of an hour. */
async function beforeOf(
  { site, store }: Ledger,
  counts: DayCounts,
  today: string,
  nowMs: number,
): Promise<Pick<LiveFigures, 'before'>> {
  const quarters = new SiteClock(site).quarterOf(nowMs) + 1;
  for (let back = 1; back <= 7; back++) {
    const day = dayAfter(today, -back);
    const count = await counts.of(day);
    if (count.days === 0) continue;
    const until = (name: 'arrivedToCall' | 'called' | 'finished' | 'calledWaitMs') =>
      sumOf(count[name].slice(0, quarters), one);
    const satisfied = await satisfiedOn(store, site.id, day);
    return {
      before: {
        day,
        waiting: Math.max(0, until('arrivedToCall') - until('called')),
        ...meanOf(until('called'), until('calledWaitMs')),
        finished: until('finished'),
        ...(satisfied !== undefined && { satisfied }),
      },
    };
  }
  return {};
}

/** Nothing where too few were called. */
function meanOf(called: number, waitMs: number): { meanMs?: number } {
  return called < fewest ? {} : { meanMs: Math.round(waitMs / called) };
}

const one = (count: number): number => count;

function sumOf<T>(all: readonly T[], of: (item: T) => number): number {
  return all.reduce((sum, item) => sum + of(item), 0);
}
