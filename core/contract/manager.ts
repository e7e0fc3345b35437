import { oc } from '@orpc/contract';
import { z } from 'zod';
import { alertSchema } from '../queue/alerts.ts';
import { reasonSchema } from '../queue/change.ts';
import { policySchema } from '../queue/settings.ts';
import { people } from '../report/few.ts';
import { isoDay, queueNumber, ratingScore } from './shared.ts';

const id = z.string().max(100);
const ms = z.int().min(0);
const share = z.number().min(0).max(1);
const count = z.int().min(0);

/** Of those who were called: how long they had waited. */
export const waitFigures = z.object({ meanMs: ms, medianMs: ms, p90Ms: ms, longestMs: ms });
export type WaitFigures = z.infer<typeof waitFigures>;

/** One group of people; no figures where too few of them were measured. */
export const cell = z.object({
  people,
  wait: waitFigures.optional(),
  /** At the counter. */
  service: z.object({ meanMs: ms, medianMs: ms }).optional(),
  /** To how many of those that it was promised to the promise was kept. */
  withinTarget: share.optional(),
});
export type Cell = z.infer<typeof cell>;

/** A group by the id of its service, counter, class or result; those without a class or result are `none`. */
const named = cell.extend({ id });
export type NamedCell = z.infer<typeof named>;

/** How many turns stand where. */
const totals = z.object({ waiting: people, inHand: people, finished: people, missed: people, cancelled: people });

/** One number for each quarter, half or whole hour of the business day; those with few people are covered. */
const steps = z.object({
  stepMinutes: z.union([z.literal(15), z.literal(30), z.literal(60)]),
  /** Minute of the day at which the first step begins. */
  fromMinute: z.int().min(0).max(1_439),
  arrived: z.array(people),
  finished: z.array(people),
});
export type Steps = z.infer<typeof steps>;

const ratings = z.object({
  people,
  mean: z.number().min(1).max(5).optional(),
  /** From score 1 to 5. */
  scores: z.array(people).length(5),
  reasons: z.array(z.object({ id, people })),
  services: z.array(z.object({ id, people, mean: z.number().min(1).max(5).optional() })),
});
export type Ratings = z.infer<typeof ratings>;

/** How good what citizens were told of their wait was. */
export const estimateError = z.object({
  people: count,
  /** Mean distance of what was told from what it was. */
  meanMs: ms,
  /** Share of those who waited more than five minutes longer than they were told. */
  lateShare: share,
});

export const report = z.object({
  from: isoDay,
  until: isoDay,
  /** Days with anybody at all. */
  days: count,
  totals,
  whole: cell,
  /** The days before, as many of them: what today is compared with. */
  before: z.object({ from: isoDay, until: isoDay, totals, whole: cell }).optional(),
  services: z.array(named),
  counters: z.array(named),
  classes: z.array(named),
  hours: z.array(cell.extend({ hour: z.int().min(0).max(23) })),
  results: z.array(z.object({ id, people })),
  steps,
  ratings,
  estimate: estimateError.optional(),
});
export type Report = z.infer<typeof report>;

/** Mean waits of the last four weeks by weekday (0 is Monday) and the hour in which they began. */
const heat = z.object({
  from: isoDay,
  until: isoDay,
  cells: z.array(
    z.object({ weekday: z.int().min(0).max(6), hour: z.int().min(0).max(23), people, meanMs: ms.optional() }),
  ),
});
export type Heat = z.infer<typeof heat>;

/** The moment, with what it was at the same time of the last day before (`before`). */
const live = z.object({
  at: z.iso.datetime(),
  day: isoDay,
  figures: z.object({
    waiting: count,
    longestMs: ms,
    meanMs: ms.optional(),
    finished: count,
    open: count,
    paused: count,
    /** Share of 4 and 5 among today's ratings. */
    satisfied: share.optional(),
  }),
  before: z
    .object({
      day: isoDay,
      waiting: count,
      meanMs: ms.optional(),
      finished: count,
      satisfied: share.optional(),
    })
    .optional(),
  services: z.array(z.object({ id, waiting: count, longestMs: ms, working: count })),
  counters: z.array(
    z.object({
      id,
      state: z.enum(['open', 'paused', 'closed']),
      /** Somebody works there: it has one in hand, or has finished one today. */
      isWorking: z.boolean(),
      pause: id.optional(),
      since: z.iso.datetime().optional(),
      number: queueNumber.optional(),
      finished: people,
    }),
  ),
  alerts: z.array(alertSchema),
  steps,
});
export type LiveFigures = z.infer<typeof live>;

/** A call and why it was this one. */
const call = z.object({
  seq: count,
  at: z.iso.datetime(),
  number: queueNumber,
  service: id,
  counter: id.optional(),
  class: id.optional(),
  reason: reasonSchema.optional(),
});
export type Call = z.infer<typeof call>;

const side = z.object({
  /** `all`, `priority`, `ordinary`, or the id of a class. */
  id,
  actual: cell,
  present: cell,
  other: cell,
  /** People by their wait in steps of five minutes, the last one open. */
  presentSteps: z.array(people),
  otherSteps: z.array(people),
});
export type PreviewSide = z.infer<typeof side>;

const preview = z.object({
  day: isoDay,
  present: policySchema,
  other: policySchema,
  /** How many were replayed, and who was not called by the end of the day under each policy. */
  people: count,
  uncalled: z.object({ present: count, other: count }),
  /** How far the replay under the present policy is from what happened, on average over people. */
  fitMs: ms,
  sides: z.array(side),
});
export type Preview = z.infer<typeof preview>;

const asked = oc.errors({ SIGN_IN_FIRST: { status: 401 }, NOT_ALLOWED: { status: 403 } });
const range = z.object({ from: isoDay, until: isoDay });

/** For whoever manages a site. Nothing says who a citizen is; groups of one to four people are covered. */
export const managerContract = {
  live: asked.output(live),
  /** `until` is included; at most 92 days. */
  report: asked
    .errors({ RANGE_TOO_LONG: { status: 400 } })
    .input(range)
    .output(report),
  heat: asked.input(z.object({ until: isoDay })).output(heat),
  /** Days with any turn, the latest first; at most 100. */
  days: asked.output(z.object({ today: isoDay, days: z.array(isoDay) })),
  /** The calls of a day, the latest first, a hundred at a time; `before` goes on after such a page. */
  calls: asked
    .input(z.object({ day: isoDay, before: count.optional(), isOutOfOrder: z.boolean().default(false) }))
    .output(z.object({ calls: z.array(call), before: count.optional() })),
  /** A day replayed under another policy. One at a time. */
  preview: asked
    .errors({ DAY_EMPTY: { status: 404 }, DAY_TOO_LARGE: { status: 413 }, BUSY: { status: 429 } })
    .input(z.object({ day: isoDay, policy: policySchema }))
    .output(preview),
};

/** What the tablet at a counter tells: the number that has just finished there, for two minutes. */
export const ratingContract = {
  atCounter: oc
    .errors({ NUMBER_UNKNOWN: { status: 404 }, ALREADY_RATED: { status: 409 } })
    .input(
      z.object({
        site: id.optional(),
        counter: id,
        number: queueNumber,
        score: ratingScore,
        reasons: z.array(id).max(10).default([]),
      }),
    )
    .output(z.object({})),
};
