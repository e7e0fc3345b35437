import { z } from 'zod';
import { everyFault } from '../faults.ts';

export const fault = z.enum(everyFault);
export const isoDay = z.iso.date();
export const queueNumber = z.string().regex(/^[A-Z]{1,3}\d{3,5}$/);

export const instant = z.iso.datetime();
export const numberFields = {
  day: isoDay,
  series: z.string().regex(/^[A-Z]{1,3}$/),
  sequence: z.int().min(1),
  number: queueNumber,
};

/** How long it may take: whole minutes, rounded to five. Both ends are what eight of ten people stay under. */
export const waitRange = z.object({ fromMinutes: z.int().min(0), toMinutes: z.int().min(0) });
export type WaitRange = z.infer<typeof waitRange>;

/** From 1 (not satisfied at all) to 5. */
export const ratingScore = z.int().min(1).max(5);

/** Where a citizen gave it. */
export const ratingPlace = z.enum(['counter', 'kiosk', 'slip']);
export type RatingPlace = z.infer<typeof ratingPlace>;

/** Why no number is given. `opensAt`: when the service opens next, where that is known. */
export const noNumber = {
  SERVICE_UNKNOWN: { status: 404 },
  SERVICE_CLOSED: { status: 409, data: z.object({ opensAt: instant.optional() }) },
  QUOTA_FULL: { status: 409, data: z.object({ opensAt: instant.optional() }) },
} as const;

export const paperOutcome = z.discriminatedUnion('outcome', [
  z.object({ outcome: z.literal('printed') }),
  z.object({ outcome: z.literal('sent') }),
  z.object({ outcome: z.literal('not-printed'), fault }),
  z.object({ outcome: z.literal('unknown'), fault }),
]);

export const readProgress = z.object({ bytes: z.int().min(0), total: z.int().min(0) });

/** A result on the wire: a value or a named fault. */
export function resultOf<T extends z.ZodType>(value: T) {
  return z.discriminatedUnion('ok', [
    z.object({ ok: z.literal(true), value }),
    z.object({ ok: z.literal(false), fault }),
  ]);
}
