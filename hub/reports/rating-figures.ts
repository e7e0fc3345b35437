import type { Ratings } from '../../core/contract/manager.ts';
import type { IsoDay } from '../../core/person.ts';
import { ratingReasons } from '../../core/rating.ts';
import { coverFew, fewest } from '../../core/report/few.ts';
import type { Store } from '../store/open.ts';
import { peopleOf } from './figures.ts';

interface Counted {
  readonly scores: number[];
  readonly reasons: Map<string, number>;
  readonly services: Map<string, { people: number; sum: number }>;
}

/** What citizens thought of some days: one question of the store for each day. */
export async function ratingsOf(store: Store, site: string, days: readonly IsoDay[]): Promise<Ratings> {
  const counted: Counted = {
    scores: [0, 0, 0, 0, 0],
    reasons: new Map(ratingReasons.map((reason) => [reason, 0])),
    services: new Map(),
  };
  for (const day of days) {
    for (const row of await rowsOf(store, site, day)) count(counted, row);
    await new Promise(setImmediate);
  }
  return shown(counted);
}

/** Share of those who gave 4 or 5 on a day; nothing where fewer than five gave any. */
export async function satisfiedOn(store: Store, site: string, day: IsoDay): Promise<number | undefined> {
  let people = 0;
  let satisfied = 0;
  for (const row of await rowsOf(store, site, day)) {
    people += row.people;
    if (row.score >= 4) satisfied += row.people;
  }
  return people < fewest ? undefined : satisfied / people;
}

interface Row {
  readonly service: string;
  readonly score: number;
  readonly reasons: string;
  readonly people: number;
}

async function rowsOf({ db }: Store, site: string, day: IsoDay): Promise<Row[]> {
  const rows = await db
    .selectFrom('rating')
    .select(['service', 'score', 'reasons', ({ fn }) => fn.countAll<number>().as('people')])
    .where('site', '=', site)
    .where('day', '=', day)
    .groupBy(['service', 'score', 'reasons'])
    .execute();
  return rows.map((row) => ({ ...row, people: Number(row.people) }));
}

function count({ scores, reasons, services }: Counted, row: Row): void {
  scores[row.score - 1]! += row.people;
  for (const reason of row.reasons.split(',').filter(Boolean))
    reasons.set(reason, (reasons.get(reason) ?? 0) + row.people);
  const service = services.get(row.service) ?? { people: 0, sum: 0 };
  services.set(row.service, { people: service.people + row.people, sum: service.sum + row.score * row.people });
}

function shown({ scores, reasons, services }: Counted): Ratings {
  const people = scores.reduce((sum, one) => sum + one, 0);
  const sum = scores.reduce((sum, one, at) => sum + one * (at + 1), 0);
  const reasonPeople = peopleOf([...reasons.values()]);
  const ofServices = [...services].map(([id, { people, sum }]) => ({ id, people, mean: sum / people }));
  return {
    people: peopleOf([people])[0]!,
    ...(people >= fewest && { mean: sum / people }),
    scores: peopleOf(scores),
    reasons: [...reasons.keys()].map((id, at) => ({ id, people: reasonPeople[at]! })),
    services: coverFew(ofServices).map((cell, at) => ({ id: ofServices[at]!.id, ...cell })),
  };
}
