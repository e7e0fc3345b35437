import { z } from 'zod';
import { isoDay, queueNumber } from '../contract/shared.ts';

const instant = z.iso.datetime();

/** How it is known that somebody has priority; `self` is shown to staff as not checked yet. */
export const proofSchema = z.enum(['chip', 'insurance', 'staff', 'self']);

/** A class of the site's settings, and what it rests on. */
export const prioritySchema = z.object({ class: z.string().max(100), proof: proofSchema });
export type Priority = z.infer<typeof prioritySchema>;

/**
 * `blocked`: an earlier step of the visit is not finished. `held`: put aside by a counter, comes back when asked or
 * at `returnsAt`. `missed`: called and nobody came, comes back by itself at `returnsAt` where it has one.
 */
export const turnState = z.enum(['blocked', 'waiting', 'called', 'serving', 'held', 'missed', 'finished', 'cancelled']);
export type TurnState = z.infer<typeof turnState>;

/**
 * One step of one visit: somebody's turn at one service. A visit with one step has one turn, whose id is the ticket's.
 * All turns of a visit carry its one number. Nothing in it says who the holder is. Instants are ISO 8601.
 */
export const turnSchema = z.object({
  id: z.uuid(),
  ticketId: z.uuid(),
  number: queueNumber,
  day: isoDay,
  service: z.string(),
  /** Place in the visit, from 0; `after` names the steps that must be finished before this one. */
  step: z.int().min(0),
  after: z.array(z.int().min(0)),
  state: turnState,
  identity: z.enum(['card-proved', 'card-unproved', 'none']),
  priority: prioritySchema.optional(),
  language: z.enum(['vi', 'en']),
  /** Place in the order of its service and class: milliseconds since 1970, smaller is earlier; `queuedAt` breaks ties. */
  order: z.number(),
  /** When the number was taken. */
  issuedAt: instant,
  /** Since when it waits at this step. */
  queuedAt: instant,
  appointmentAt: instant.optional(),
  /** Not called before this. */
  notBefore: instant.optional(),
  /** Only this counter may call it. */
  assignedTo: z.string().optional(),
  /** The counter that called it last. */
  counter: z.string().optional(),
  calls: z.int().min(0),
  misses: z.int().min(0),
  calledAt: instant.optional(),
  /** When the first call of this step was; the wait ends here. */
  firstCalledAt: instant.optional(),
  servedAt: instant.optional(),
  finishedAt: instant.optional(),
  returnsAt: instant.optional(),
  /** Code of the site's results, such as `tra-ngay`. */
  result: z.string().optional(),
  /** Grows with each change; a change made on an older one is refused. */
  version: z.int().min(1),
});
export type Turn = z.infer<typeof turnSchema>;

/** Whether the turn may still lead to a call. */
export function isOpen({ state }: Pick<Turn, 'state'>): boolean {
  return state !== 'finished' && state !== 'cancelled';
}

/** Whether a counter has it: called there, or being served. */
export function isInHand({ state }: Pick<Turn, 'state'>): boolean {
  return state === 'called' || state === 'serving';
}
