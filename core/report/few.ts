import { z } from 'zod';

/** Fewer people than this could be known by their figures. */
export const fewest = 5;

/** How many people a figure is about; `few`: one to four, `hidden`: more, but a neighbour's figure would give it away. */
export const people = z.union([z.int().min(0), z.enum(['few', 'hidden'])]);
export type People = z.infer<typeof people>;

/** A cell of which nothing is shown but that it is there. */
export interface Covered {
  readonly people: 'few' | 'hidden';
}

/**
 * The cells of one breakdown as they may leave the hub. One to four people are `few`. As the whole is known elsewhere,
 * those that are covered must be at least two cells and five people together, so the smallest others become `hidden`.
 */
export function coverFew<T extends { readonly people: number }>(cells: readonly T[]): (T | Covered)[] {
  const covered = new Map<T, Covered['people']>();
  for (const cell of cells) if (cell.people > 0 && cell.people < fewest) covered.set(cell, 'few');
  const others = cells.filter((cell) => cell.people >= fewest).sort((a, b) => a.people - b.people);
  while (covered.size > 0 && givesAway([...covered.keys()])) {
    const next = others.shift();
    if (!next) break;
    covered.set(next, 'hidden');
  }
  return cells.map((cell) => {
    const as = covered.get(cell);
    return as === undefined ? cell : { people: as };
  });
}

function givesAway(covered: readonly { readonly people: number }[]): boolean {
  return covered.length < 2 || covered.reduce((sum, cell) => sum + cell.people, 0) < fewest;
}
