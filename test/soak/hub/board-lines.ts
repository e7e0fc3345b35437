import type { Site } from '../../../core/settings.ts';
import { toldToBoards } from '../../../hub/feed-events.ts';
import { isAboutDay } from '../../../hub/hall.ts';
import { type Entry, entryOf } from '../../../hub/store/log.ts';
import type { Store } from '../../../hub/store/open.ts';

/** The lines of the log that a board of one hall has to be told. */
export async function publicLines({ db }: Store, site: Site, zone: string): Promise<number[]> {
  const here = new Set(site.counters.filter((counter) => counter.zone === zone).map(({ id }) => id));
  const lines: number[] = [];
  for (let last = 0; ; ) {
    const rows = await db
      .selectFrom('ticket_event')
      .selectAll()
      .where('site', '=', site.id)
      .where('seq', '>', last)
      .orderBy('seq')
      .limit(5_000)
      .execute();
    const end = rows.at(-1);
    if (!end) return lines;
    last = end.seq;
    for (const entry of rows.map(entryOf))
      if (isAboutDay(entry.change, entry.day, site.queue.carriesOver) && toldToBoards(entry) && isHere(entry, here))
        lines.push(entry.seq);
  }
}

function isHere({ change }: Entry, here: ReadonlySet<string>): boolean {
  const about = change.kind === 'counter' ? [change.state.counter] : [change.turn.counter, change.before?.counter];
  return about.some((counter) => counter !== undefined && here.has(counter));
}
