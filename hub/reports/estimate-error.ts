import { z } from 'zod';
import type { Report } from '../../core/contract/manager.ts';
import { fewest } from '../../core/report/few.ts';
import type { Store } from '../store/open.ts';

/** What the estimate keeps of itself, over so many people; of fewer it says nothing yet. */
const kept = z.object({
  n: z.int().min(fewest),
  meanErrorMinutes: z.number().min(0),
  lateShare: z.number().min(0).max(1),
});

/** How far off what citizens were told is; nothing where the estimate has not kept anything yet. */
export async function estimateErrorOf({ db }: Store, site: string): Promise<Pick<Report, 'estimate'>> {
  const row = await db
    .selectFrom('kept')
    .select('body')
    .where('site', '=', site)
    .where('name', '=', 'estimate-error')
    .executeTakeFirst();
  const { success, data } = kept.safeParse(row && JSON.parse(row.body));
  if (!success) return {};
  return {
    estimate: { people: data.n, meanMs: Math.round(data.meanErrorMinutes * 60_000), lateShare: data.lateShare },
  };
}
