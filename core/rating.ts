import { z } from 'zod';

/** What can have been wrong, in the order in which it is asked; its words are `rating.reasons.CODE`. */
export const ratingReasons = ['long-wait', 'unclear', 'manner', 'papers', 'machines', 'place', 'other'] as const;
export type RatingReason = (typeof ratingReasons)[number];

/** Reasons are asked at this score and below. */
export const asksReasonsUpTo = 3;

/** From 1 (not satisfied at all) to 5. */
export const ratingScore = z.int().min(1).max(5);

/** Where a citizen gave it. */
export const ratingPlace = z.enum(['counter', 'kiosk', 'slip']);
export type RatingPlace = z.infer<typeof ratingPlace>;

/** The reasons that count with a score: codes that are known, each once; none with a good score. */
export function reasonsFor(score: number, given: readonly string[]): RatingReason[] {
  return score > asksReasonsUpTo ? [] : ratingReasons.filter((reason) => given.includes(reason));
}
