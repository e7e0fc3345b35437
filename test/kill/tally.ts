import type { Db } from '../../electron/store/open.ts';
import type { Store } from '../../hub/store/open.ts';

/** What was seen from outside: numbers on the screen, and papers as "B001 0", the number and its mark. */
export interface Told {
  readonly shown: string[];
  readonly papers: string[];
}

/** What the kiosk's store and the hub's say after many deaths. Zero is good everywhere but in the first block. */
export async function tally(kiosk: Db, hub: Store, { shown, papers }: Told) {
  const count = (sql: string) => kiosk.prepare(sql).pluck().get() as number;
  const kept = new Set(kiosk.prepare<[], string>('select number from ticket').pluck().all());
  const reservations = await hub.db.selectFrom('reservation').select('state').execute();
  const takenIn = await hub.db.selectFrom('ticket').select('id').execute();
  const ids = new Set(takenIn.map(({ id }) => id));
  const inState = (state: string) => reservations.filter((row) => row.state === state).length;
  return {
    tickets: kept.size,
    shown: shown.length,
    papers: papers.length,
    /** Numbered by the hub for a visit that was never committed: gaps, no losses. */
    retired: inState('retired'),
    confirmed: inState('confirmed'),

    lost: shown.filter((number) => !kept.has(number)).length,
    doubled: shown.length - new Set(shown).size + count('select count(*) - count(distinct day || number) from ticket'),
    papersAlike: papers.length - new Set(papers).size,
    withoutPaperOwed: count(
      'select count(*) from ticket where id not in (select ticket_id from print_job where reprints = 0)',
    ),
    withoutEventOwed: count('select count(*) from ticket where id not in (select ticket_id from outbox)'),
    notAtHub: (kiosk.prepare('select id from ticket').pluck().all() as string[]).filter((id) => !ids.has(id)).length,
    stillReserved: inState('reserved'),
    damaged: count("select count(*) from pragma_integrity_check where integrity_check <> 'ok'"),
  };
}
