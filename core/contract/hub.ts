import { eventIterator, oc } from '@orpc/contract';
import { z } from 'zod';
import { isoDay, queueNumber } from './shared.ts';

const instant = z.iso.datetime();
const numberFields = {
  day: isoDay,
  series: z.string().regex(/^[A-Z]{1,3}$/),
  sequence: z.int().min(1),
  number: queueNumber,
};

/** What a kiosk owes the hub for each ticket; kept until acknowledged. Taken in by ticket id, so twice is once. */
export const ticketIssued = z.object({
  type: z.literal('ticket-issued.v1'),
  ticketId: z.uuid(),
  visitId: z.uuid(),
  service: z.string(),
  ...numberFields,
  issuer: z.enum(['hub', 'kiosk']),
  identity: z.enum(['card-proved', 'card-unproved', 'none']),
  issuedAt: instant,
});
export type TicketIssued = z.infer<typeof ticketIssued>;

/** A ticket as the hub's screens see it; nothing in it says who the holder is. */
export const queuedTicket = z.object({
  id: z.uuid(),
  service: z.string(),
  number: queueNumber,
  identity: z.enum(['card-proved', 'card-unproved', 'none']),
  state: z.enum(['waiting', 'called', 'missed', 'finished']),
  /** The counter that called it. */
  counter: z.string().optional(),
  calls: z.int().min(0),
  issuedAt: instant,
  calledAt: instant.optional(),
});
export type QueuedTicket = z.infer<typeof queuedTicket>;

export const change = z.enum(['taken-in', 'called', 'recalled', 'missed', 'finished']);

/**
 * The live feed. A watcher that names the last `seq` it saw gets every change after it; one that names none, or
 * was away too long, gets a snapshot first.
 */
export const feedEvent = z.discriminatedUnion('type', [
  z.object({ type: z.literal('snapshot'), seq: z.int().min(0), tickets: z.array(queuedTicket) }),
  z.object({ type: z.literal('changed'), seq: z.int().min(1), change, at: instant, ticket: queuedTicket }),
  z.object({ type: z.literal('beat') }),
]);
export type FeedEvent = z.infer<typeof feedEvent>;

const command = { commandId: z.uuid(), counter: z.string() };
/** A number kept for a visit. */
export const reservation = z.object({ ...numberFields, ahead: z.int().min(0) });

const refusals = {
  SIGN_IN_FIRST: { status: 401 },
  COUNTER_UNKNOWN: { status: 404 },
  TICKET_UNKNOWN: { status: 404 },
  /** The ticket is not in a state that allows this: another counter has it, or it is finished. */
  TICKET_ELSEWHERE: { status: 409 },
} as const;
const watch = z.object({ after: z.int().min(0).optional() });

export const hubContract = {
  kiosk: {
    /** A number for a visit: asked twice, the same number. Callable only after the ticket is taken in. */
    reserve: oc
      .errors({ KIOSK_UNKNOWN: { status: 401 }, SERVICE_UNKNOWN: { status: 404 } })
      .input(z.object({ visitId: z.uuid(), service: z.string() }))
      .output(reservation),
    takeIn: oc
      .errors({ KIOSK_UNKNOWN: { status: 401 } })
      .input(z.object({ events: z.array(ticketIssued).max(100) }))
      .output(z.object({ acknowledged: z.array(z.uuid()) })),
  },
  staff: {
    signIn: oc
      .errors({ WRONG_NAME_OR_PASSWORD: { status: 401 }, TOO_MANY_TRIES: { status: 429 } })
      .input(z.object({ name: z.string().max(100), password: z.string().max(200) }))
      .output(z.object({ displayName: z.string() })),
    signOut: oc.output(z.object({})),
    /** Who is signed in on this screen. */
    me: oc.errors({ SIGN_IN_FIRST: { status: 401 } }).output(z.object({ displayName: z.string() })),
  },
  counter: {
    /** Finishes the ticket in hand, if any, and calls the next; `null` where nobody waits. */
    callNext: oc
      .errors(refusals)
      .input(z.object(command))
      .output(z.object({ ticket: queuedTicket.nullable() })),
    recall: oc
      .errors(refusals)
      .input(z.object({ ...command, ticketId: z.uuid() }))
      .output(z.object({ ticket: queuedTicket })),
    miss: oc
      .errors(refusals)
      .input(z.object({ ...command, ticketId: z.uuid() }))
      .output(z.object({ ticket: queuedTicket })),
    finish: oc
      .errors(refusals)
      .input(z.object({ ...command, ticketId: z.uuid() }))
      .output(z.object({ ticket: queuedTicket })),
    watch: oc
      .errors({ SIGN_IN_FIRST: { status: 401 } })
      .input(watch)
      .output(eventIterator(feedEvent)),
  },
  board: {
    /** The same feed without what only staff need: waiting tickets are left out. */
    watch: oc.input(watch).output(eventIterator(feedEvent)),
    /** What the screens of this site show: names of the site, its services and counters. */
    site: oc.output(
      z.object({
        organisation: z.object({ vi: z.string(), en: z.string() }),
        address: z.object({ vi: z.string(), en: z.string() }),
        timeZone: z.string(),
        services: z.array(
          z.object({ id: z.string(), letter: z.string(), name: z.object({ vi: z.string(), en: z.string() }) }),
        ),
        counters: z.array(
          z.object({
            id: z.string(),
            name: z.object({ vi: z.string(), en: z.string() }),
            services: z.array(z.string()),
          }),
        ),
      }),
    ),
  },
};
