import type { TicketState } from '../core/contract/remote.ts';
import { isOpen, type Turn, turnSchema } from '../core/queue/turn.ts';
import type { Site } from '../core/settings.ts';
import type { Hall } from './hall.ts';
import type { Ledger } from './ledger.ts';
import type { Store } from './store/open.ts';

/** The site of a ticket, by its opaque id; nothing where there is none. */
export async function siteOfTicket({ db }: Store, ticketId: string): Promise<string | undefined> {
  return (await db.selectFrom('ticket').select('site').where('id', '=', ticketId).executeTakeFirst())?.site;
}

/** Where a ticket's visit is; nothing where the site has no such ticket. It says nothing of who holds it. */
export async function ticketStateOf(
  ledger: Ledger,
  ticketId: string,
  waitOf: (turn: Turn) => TicketState['steps'][number]['wait'],
): Promise<TicketState | undefined> {
  const { site, store } = ledger;
  const rows = await store.db
    .selectFrom('turn')
    .select('body')
    .where('site', '=', site.id)
    .where('ticket_id', '=', ticketId)
    .orderBy('step')
    .execute();
  const turns = rows.map(({ body }) => turnSchema.parse(JSON.parse(body)));
  const [first] = turns;
  if (!first) return undefined;
  const isRated = await store.db
    .selectFrom('rating')
    .select('score')
    .where('ticket_id', '=', ticketId)
    .executeTakeFirst();
  return ledger.look((hall) => ({
    number: first.number,
    organisation: site.organisation,
    timeZone: site.timeZone,
    language: first.language,
    isOver: turns.every((turn) => !isOpen(turn)) || first.day < hall.day,
    mayRate: !isRated && turns.some(({ state }) => state === 'finished'),
    steps: turns.map((turn) => stepOf(site, hall, turn, waitOf)),
  }));
}

function stepOf(
  site: Site,
  { queue }: Hall,
  turn: Turn,
  waitOf: (turn: Turn) => TicketState['steps'][number]['wait'],
): TicketState['steps'][number] {
  const service = site.services.find(({ id }) => id === turn.service);
  const counter = site.counters.find(({ id }) => id === turn.counter);
  const isWaiting = turn.state === 'waiting' && queue.turn(turn.id) !== undefined;
  const wait = isWaiting ? waitOf(turn) : undefined;
  return {
    service: service?.name ?? { vi: turn.service, en: turn.service },
    state: turn.state,
    ...(counter && turn.state !== 'waiting' && { counter: counter.name }),
    ...(counter?.floor !== undefined && turn.state !== 'waiting' && { floor: counter.floor }),
    ...(isWaiting && { ahead: queue.aheadOf(turn) }),
    ...(wait && { wait }),
    ...(turn.state === 'waiting' && turn.appointmentAt && { appointmentAt: turn.appointmentAt }),
    ...(turn.calledAt && turn.state !== 'waiting' && { calledAt: turn.calledAt }),
    ...(turn.returnsAt && { returnsAt: turn.returnsAt }),
  };
}
