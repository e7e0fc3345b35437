import { z } from 'zod';
import { turnSchema } from './turn.ts';

/** Everything that can happen to a turn. `returned`: came back by itself after a miss or a hold. */
export const turnChange = z.enum([
  'taken-in',
  'opened',
  'called',
  'recalled',
  'arrived',
  'held',
  'missed',
  'returned',
  'transferred',
  'added',
  'finished',
  'cancelled',
  'reopened',
  'verified',
  'undone',
]);
export type TurnChange = z.infer<typeof turnChange>;

/** Why this turn and no other, in words of the manager's texts. Minutes are whole minutes waited at the call. */
export const reasonSchema = z.object({
  rule: z.enum(['urgent', 'statutory', 'ratio', 'guard', 'aging', 'appointment', 'oldest', 'only', 'chosen']),
  /** How long the called one had waited, and how many were eligible with it. */
  waitedMinutes: z.int().min(0),
  eligible: z.int().min(0),
  /** What staff gave for a call out of order. */
  note: z.string().max(200).optional(),
});
export type Reason = z.infer<typeof reasonSchema>;

/** How a group of counters stands in its ratio: calls of each side in the round under way. */
export const tallySchema = z.object({
  group: z.string(),
  /** Priority calls since the last ordinary one, and ordinary ones since the last priority one. */
  priority: z.int().min(0),
  ordinary: z.int().min(0),
});
export type Tally = z.infer<typeof tallySchema>;

/** A counter as the hall sees it. A counter that nobody has touched today is open. */
export const counterStateSchema = z.object({
  counter: z.string(),
  state: z.enum(['open', 'paused', 'closed']),
  /** Code of the site's reasons for a pause. */
  reason: z.string().optional(),
  since: z.iso.datetime(),
});
export type CounterState = z.infer<typeof counterStateSchema>;

/** One thing that was decided, as the log keeps it: the value after it, and what it was before. */
export const changeSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('turn'),
    change: turnChange,
    turn: turnSchema,
    /** The turn before; none where it is new. */
    before: turnSchema.optional(),
    reason: reasonSchema.optional(),
    /** The ratio's tally after and before a call that counted in it. */
    tally: tallySchema.optional(),
    tallyBefore: tallySchema.optional(),
  }),
  z.object({ kind: z.literal('counter'), state: counterStateSchema, before: counterStateSchema.optional() }),
]);
export type Change = z.infer<typeof changeSchema>;
