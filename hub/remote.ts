import type { z } from 'zod';
import type { remoteContract, remoteTicket } from '../core/contract/remote.ts';
import { isOpenAt, type NotNow, opensAt } from '../core/queue/opening.ts';
import { cancel } from '../core/queue/outcomes.ts';
import { Queue } from '../core/queue/queue.ts';
import { fail, ok, type Result } from '../core/result.ts';
import type { Service } from '../core/settings.ts';
import { businessDay } from '../core/ticket.ts';
import { forgetHolders } from './holders.ts';
import type { Ledger } from './ledger.ts';
import { newId } from './new-id.ts';
import { mayTakeNow } from './numbers.ts';
import { once } from './once.ts';
import { addTicket } from './take-in.ts';
import type { Waits } from './waits.ts';
import type { Writing } from './writing.ts';

/** Today and the next six days. */
const daysAhead = 6;
const dayMs = 24 * 3_600_000;

export type Take = z.infer<(typeof remoteContract.take)['~orpc']['inputSchema'] & object>;
export type RemoteTicket = z.infer<typeof remoteTicket>;
type NotKnown = 'SERVICE_UNKNOWN' | 'CLASS_UNKNOWN' | 'JOURNEY_UNKNOWN';
export type NotTaken = { readonly code: NotKnown | 'DAY_TOO_FAR' | 'COMMAND_REUSED' } | NotNow;

/** Numbers that are taken from afar; they stand in the same queue as a kiosk's. */
export function remoteTicketsIn(ledger: Ledger) {
  const { site, now } = ledger;
  const dayOf = (at: Date) => businessDay(at, site.timeZone, site.dayStartsAtHour);

  return {
    /** Every service: whether it is open, when it opens again, and how many wait. */
    services(waits: Waits) {
      const at = now();
      const { closedOn } = site.queue;
      return ledger.look(({ queue }) =>
        site.services.map(({ id, name, about, hours = site.queue.hours }) => {
          const isOpen = isOpenAt(hours, closedOn, at, site.timeZone);
          const opens = isOpen ? undefined : opensAt(hours, closedOn, at, site.timeZone);
          const wait = isOpen ? waits.ofNew(id) : undefined;
          return {
            id,
            name,
            about,
            isOpen,
            waiting: queue.waitingCount(id),
            ...(opens && { opensAt: opens.toISOString() }),
            ...(wait && { wait }),
          };
        }),
      );
    },

    /** Gives a number back that the same program took, while nobody has it in hand; again is no harm. */
    async cancel(app: string, ticketId: string): Promise<Result<void, 'TICKET_UNKNOWN' | 'TICKET_NOT_READY'>> {
      const caller = { id: '', services: [] };
      return ledger.write(async (writing) => {
        const turns = await writing.turnsOf(ticketId);
        if (turns.length === 0 || (await sourceOf(writing, ticketId)) !== app) return fail('TICKET_UNKNOWN');
        if (turns.every(({ state }) => state === 'cancelled')) return ok(undefined);
        // One for a later day is not in today's queue.
        const queue = new Queue(site);
        for (const turn of turns) queue.put(turn);
        const scene = { queue, counter: caller, at: writing.at, newId };
        const decided = cancel(scene, ticketId);
        if (!decided.ok) return fail('TICKET_NOT_READY');
        writing.record(decided.value);
        await forgetHolders(writing, site, decided.value);
        return ok(undefined);
      });
    },

    /** A number for today or for one of the next days; the same command gives the same ticket. */
    async take(app: string, asked: Take): Promise<Result<RemoteTicket, NotTaken>> {
      const service = site.services.find(({ id }) => id === asked.service);
      if (!service) return fail({ code: 'SERVICE_UNKNOWN' });
      const { classes, journeys } = site.queue;
      if (asked.priority && !classes.some(({ id }) => id === asked.priority?.class))
        return fail({ code: 'CLASS_UNKNOWN' });
      if (asked.journey !== undefined && !journeys.some(({ id }) => id === asked.journey))
        return fail({ code: 'JOURNEY_UNKNOWN' });
      const command = { site: site.id, id: asked.commandId, staff: app, request: requestOf(asked) };
      return ledger.write((writing) => once(writing, command, () => takeOne(writing, app, service, asked)), command.id);
    },
  };

  async function takeOne(
    writing: Writing,
    app: string,
    service: Service,
    asked: Take,
  ): Promise<Result<RemoteTicket, NotTaken>> {
    const day = asked.appointmentAt === undefined ? writing.day : dayOf(new Date(asked.appointmentAt));
    const allowed = await mayTakeFor(writing, service, asked.appointmentAt, day);
    if (!allowed.ok) return allowed;
    const number = await writing.series.next(day, service.letter);
    const ticketId = newId();
    addTicket(writing, site, app, {
      type: 'ticket-issued.v1',
      ticketId,
      visitId: asked.commandId,
      service: service.id,
      ...number,
      issuer: 'hub',
      identity: 'none',
      issuedAt: writing.at.toISOString(),
      language: asked.language,
      ...(asked.priority && { priority: { class: asked.priority.class, proof: 'self' } }),
      ...(asked.journey && { journey: asked.journey }),
      ...(asked.appointmentAt && { appointmentAt: asked.appointmentAt }),
    });
    const turn = writing.queue.turn(ticketId);
    return ok({
      ticketId,
      ...number,
      service: service.id,
      page: site.ticketUrl + ticketId,
      ...(turn && { ahead: writing.queue.aheadOf(turn) }),
    });
  }

  async function mayTakeFor(
    writing: Writing,
    service: Service,
    appointmentAt: string | undefined,
    day: string,
  ): Promise<Result<void, NotTaken>> {
    if (appointmentAt === undefined) return mayTakeNow(writing, site, service);
    const at = new Date(appointmentAt);
    const isInReach = at >= now() && day <= dayOf(new Date(writing.at.getTime() + daysAhead * dayMs));
    if (!isInReach) return fail({ code: 'DAY_TOO_FAR' });
    return mayTakeNow(writing, site, service, { at, day });
  }
}

async function sourceOf(writing: Writing, ticketId: string): Promise<string | undefined> {
  writing.sendTickets();
  return (await writing.tx.selectFrom('ticket').select('source').where('id', '=', ticketId).executeTakeFirst())?.source;
}

function requestOf({ commandId: _, ...asked }: Take): string {
  return JSON.stringify(asked);
}
