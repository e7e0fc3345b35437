import { z } from 'zod';

const id = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'must be lower-case words joined by hyphens');
const words = z.strictObject({ vi: z.string().min(1), en: z.string().min(1) });
const minutes = z
  .number()
  .min(0)
  .max(24 * 60);
const timeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'must be a time of day such as 07:30');
const weekday = z.enum(['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']);

/** When something is open: each line adds an interval to some weekdays; a lunch break is the gap between two lines. */
export const hoursSchema = z.array(
  z
    .strictObject({ days: z.array(weekday).min(1), from: timeOfDay, to: timeOfDay })
    .refine(({ from, to }) => from < to, 'must end after it begins'),
);
export type Hours = z.infer<typeof hoursSchema>;

/** Who comes earlier and why. A class applies to all services, or to those of its `scope`. */
export const classSchema = z.strictObject({
  id,
  name: words,
  /** The greater, the earlier among classes. */
  weight: z.int().min(1).max(1000),
  /** Before everybody else under every rule: an emergency. */
  isUrgent: z.boolean().default(false),
  scope: z.array(id).min(1).optional(),
  /** Given by the chip's birth date from this age on. */
  fromAge: z.int().min(1).max(150).optional(),
  /** Given by the first letters of the insurance card. */
  insurancePrefixes: z.array(z.string().regex(/^[A-Z]{2}$/)).optional(),
});
export type PriorityClass = z.infer<typeof classSchema>;

/** Who is called next. Urgent classes come first under each rule. */
export const policySchema = z.strictObject({
  rule: z
    .discriminatedUnion('kind', [
      /** Classes by weight, then those without one. */
      z.strictObject({ kind: z.literal('statutory') }),
      /**
       * `priority` of those with a class, then `ordinary` of those without. Where an ordinary one has waited longer
       * than the guard, only one with a class goes before the next `ordinary` (2:1 becomes 1:1) until none has.
       */
      z.strictObject({
        kind: z.literal('ratio'),
        priority: z.int().min(1).max(20).default(2),
        ordinary: z.int().min(1).max(20).default(1),
        guardMinutes: minutes.default(30),
      }),
      /** The longest wait, where each point of a class's weight counts as so many minutes of waiting. */
      z.strictObject({ kind: z.literal('aging'), minutesPerWeight: minutes.default(5) }),
    ])
    .prefault({ kind: 'ratio' }),
  /** An appointment counts as a class of this weight from `early` minutes before to `late` after; then as a walk-in. */
  appointments: z
    .strictObject({ weight: z.int().min(1).max(1000).default(5), early: minutes.default(5), late: minutes.default(10) })
    .prefault({}),
  /** Those who come back (from a laboratory, after a miss or a hold) go in after so many who wait. */
  returnAfter: z.int().min(0).max(50).default(2),
  /** A missed turn comes back by itself so often, each time after so many minutes. */
  missedReturns: z.int().min(0).max(10).default(2),
  missedAfterMinutes: minutes.default(5),
});
export type Policy = z.infer<typeof policySchema>;

/** The steps of one kind of visit. `after` names earlier steps by place; steps beside each other share theirs. */
export const journeySchema = z.strictObject({
  id,
  name: words,
  steps: z
    .array(z.strictObject({ service: id, after: z.array(z.int().min(0)).default([]) }))
    .min(1)
    .max(20)
    .refine(
      (steps) => steps.every(({ after }, at) => after.every((one) => one < at)),
      'a step comes after earlier ones only',
    ),
});

const named = z.strictObject({ id, name: words });

/** The rules of one site's queue; everything has a usual value, so a site without any has a fair queue. */
export const queueSchema = z.strictObject({
  classes: z.array(classSchema).default([]),
  policy: policySchema.prefault({}),
  journeys: z.array(journeySchema).default([]),
  /** How a turn can end, such as "trả ngay" or "trả qua bưu chính"; the first nine have the keys 1 to 9. */
  results: z.array(named).default([]),
  /** Why a counter pauses; it is said on the board. */
  pauses: z.array(named).default([
    { id: 'an-trua', name: { vi: 'Nghỉ trưa', en: 'Lunch' } },
    { id: 'hop', name: { vi: 'Họp', en: 'Meeting' } },
    { id: 'su-co', name: { vi: 'Sự cố kỹ thuật', en: 'Technical trouble' } },
  ]),
  /** Halls with a board and a voice of their own. */
  zones: z.array(named).default([{ id: 'sanh', name: { vi: 'Sảnh', en: 'Hall' } }]),
  hours: hoursSchema.optional(),
  /** Days on which the site is closed. */
  closedOn: z.array(z.iso.date()).default([]),
  /** Who still waits when a new day of numbers begins goes on waiting, as in a hospital that never closes. */
  carriesOver: z.boolean().default(false),
  /** Said aloud: which accent, and the number digit by digit or as a whole. */
  voice: z
    .strictObject({
      accent: z.enum(['north', 'south']).default('north'),
      reading: z.enum(['digits', 'whole']).default('digits'),
    })
    .prefault({}),
});

/** What the queue must know of a service. */
export const serviceQueueFields = {
  /** Minutes at the counter, before anything is measured. */
  usualMinutes: minutes.default(10),
  /** The promise to the citizen: minutes from the number to the result (15 and 60 of the express lanes), else of waiting. */
  targetMinutes: minutes.default(30),
  /** `express`: answered while one waits. `collect`: results are handed out. */
  lane: z.enum(['usual', 'express', 'collect']).default('usual'),
  hours: hoursSchema.optional(),
  /** Numbers a day. */
  quota: z.int().min(1).optional(),
  /** What staff look at before they begin. */
  checklist: z.array(words).default([]),
};

/** What the queue must know of a counter. */
export const counterQueueFields = {
  kind: z.enum(['counter', 'room']).default('counter'),
  floor: z.int().min(0).max(99).optional(),
  /** The hall whose board and voice call for it; the first one where it is left out. */
  zone: id.optional(),
  /** Counters of one group keep one ratio together; those with the same services are one where it is left out. */
  group: id.optional(),
};
