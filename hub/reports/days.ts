import type { Store } from '../store/open.ts';

const daysAtMost = 100;

/** The days up to today for which anybody took a number, the latest first; one look into the index for each. */
export async function latestDays({ db }: Store, site: string, today: string): Promise<string[]> {
  const days: string[] = [];
  while (days.length < daysAtMost) {
    const before = days.at(-1);
    const { day } = await db
      .selectFrom('turn')
      .select(({ fn }) => fn.max('day').as('day'))
      .where('site', '=', site)
      .where('day', before === undefined ? '<=' : '<', before ?? today)
      .executeTakeFirstOrThrow();
    if (!day) return days;
    days.push(day);
  }
  return days;
}
