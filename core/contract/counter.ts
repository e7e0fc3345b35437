import { oc } from '@orpc/contract';
import { z } from 'zod';
import { counterStateSchema } from '../queue/change.ts';
import { turnSchema, turnState } from '../queue/turn.ts';

const command = { commandId: z.uuid(), counter: z.string().max(100) };
const onTicket = { ...command, ticketId: z.uuid() };
const id = z.string().max(100);

/** Every way in which the queue refuses a command; nothing is changed then. Words for staff: `refusal.NAME`. */
export const refusals = {
  SIGN_IN_FIRST: { status: 401 },
  /** The member of staff may not do this. */
  NOT_ALLOWED: { status: 403 },
  COUNTER_UNKNOWN: { status: 404 },
  SERVICE_UNKNOWN: { status: 404 },
  TICKET_UNKNOWN: { status: 404 },
  RESULT_UNKNOWN: { status: 404 },
  REASON_UNKNOWN: { status: 404 },
  /** The counter is paused or closed. */
  COUNTER_CLOSED: { status: 409 },
  /** Another counter has it: `counter` says which one. */
  TICKET_ELSEWHERE: { status: 409, data: z.object({ counter: z.string() }) },
  /** Its state does not allow this: it is finished, not called yet, or an earlier step is open. */
  TICKET_NOT_READY: { status: 409, data: z.object({ state: turnState }) },
  /** The counter has one in hand, and this needs none. */
  HAND_FULL: { status: 409 },
  NOTHING_TO_UNDO: { status: 409 },
  /** The same command id came before with another request. */
  COMMAND_REUSED: { status: 409 },
} as const;

const asked = oc.errors(refusals);
/** The turn after the command; `null` where nobody waits. */
const turn = z.object({ turn: turnSchema.nullable() });
const place = z.discriminatedUnion('at', [
  z.object({ at: z.literal('first') }),
  z.object({ at: z.literal('after'), n: z.int().min(1).max(100) }),
  z.object({ at: z.literal('last') }),
  /** By the time its number was taken. */
  z.object({ at: z.literal('kept') }),
]);
const target = z.union([z.object({ service: id }), z.object({ counter: id })]);

export const counterContract = {
  /** Finishes the turn in hand, if any, and calls the next. */
  callNext: asked.input(z.object({ ...command, result: id.optional() })).output(turn),
  /** Calls this one out of order, with its reason; needs the permission. */
  callThis: asked
    .input(
      z.object({
        ...onTicket,
        reason: z.string().trim().min(1).max(200),
      }),
    )
    .output(turn),
  recall: asked.input(z.object(onTicket)).output(turn),
  /** The called one has come. */
  arrive: asked.input(z.object(onTicket)).output(turn),
  hold: asked.input(z.object({ ...onTicket, untilMinutes: z.int().min(1).max(480).optional() })).output(turn),
  miss: asked.input(z.object(onTicket)).output(turn),
  transfer: asked.input(z.object({ ...onTicket, to: target, place: place.default({ at: 'kept' }) })).output(turn),
  /** Steps to go through after this one, beside each other, and back here where asked. */
  addSteps: asked
    .input(z.object({ ...onTicket, services: z.array(id).min(1).max(10), comesBack: z.boolean() }))
    .output(turn),
  finish: asked.input(z.object({ ...onTicket, result: id.optional() })).output(turn),
  cancel: asked.input(z.object(onTicket)).output(turn),
  /** Back into the queue, today only. */
  reopen: asked.input(z.object(onTicket)).output(turn),
  /** What a citizen declared is checked: it holds or it does not. */
  verify: asked.input(z.object({ ...onTicket, holds: z.boolean() })).output(turn),
  /** Takes back the counter's last command, for 5 s. */
  undo: asked.input(z.object(command)).output(turn),
  /** Opens, pauses or closes the counter. */
  setState: asked
    .input(z.object({ ...command, state: z.enum(['open', 'paused', 'closed']), reason: id.optional() }))
    .output(z.object({ state: counterStateSchema })),
  /** Who holds the ticket in hand, where the site lets staff know; nobody before the call, nothing after the end. */
  holder: asked
    .input(z.object({ counter: id, ticketId: z.uuid() }))
    .output(z.object({ holder: z.object({ name: z.string(), birthYear: z.string(), idTail: z.string() }).nullable() })),
};
