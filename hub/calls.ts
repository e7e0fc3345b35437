import type { QueuedTicket } from '../core/contract/hub.ts';
import { fail, ok, type Result } from '../core/result.ts';
import type { Counter, Site } from '../core/settings.ts';
import { businessDay } from '../core/ticket.ts';
import { once } from './once.ts';
import type { Store, Writing } from './store/open.ts';
import type { TicketRow } from './store/tables.ts';
import { changeTicket } from './store/tickets.ts';

/** One command of one member of staff at one counter; the same `commandId` again gets the first answer. */
export interface Command {
  readonly commandId: string;
  readonly counter: string;
  readonly staff: string;
}
export interface TicketCommand extends Command {
  readonly ticketId: string;
}

export type Refusal = 'COUNTER_UNKNOWN' | 'TICKET_UNKNOWN' | 'TICKET_ELSEWHERE';

interface Scene {
  readonly writing: Writing;
  readonly counter: Counter;
  readonly at: Date;
}
type Verb = (scene: Scene, ticket: TicketRow) => Promise<QueuedTicket | undefined>;

/** Whose turn it is, decided by the hub alone: a ticket is in hand at one counter, a counter has one ticket in hand. */
export function callsIn(store: Store, site: Site, now: () => Date) {
  return {
    /** Finishes the ticket in hand, if any, and calls the oldest of this day that the counter serves. */
    callNext: (command: Command): Promise<Result<QueuedTicket | null, Refusal>> =>
      carryOut<QueuedTicket | null>('call-next', command, async (scene) => {
        const inHand = await ticketInHand(scene);
        if (inHand) await finish(scene, inHand);
        const next = await oldestWaiting(scene, businessDay(scene.at, site.timeZone, site.dayStartsAtHour));
        return ok(next ? await call(scene, next, 'called') : null);
      }),
    /** Calls again: the ticket in hand, or one that was missed, where the counter serves it and has none in hand. */
    recall: (command: TicketCommand) => change('recall', command, recall),
    /** Nobody came: the ticket in hand is put aside and may be recalled. */
    miss: (command: TicketCommand) => change('miss', command, miss),
    /** Ends the ticket in hand. */
    finish: (command: TicketCommand) => change('finish', command, finishInHand),
  };

  function change(name: string, command: TicketCommand, verb: Verb): Promise<Result<QueuedTicket, Refusal>> {
    return carryOut(`${name} ${command.ticketId}`, command, async (scene) => {
      const { tx } = scene.writing;
      const ticket = await tx.selectFrom('ticket').selectAll().where('id', '=', command.ticketId).executeTakeFirst();
      if (!ticket) return fail('TICKET_UNKNOWN');
      const changed = await verb(scene, ticket);
      return changed ? ok(changed) : fail('TICKET_ELSEWHERE');
    });
  }

  async function carryOut<T>(
    request: string,
    { commandId, counter: id, staff }: Command,
    work: (scene: Scene) => Promise<Result<T, Refusal>>,
  ): Promise<Result<T, Refusal>> {
    const counter = site.counters.find((counter) => counter.id === id);
    if (!counter) return fail('COUNTER_UNKNOWN');
    const at = now();
    return store.write((writing) =>
      once(writing.tx, { id: commandId, staff, request: `${id} ${request}`, at: at.toISOString() }, () =>
        work({ writing, counter, at }),
      ),
    );
  }
}

const isInHand = ({ counter }: Scene, ticket: TicketRow): boolean =>
  ticket.state === 'called' && ticket.counter === counter.id;

const recall: Verb = async (scene, ticket) => {
  if (isInHand(scene, ticket)) return call(scene, ticket, 'recalled');
  if (ticket.state !== 'missed' || !scene.counter.services.includes(ticket.service)) return undefined;
  if (await ticketInHand(scene)) return undefined;
  return call(scene, ticket, 'recalled');
};

const miss: Verb = async (scene, ticket) =>
  isInHand(scene, ticket)
    ? changeTicket(scene.writing, ticket.id, 'missed', { state: 'missed' }, scene.at.toISOString())
    : undefined;

const finishInHand: Verb = async (scene, ticket) => (isInHand(scene, ticket) ? finish(scene, ticket) : undefined);

function finish({ writing, at }: Scene, { id }: TicketRow): Promise<QueuedTicket> {
  const finishedAt = at.toISOString();
  return changeTicket(writing, id, 'finished', { state: 'finished', finished_at: finishedAt }, finishedAt);
}

function call({ writing, counter, at }: Scene, ticket: TicketRow, change: 'called' | 'recalled') {
  const calledAt = at.toISOString();
  const to = { state: 'called', counter: counter.id, calls: ticket.calls + 1, called_at: calledAt } as const;
  return changeTicket(writing, ticket.id, change, to, calledAt);
}

function ticketInHand({ writing, counter }: Scene): Promise<TicketRow | undefined> {
  return writing.tx
    .selectFrom('ticket')
    .selectAll()
    .where('state', '=', 'called')
    .where('counter', '=', counter.id)
    .executeTakeFirst();
}

function oldestWaiting({ writing, counter }: Scene, day: string): Promise<TicketRow | undefined> {
  return writing.tx
    .selectFrom('ticket')
    .selectAll()
    .where('state', '=', 'waiting')
    .where('day', '=', day)
    .where('service', 'in', counter.services)
    .orderBy('issued_at')
    .orderBy('sequence')
    .orderBy('id')
    .limit(1)
    .executeTakeFirst();
}
