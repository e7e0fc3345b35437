import { oc } from '@orpc/contract';
import { z } from 'zod';
import { prioritySchema, turnState } from '../queue/turn.ts';
import { words } from '../settings.ts';
import { noNumber, numberFields, ratingScore, waitRange } from './shared.ts';

const app = { APP_UNKNOWN: { status: 401 } } as const;
const id = z.string().max(100);

/** A ticket as whoever took it from afar may know it. */
export const remoteTicket = z.object({
  ticketId: z.uuid(),
  ...numberFields,
  service: id,
  /** People ahead, and how long it may take; left out for a later day. */
  ahead: z.int().min(0).optional(),
  wait: waitRange.optional(),
  /** Where its QR leads. */
  page: z.url(),
});

/** Where a ticket's visit is, for the page that the slip's QR opens: nothing says who holds it. */
export const ticketState = z.object({
  number: z.string(),
  organisation: words,
  /** The times below are said as the site's clocks have them. */
  timeZone: z.string(),
  language: z.enum(['vi', 'en']),
  /** `over`: the whole visit is finished, cancelled or of an earlier day. */
  isOver: z.boolean(),
  mayRate: z.boolean(),
  steps: z.array(
    z.object({
      service: words,
      state: turnState,
      /** The counter or room that calls, and its floor. */
      counter: words.optional(),
      floor: z.int().optional(),
      ahead: z.int().min(0).optional(),
      wait: waitRange.optional(),
      /** What was agreed, for one that still waits. */
      appointmentAt: z.iso.datetime().optional(),
      /** The last call; left out for one that waits. */
      calledAt: z.iso.datetime().optional(),
      /** When a missed or held one goes back among those who wait by itself. */
      returnsAt: z.iso.datetime().optional(),
    }),
  ),
});
export type TicketState = z.infer<typeof ticketState>;

/** What other programs of the city may ask; also as plain HTTP and JSON, by the OpenAPI document at `/api/openapi.json`. */
export const remoteContract = {
  services: oc
    .route({ method: 'GET', path: '/services', summary: 'The services of the site, open or closed, and how many wait' })
    .errors(app)
    .output(
      z.object({
        services: z.array(
          z.object({
            id,
            name: words,
            about: words,
            isOpen: z.boolean(),
            opensAt: z.iso.datetime().optional(),
            waiting: z.int().min(0),
            wait: waitRange.optional(),
          }),
        ),
      }),
    ),
  /** A number for today, or for one of the next six days: then it is called from `appointmentAt` on. */
  take: oc
    .route({ method: 'POST', path: '/tickets', summary: 'Take a number; the same commandId gives the same ticket' })
    .errors({
      ...app,
      ...noNumber,
      CLASS_UNKNOWN: { status: 404 },
      JOURNEY_UNKNOWN: { status: 404 },
      DAY_TOO_FAR: { status: 409 },
      COMMAND_REUSED: { status: 409 },
    })
    .input(
      z.object({
        commandId: z.uuid(),
        service: id,
        appointmentAt: z.iso.datetime().optional(),
        priority: prioritySchema.pick({ class: true }).optional(),
        language: z.enum(['vi', 'en']).default('vi'),
        journey: id.optional(),
      }),
    )
    .output(remoteTicket),
  state: oc
    .route({ method: 'GET', path: '/tickets/{ticketId}', summary: 'Where the ticket is' })
    .errors({ ...app, TICKET_UNKNOWN: { status: 404 } })
    .input(z.object({ ticketId: z.uuid() }))
    .output(ticketState),
  cancel: oc
    .route({ method: 'DELETE', path: '/tickets/{ticketId}', summary: 'Give the number back' })
    .errors({ ...app, TICKET_UNKNOWN: { status: 404 }, TICKET_NOT_READY: { status: 409 } })
    .input(z.object({ ticketId: z.uuid() }))
    .output(ticketState),
};

/** The page of a slip: whoever has the slip's opaque id. */
export const slipContract = {
  state: oc
    .errors({ TICKET_UNKNOWN: { status: 404 } })
    .input(z.object({ ticketId: z.uuid() }))
    .output(ticketState),
  rate: oc
    .errors({ TICKET_UNKNOWN: { status: 404 }, ALREADY_RATED: { status: 409 } })
    .input(z.object({ ticketId: z.uuid(), score: ratingScore, reasons: z.array(id).max(10).default([]) }))
    .output(z.object({})),
};
