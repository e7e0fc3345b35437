import { oc } from '@orpc/contract';
import { z } from 'zod';
import { queueSchema } from '../queue/settings.ts';
import { prioritySchema } from '../queue/turn.ts';
import { counterSchema, serviceSchema, words } from '../settings.ts';
import { counterContract } from './counter.ts';
import { managerContract, ratingContract } from './manager.ts';
import { remoteContract, slipContract } from './remote.ts';
import { instant, noNumber, numberFields, queueNumber, ratingScore, waitRange } from './shared.ts';
import { uplinkContract } from './uplink.ts';

/** What a kiosk owes the hub for each ticket; kept until acknowledged. Taken in by ticket id, so twice is once. */
export const ticketIssued = z.object({
  type: z.literal('ticket-issued.v1'),
  ticketId: z.uuid(),
  visitId: z.uuid(),
  service: z.string().regex(/^[a-z0-9-]{1,100}$/),
  ...numberFields,
  issuer: z.enum(['hub', 'kiosk']),
  identity: z.enum(['card-proved', 'card-unproved', 'none']),
  issuedAt: instant,
  priority: prioritySchema.optional(),
  /** The language in which the ticket was taken; Vietnamese where it is left out. */
  language: z.enum(['vi', 'en']).optional(),
  /** The site's journey that the visit follows; one step at `service` where it is left out. */
  journey: z.string().max(100).optional(),
  appointmentAt: instant.optional(),
  /** Only where the site lets the counter see who comes; forgotten when the visit ends. */
  holder: z.object({ name: z.string().max(200), birthYear: z.string().max(4), idTail: z.string().max(4) }).optional(),
});
export type TicketIssued = z.infer<typeof ticketIssued>;

/** A number kept for a visit. */
export const reservation = z.object({ ...numberFields, ahead: z.int().min(0), wait: waitRange.optional() });
export type Reservation = z.infer<typeof reservation>;

/** Who is signed in, and what the person may do beside calling the next. */
const whoIsIn = z.object({ displayName: z.string(), mayCallThis: z.boolean(), isManager: z.boolean() });

export const siteOnScreen = z.object({
  id: z.string(),
  organisation: words,
  address: words,
  timeZone: z.string(),
  services: z.array(
    serviceSchema.pick({ id: true, letter: true, name: true, targetMinutes: true, lane: true, checklist: true }),
  ),
  counters: z.array(counterSchema),
  queue: queueSchema,
});
export type SiteOnScreen = z.infer<typeof siteOnScreen>;

export const hubContract = {
  kiosk: {
    /** A number for a visit: asked twice, the same number. Callable only after the ticket is taken in. */
    reserve: oc
      .errors({ KIOSK_UNKNOWN: { status: 401 }, ...noNumber })
      .input(z.object({ visitId: z.uuid(), service: z.string().max(100) }))
      .output(reservation),
    takeIn: oc
      .errors({ KIOSK_UNKNOWN: { status: 401 } })
      .input(z.object({ events: z.array(ticketIssued).max(100) }))
      .output(z.object({ acknowledged: z.array(z.uuid()) })),
    /** What a citizen thought of a visit that is over today, by its number: once for each ticket. */
    rate: oc
      .errors({
        KIOSK_UNKNOWN: { status: 401 },
        NUMBER_UNKNOWN: { status: 404 },
        ALREADY_RATED: { status: 409 },
        TOO_MANY_TRIES: { status: 429 },
      })
      .input(
        z.object({
          number: queueNumber,
          score: ratingScore,
          reasons: z.array(z.string().max(100)).max(10).default([]),
        }),
      )
      .output(z.object({})),
  },
  staff: {
    signIn: oc
      .errors({ WRONG_NAME_OR_PASSWORD: { status: 401 }, TOO_MANY_TRIES: { status: 429 } })
      .input(
        z.object({ name: z.string().max(100), password: z.string().max(200), site: z.string().max(100).optional() }),
      )
      .output(whoIsIn),
    signOut: oc.output(z.object({})),
    /** Who is signed in on this screen. */
    me: oc.errors({ SIGN_IN_FIRST: { status: 401 } }).output(whoIsIn),
  },
  counter: counterContract,
  remote: remoteContract,
  slip: slipContract,
  uplink: uplinkContract,
  manager: managerContract,
  rating: ratingContract,
  board: {
    /** What the screens of this site show: its names, its services and counters, its rules. */
    site: oc.input(z.object({ site: z.string().max(100).optional() }).optional()).output(siteOnScreen),
  },
};
