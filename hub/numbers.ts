import type { Transaction } from 'kysely';
import { fail, ok, type Result } from '../core/result.ts';
import type { Site } from '../core/settings.ts';
import { businessDay, formatNumber } from '../core/ticket.ts';
import type { Store } from './store/open.ts';
import type { ReservationTable, Tables } from './store/tables.ts';

/** How long a reservation waits for its ticket. */
export const retireAfterMs = 30_000;

export interface Reserve {
  readonly visitId: string;
  readonly service: string;
  readonly kiosk: string;
}

export interface Reserved {
  readonly day: string;
  readonly series: string;
  readonly sequence: number;
  readonly number: string;
  readonly ahead: number;
}

type Tx = Transaction<Tables>;

/** The numbers of a site: one sequence per series and day, without holes of its own making. */
export function numbersIn(store: Store, site: Site, now: () => Date) {
  return {
    /**
     * A number for a visit. Asked again, the same number, also where it was retired meanwhile: a number belongs to
     * its visit for good and is never given to another. A visit that changes its service gets one of that service.
     */
    async reserve(asked: Reserve): Promise<Result<Reserved, 'SERVICE_UNKNOWN'>> {
      const service = site.services.find(({ id }) => id === asked.service);
      if (!service) return fail('SERVICE_UNKNOWN');
      const at = now();
      return store.write(async ({ tx }) => {
        await retireIn(tx, at);
        const row = (await reserveAgain(tx, asked, at)) ?? (await reserveNext(tx, asked, service.letter, at));
        return ok({ ...numberOf(row), ahead: await countAhead(tx, row) });
      });
    },

    /** Retires the reservations whose ticket has not come in time; gives how many. */
    retire: (): Promise<number> => store.write(({ tx }) => retireIn(tx, now())),
  };

  async function reserveNext(tx: Tx, { visitId, service, kiosk }: Reserve, series: string, at: Date) {
    const day = businessDay(at, site.timeZone, site.dayStartsAtHour);
    const sequence = await nextOf(tx, day, series);
    const row: ReservationTable = {
      visit_id: visitId,
      service,
      kiosk,
      day,
      series,
      sequence,
      number: formatNumber(series, sequence),
      state: 'reserved',
      reserved_at: at.toISOString(),
    };
    await tx.insertInto('reservation').values(row).execute();
    return row;
  }
}

/** Within a write: retires what has waited too long. */
export async function retireIn(tx: Tx, at: Date): Promise<number> {
  const { numUpdatedRows } = await tx
    .updateTable('reservation')
    .set({ state: 'retired' })
    .where('state', '=', 'reserved')
    .where('reserved_at', '<=', new Date(at.getTime() - retireAfterMs).toISOString())
    .executeTakeFirst();
  return Number(numUpdatedRows);
}

async function reserveAgain(tx: Tx, { visitId, service }: Reserve, at: Date): Promise<ReservationTable | undefined> {
  await tx
    .updateTable('reservation')
    .set({ state: 'reserved', reserved_at: at.toISOString() })
    .where('visit_id', '=', visitId)
    .where('service', '=', service)
    .where('state', '=', 'retired')
    .execute();
  return tx
    .selectFrom('reservation')
    .selectAll()
    .where('visit_id', '=', visitId)
    .where('service', '=', service)
    .executeTakeFirst();
}

async function nextOf(tx: Tx, day: string, series: string): Promise<number> {
  const { last } = await tx
    .insertInto('number_series')
    .values({ day, series, last: 1 })
    .onConflict((conflict) =>
      conflict.columns(['day', 'series']).doUpdateSet((row) => ({ last: row('number_series.last', '+', 1) })),
    )
    .returning('last')
    .executeTakeFirstOrThrow();
  return last;
}

/** Those who wait for the service, and those whose ticket is about to come. */
async function countAhead(tx: Tx, { visit_id, service, day, series, sequence }: ReservationTable): Promise<number> {
  const { waiting } = await tx
    .selectFrom('ticket')
    .select(({ fn }) => fn.countAll<number>().as('waiting'))
    .where('day', '=', day)
    .where('service', '=', service)
    .where('state', '=', 'waiting')
    .where('visit_id', '!=', visit_id)
    .executeTakeFirstOrThrow();
  const { coming } = await tx
    .selectFrom('reservation')
    .select(({ fn }) => fn.countAll<number>().as('coming'))
    .where('day', '=', day)
    .where('series', '=', series)
    .where('state', '=', 'reserved')
    .where('sequence', '<', sequence)
    .executeTakeFirstOrThrow();
  return Number(waiting) + Number(coming);
}

function numberOf({ day, series, sequence, number }: ReservationTable) {
  return { day, series, sequence, number };
}
