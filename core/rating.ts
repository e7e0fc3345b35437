/** From not satisfied at all to very satisfied. */
export const scores = [1, 2, 3, 4, 5] as const;
export type Score = (typeof scores)[number];

/** What can have been wrong, in the order in which it is asked; its words are `rating.reasons.CODE`. */
export const ratingReasons = ['long-wait', 'unclear', 'manner', 'papers', 'machines', 'place', 'other'] as const;
export type RatingReason = (typeof ratingReasons)[number];

/** Reasons are asked at this score and below. */
export const asksReasonsUpTo = 3;

/** The reasons that count with a score: codes that are known, each once; none with a good score. */
export function reasonsFor(score: number, given: readonly string[]): RatingReason[] {
  return score > asksReasonsUpTo ? [] : ratingReasons.filter((reason) => given.includes(reason));
}
