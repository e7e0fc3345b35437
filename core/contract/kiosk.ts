import { eventIterator, oc } from '@orpc/contract';
import { z } from 'zod';
import { ratingReasons } from '../rating.ts';
import { kioskSchema, serviceSchema, words } from '../settings.ts';
import { printerStatus } from './devices.ts';
import { fault, paperOutcome, queueNumber, ratingScore, waitRange } from './shared.ts';

const maskedPerson = z.object({
  honorific: z.enum(['elder-man', 'elder-woman', 'man', 'woman', 'young', 'citizen']),
  name: z.string(),
  birthYear: z.string(),
  idTail: z.string(),
});

const ticketOnScreen = z.object({
  number: queueNumber,
  service: z.string(),
  ahead: z.int().min(0).optional(),
  wait: waitRange.optional(),
});

/** What the citizen's screen shows: the visit without what only the machine may know. Made by `core/screen.ts`. */
export const screenSchema = z.discriminatedUnion('at', [
  z.object({ at: z.literal('welcome') }),
  z.object({
    at: z.literal('keying'),
    hasCard: z.boolean(),
    hasKey: z.boolean(),
    fault: fault.optional(),
  }),
  z.object({ at: z.literal('reading'), percent: z.int().min(0).max(100) }),
  z.object({ at: z.literal('confirming'), person: maskedPerson }),
  z.object({
    at: z.literal('choosing'),
    person: maskedPerson.optional(),
    fault: fault.optional(),
    /** When the service that was asked for gives numbers again. */
    opensAt: z.iso.datetime().optional(),
  }),
  z.object({ at: z.literal('issuing'), service: z.string() }),
  z.object({ at: z.literal('printing'), ticket: ticketOnScreen }),
  z.object({
    at: z.literal('done'),
    ticket: ticketOnScreen,
    paper: paperOutcome,
    canPrintAgain: z.boolean(),
    /** What the QR of a slip that did not come out would hold. */
    link: z.string().optional(),
  }),
  z.object({ at: z.literal('stopped'), fault }),
  z.object({ at: z.literal('rating'), isSending: z.boolean(), fault: fault.optional() }),
  z.object({ at: z.literal('thanked') }),
]);
export type Screen = z.infer<typeof screenSchema>;

const deviceState = z.enum(['ready', 'faulty']);
export const kioskView = z.object({
  screen: screenSchema,
  /** When the machine leaves this screen by itself, in milliseconds from now. */
  patienceMs: z.int().min(0).optional(),
  health: z.object({ reader: deviceState, printer: printerStatus, hub: deviceState }),
});
export type KioskView = z.infer<typeof kioskView>;

/** What a finger on the screen can mean. Digits are days and numbers as typed, parsed by the machine. */
export const touch = z.discriminatedUnion('type', [
  z.object({ type: z.literal('confirmed') }),
  z.object({ type: z.literal('card-skipped') }),
  z.object({ type: z.literal('left') }),
  z.object({ type: z.literal('print-again') }),
  z.object({ type: z.literal('rating-asked') }),
  /** By the number on the slip. */
  z.object({
    type: z.literal('rated'),
    number: queueNumber,
    score: ratingScore,
    reasons: z.array(z.enum(ratingReasons)).max(ratingReasons.length),
  }),
  /** With the language of the screen. */
  z.object({ type: z.literal('service-chosen'), service: z.string().max(100), language: z.enum(['vi', 'en']) }),
  z.object({
    type: z.literal('digits-typed'),
    idNumber: z.string().regex(/^\d{12}$/),
    /** ddmmyyyy; empty where the number alone is tried. */
    birthDay: z.string().regex(/^(\d{8})?$/),
    /** ddmmyyyy; empty for a card without an end. */
    expiryDay: z.string().regex(/^(\d{8})?$/),
  }),
  /** A finger anywhere: the person is still there. */
  z.object({ type: z.literal('touched') }),
]);
export type Touch = z.infer<typeof touch>;

export const kioskContract = {
  watch: oc.output(eventIterator(kioskView)),
  touch: oc.input(touch).output(z.object({})),
  site: oc.output(
    z.object({
      organisation: words,
      address: words,
      timeZone: z.string(),
      kiosk: z.string(),
      /** Letters of all kiosks here; a number that one of them gave alone has its letter second. */
      kioskLetters: z.array(kioskSchema.shape.letter),
      services: z.array(
        serviceSchema.pick({ id: true, letter: true, icon: true, name: true, about: true, place: true }),
      ),
    }),
  ),
};
