import { eventIterator, oc } from '@orpc/contract';
import { z } from 'zod';
import { logoSchema } from '../paper/logo.ts';
import { waySchema, words } from '../settings.ts';
import { fault, isoDay, paperOutcome, queueNumber, readProgress, resultOf, waitRange } from './shared.ts';

/** Answered at once by a living host; silence for three seconds means that it is killed and started again. */
const beat = oc.output(z.object({ alive: z.literal(true) }));

const person = z.object({
  idNumber: z.string().regex(/^\d{12}$/),
  name: z.string().min(1),
  birthDay: isoDay,
  sex: z.enum(['male', 'female', 'unknown']),
  expiryDay: isoDay.optional().transform((day) => day),
});

const mrzInformation = z.object({ documentNumber: z.string().length(9), birthDay: isoDay, expiryDay: isoDay });
export const accessKey = z.object({
  idNumber: z
    .string()
    .regex(/^\d{12}$/)
    .optional(),
  mrz: z.array(mrzInformation).max(4),
});

/** What happens on the reader. The first event after a watch begins says what is there now. */
export const readerEvent = z.object({ type: z.enum(['reader-found', 'reader-lost', 'card-placed', 'card-removed']) });

const accessTaken = z.object({ protocol: z.enum(['pace', 'bac']), isDowngraded: z.boolean(), isAssumed: z.boolean() });

export const readStep = z.discriminatedUnion('type', [
  z.object({ type: z.literal('progressed'), progress: readProgress }),
  /** Comes before `finished` where the reading did not come to its end; for the log. */
  z.object({
    type: z.literal('refused'),
    where: z.object({ step: z.string(), file: z.string().optional(), offset: z.int().min(0) }),
  }),
  z.object({
    type: z.literal('finished'),
    read: resultOf(z.object({ person, isProved: z.boolean(), access: accessTaken })),
  }),
]);

/** The chip reader's process. */
export const readerContract = {
  beat,
  watch: oc.output(eventIterator(readerEvent)),
  /** Ends with one `finished`; leaving the iterator stops the reading. */
  read: oc.input(z.object({ key: accessKey })).output(eventIterator(readStep)),
};

/** Everything on the paper, in words; made by `core/paper/slip.ts`. */
export const slipSchema = z.strictObject({
  logo: logoSchema.optional(),
  organisation: words,
  address: words,
  service: words,
  number: queueNumber,
  place: words,
  /** The way from the kiosk to that place, where the site gives one. */
  way: waySchema.optional(),
  ahead: z.int().min(0).optional(),
  wait: waitRange.optional(),
  /** Local time as printed: `08:42 24/11/2026`. */
  issuedAt: z.string(),
  kiosk: z.string(),
  /** What the QR holds: an opaque address, no personal data. */
  link: z.string(),
  /** 0 on the first paper; above, the paper says "IN LẠI" with this count. */
  reprints: z.int().min(0),
});
export type Slip = z.infer<typeof slipSchema>;

/** Sends a citizen and the card to the help desk, in words; there is no number on it, and nothing of the card. */
export const helpSlipSchema = z.strictObject({
  logo: logoSchema.optional(),
  organisation: words,
  address: words,
  issuedAt: z.string(),
  kiosk: z.string(),
});
export type HelpSlip = z.infer<typeof helpSlipSchema>;

export const printerStatus = z.discriminatedUnion('state', [
  z.object({ state: z.literal('ready'), isNearEnd: z.boolean() }),
  z.object({ state: z.literal('faulty'), fault }),
]);
export type PrinterStatus = z.infer<typeof printerStatus>;

/** The thermal printer's process. */
export const printerContract = {
  beat,
  status: oc.output(printerStatus),
  print: oc.input(z.object({ job: z.int().min(1), slip: z.union([slipSchema, helpSlipSchema]) })).output(paperOutcome),
};

/** The code scanner's process: one string for each code held to it. */
export const scannerContract = {
  beat,
  watch: oc.output(eventIterator(z.object({ text: z.string().max(4096) }))),
};
