import type { RatingPlace } from '../core/contract/shared.ts';
import { isOpen } from '../core/queue/turn.ts';
import { reasonsFor } from '../core/rating.ts';
import { fail, ok, type Result } from '../core/result.ts';
import type { Parts, SiteParts } from './parts.ts';
import type { RatingTable } from './store/tables.ts';

/** How long after the number was taken a rating is still taken. */
const rateWithinMs = 7 * 86_400_000;
/** How long the tablet at a counter may speak for whoever was there last. */
const atCounterWithinMs = 120_000;

export interface Rating {
  readonly site: string;
  readonly ticketId: string;
  /** 1 to 5. */
  readonly score: number;
  /** Codes; those that are unknown, and all beside a good score, are left out. */
  readonly reasons: readonly string[];
  readonly place: RatingPlace;
}

type Kept = Pick<Parts, 'store' | 'now'>;

/** Keeps what a citizen thought of a visit of which a step is finished, once for each ticket and for seven days. Nothing says who it was. */
export async function rate(
  { store: { db }, now }: Kept,
  { site, ticketId, score, reasons, place }: Rating,
): Promise<Result<void, 'TICKET_UNKNOWN' | 'ALREADY_RATED'>> {
  const turns = await db
    .selectFrom('turn')
    .select(['day', 'service', 'counter', 'step', 'state', 'finished_at', 'issued_at'])
    .where('site', '=', site)
    .where('ticket_id', '=', ticketId)
    .orderBy('step')
    .execute();
  const last = turns.findLast(({ finished_at, state }) => finished_at !== null && state === 'finished');
  const at = now();
  if (!last || at.getTime() - Date.parse(last.issued_at) > rateWithinMs) return fail('TICKET_UNKNOWN');
  const row: RatingTable = {
    site,
    ticket_id: ticketId,
    day: last.day,
    service: last.service,
    counter: last.counter,
    score,
    reasons: reasonsFor(score, reasons).join(','),
    given_at: at.toISOString(),
    place,
  };
  const { numInsertedOrUpdatedRows } = await db
    .insertInto('rating')
    .values(row)
    .onConflict((conflict) => conflict.columns(['site', 'ticket_id']).doNothing())
    .executeTakeFirstOrThrow();
  return numInsertedOrUpdatedRows === 1n ? ok(undefined) : fail('ALREADY_RATED');
}

export interface RatingByNumber extends Pick<Rating, 'score' | 'reasons'> {
  readonly number: string;
}

type Rated = Result<void, 'NUMBER_UNKNOWN' | 'ALREADY_RATED'>;
type Here = Pick<SiteParts, 'site' | 'ledger'>;

/** The same from the tablet of a counter, which knows a number only: that which has just finished there. */
export async function rateAtCounter(
  kept: Kept,
  here: Here,
  { counter, ...given }: RatingByNumber & { readonly counter: string },
): Promise<Rated> {
  const since = new Date(kept.now().getTime() - atCounterWithinMs).toISOString();
  const turns = await turnsOfNumber(kept, here, given.number);
  const isJustDone = turns.some(
    (turn) => turn.counter === counter && turn.state === 'finished' && (turn.finished_at ?? '') >= since,
  );
  return isJustDone ? rateTurns(kept, here, turns, { ...given, place: 'counter' }) : fail('NUMBER_UNKNOWN');
}

/** The same from a kiosk of the site: a number of today whose visit is over, whichever counter it ended at. */
export async function rateAtKiosk(kept: Kept, here: Here, given: RatingByNumber): Promise<Rated> {
  const turns = await turnsOfNumber(kept, here, given.number);
  return turns.some(isOpen) ? fail('NUMBER_UNKNOWN') : rateTurns(kept, here, turns, { ...given, place: 'kiosk' });
}

/** The steps of the visit that has this number today. */
async function turnsOfNumber({ store: { db } }: Kept, { site, ledger }: Here, number: string) {
  const [, series = '', sequence = ''] = /^([A-Z]+)(\d+)$/.exec(number) ?? [];
  const day = await ledger.look((hall) => hall.day);
  return db
    .selectFrom('ticket')
    .innerJoin('turn', 'turn.ticket_id', 'ticket.id')
    .select(['ticket.id', 'turn.state', 'turn.counter', 'turn.finished_at'])
    .where((column) => column.and({ 'ticket.site': site.id, 'ticket.day': day, series, sequence: Number(sequence) }))
    .execute();
}

/** Which of its steps is rated, and whether one is finished at all, is the ticket's own rule. */
async function rateTurns(
  kept: Kept,
  { site }: Here,
  [turn]: readonly { readonly id: string }[],
  { score, reasons, place }: Pick<Rating, 'score' | 'reasons' | 'place'>,
): Promise<Rated> {
  if (!turn) return fail('NUMBER_UNKNOWN');
  const rated = await rate(kept, { site: site.id, ticketId: turn.id, score, reasons, place });
  if (rated.ok) return rated;
  return fail(rated.fault === 'ALREADY_RATED' ? rated.fault : 'NUMBER_UNKNOWN');
}
