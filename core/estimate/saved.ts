import { z } from 'zod';

const ms = z.number();
const list = z.array(ms);
const byName = <T extends z.ZodType>(value: T) => z.record(z.string(), value);

const pace = z.object({ seen: z.number(), weight: z.number() });
export type SavedPace = z.infer<typeof pace>;

/** Durations are ms at the usual pace, oldest first. */
const serviceTimes = z.object({ pace, services: byName(list) });
export type SavedServiceTimes = z.infer<typeof serviceTimes>;

/** Arrivals by half hour of the day: of a usual day, and of today; `firstSlot` is where days begin. */
const arrivals = z.object({
  days: z.int(),
  firstSlot: z.int(),
  usual: list,
  today: list,
  kinds: z.array(z.object({ service: z.string(), class: z.string(), weight: z.number() })),
});
export type SavedArrivals = z.infer<typeof arrivals>;

const misses = z.object({ missed: z.number(), calls: z.number(), ms: list });
export type SavedMisses = z.infer<typeof misses>;

const habits = z.object({
  services: serviceTimes,
  arrivals,
  misses,
  gaps: list,
  pauses: list,
  starts: list,
  /** When each counter took the turn that it has in hand, and since when it has none. */
  tookAt: byName(ms),
  freeAt: byName(ms),
});
export type SavedHabits = z.infer<typeof habits>;

/** Those with priority are called in another way than those without: each side has its own error. */
const side = z.enum(['priority', 'ordinary']);
export type Side = z.infer<typeof side>;

/** What was forecast of one wait, in ms of calling time: the median of the samples, and how far they spread above it. */
const guess = z.object({ side, medianMs: ms, spreadMs: ms });
export type Guess = z.infer<typeof guess>;

/** A guess, and how long it took in the end. */
const outcome = guess.extend({ actualMs: ms });
export type Outcome = z.infer<typeof outcome>;

/** What somebody was told, and when (ms since 1970). `guess`: only where it was forecast. */
const told = z.object({ service: z.string(), atMs: ms, medianMs: ms, toMinutes: z.int(), guess: guess.optional() });
export type Told = z.infer<typeof told>;

/** By how much one that was told was wrong. */
const missedBy = z.object({ errorMs: ms, isLate: z.boolean() });
export type MissedBy = z.infer<typeof missedBy>;

const ledger = z.object({ told: byName(told), outcomes: z.array(outcome), errors: z.array(missedBy) });
export type SavedLedger = z.infer<typeof ledger>;

/** What an estimator keeps over a restart, as plain JSON. Nothing in it says who anybody is. */
export const savedEstimatorSchema = z.object({ day: z.string(), habits, ledger });
export type SavedEstimator = z.infer<typeof savedEstimatorSchema>;
