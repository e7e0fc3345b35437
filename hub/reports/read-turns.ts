import type { Kysely, Selectable } from 'kysely';
import type { Tables, TurnTable } from '../store/tables.ts';

/** What a report looks at of a turn. */
export type TurnFigures = Pick<
  Selectable<TurnTable>,
  | 'id'
  | 'service'
  | 'state'
  | 'class'
  | 'counter'
  | 'issued_at'
  | 'queued_at'
  | 'first_called_at'
  | 'served_at'
  | 'finished_at'
  | 'result'
>;

/** Rows of one read: SQLite answers at once and holds everything up meanwhile, so a read must be short. */
export const rowsAtOnce = 500;

/** The turns of a day, so many at a time; between two reads whatever else is asked of the hub has its turn. */
export async function* turnsOf(db: Kysely<Tables>, site: string, day: string): AsyncGenerator<TurnFigures[]> {
  for (let after = ''; ; ) {
    const rows = await db
      .selectFrom('turn')
      .select(['id', 'service', 'state', 'class', 'counter', 'issued_at', 'queued_at'])
      .select(['first_called_at', 'served_at', 'finished_at', 'result'])
      .where('site', '=', site)
      .where('day', '=', day)
      .where('id', '>', after)
      .orderBy('id')
      .limit(rowsAtOnce)
      .execute();
    yield rows;
    const last = rows.at(-1);
    if (!last || rows.length < rowsAtOnce) return;
    after = last.id;
    await new Promise(setImmediate);
  }
}
