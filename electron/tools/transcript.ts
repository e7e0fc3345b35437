import { z } from 'zod';
import type { Transceive } from '../../core/card/apdu.ts';
import { everyFault } from '../../core/faults.ts';

const count = z.int().min(0);
const ms = z.number().min(0);
const hex = (digits: number) => z.string().regex(new RegExp(`^[0-9A-F]{${digits}}$`));
const fault = z.enum(everyFault);
const country = z.string().regex(/^[A-Z]{2}$/);
const part = z.enum(['DG1', 'DG2', 'DG11', 'DG12', 'DG13', 'DG14', 'DG15', 'security-object']);

const proof = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('genuine'),
    country,
    by: z.enum(['chip-authentication', 'active-authentication', 'pace-cam']),
  }),
  z.strictObject({ kind: z.literal('signed-but-may-be-copied'), country }),
  z.strictObject({
    kind: z.literal('not-proved'),
    doubt: z.enum([
      'no-security-object',
      'issuer-unknown',
      'issuer-not-valid',
      'signer-not-valid',
      'signer-revoked',
      'country-differs',
      'algorithm-unknown',
    ]),
  }),
  z.strictObject({ kind: z.literal('altered'), which: z.array(part) }),
  z.strictObject({ kind: z.literal('copied') }),
]);

const access = z.strictObject({
  protocol: z.enum(['pace', 'bac']),
  isDowngraded: z.boolean(),
  isAssumed: z.boolean(),
});

/** One command and its answer by their headers and lengths alone; `status` is missing where no answer came. */
const exchange = z.strictObject({
  type: z.literal('exchange'),
  cla: hex(2),
  ins: hex(2),
  p1: hex(2),
  p2: hex(2),
  lc: count,
  le: count,
  sent: count,
  received: count,
  status: hex(4).optional(),
  fault: fault.optional(),
  ms,
});

/** One line of a transcript. The objects are strict: there is no place in them for data, keys or names. */
export const recordSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('card-transcript'), version: z.literal(1), reader: z.string(), day: z.iso.date() }),
  exchange,
  /** Ends a step: the exchanges since the one before were its own. */
  z.strictObject({ type: z.literal('step'), name: z.string().regex(/^[A-Za-z]+$/), ms }),
  z.strictObject({
    type: z.literal('end'),
    fault: fault.optional(),
    proof: proof.optional(),
    access: access.optional(),
    apdus: count,
    sent: count,
    received: count,
    ms,
  }),
]);
export type TranscriptRecord = z.infer<typeof recordSchema>;
export type Exchange = z.infer<typeof exchange>;
export type End = Extract<TranscriptRecord, { type: 'end' }>;

/** Listens to a conversation and keeps what says nothing of a citizen. */
export function recording(transceive: Transceive, records: TranscriptRecord[]): Transceive {
  return async (apdu) => {
    const began = performance.now();
    const answer = await transceive(apdu);
    const took = rounded(performance.now() - began);
    const outcome = answer.ok ? { status: statusOf(answer.value) } : { fault: answer.fault };
    const received = answer.ok ? answer.value.length : 0;
    records.push({ type: 'exchange', ...headerOf(apdu), sent: apdu.length, received, ...outcome, ms: took });
    return answer;
  };
}

/** To tenths of a millisecond. */
export function rounded(value: number): number {
  return Math.round(value * 10) / 10;
}

function statusOf(answer: Uint8Array): string {
  return Array.from(answer.subarray(-2), (byte) => hexOf(byte)).join('');
}

const hexOf = (byte = 0) => byte.toString(16).toUpperCase().padStart(2, '0');

/** Header, Lc and Le of a short or an extended command (ISO 7816-4 §5.1). */
function headerOf(apdu: Uint8Array) {
  const [cla, ins, p1, p2] = Array.from(apdu.subarray(0, 4), hexOf) as [string, string, string, string];
  const body = apdu.subarray(4);
  const isExtended = body.length > 1 && body[0] === 0;
  const number = (at: number) => (isExtended ? body[at]! * 256 + body[at + 1]! : body[at]!);
  const start = isExtended ? 1 : 0;
  const size = isExtended ? 2 : 1;
  const most = isExtended ? 65_536 : 256;
  if (body.length === 0) return { cla, ins, p1, p2, lc: 0, le: 0 };
  if (body.length === start + size) return { cla, ins, p1, p2, lc: 0, le: number(start) || most };
  const lc = number(start);
  const end = start + size + lc;
  return { cla, ins, p1, p2, lc, le: body.length > end ? number(end) || most : 0 };
}
