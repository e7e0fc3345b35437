import { between, normal, pick, type Random } from './chance.ts';
import type { World } from './worlds.ts';

/** Somebody who will take a number; instants are ms since 1970. */
export interface Person {
  readonly atMs: number;
  readonly service: string;
  readonly class?: string;
  /** Leaves before the call; some of them are back when they are called again. */
  readonly leaves: boolean;
}

/** Those who come on one day, in order: two peaks over an even stream, more on one day than on another. */
export function peopleOf(world: World, midnightMs: number, random: Random): Person[] {
  const { truth, queue } = world;
  const count = Math.round(truth.people * Math.exp(0.08 * normal(random)));
  const shares = Object.fromEntries(Object.entries(truth.services).map(([id, { share }]) => [id, share]));
  const peaks = Object.fromEntries(truth.peaks.map(({ share }, index) => [String(index), share]));
  const evenly = 1 - truth.peaks.reduce((sum, { share }) => sum + share, 0);
  const classes = queue.classes.map(({ id }) => id);
  const people: Person[] = [];
  while (people.length < count) {
    const peak = truth.peaks[Number(pick(random, { ...peaks, even: evenly }))];
    const first = truth.issuing[0]!.fromMs;
    const last = truth.issuing.at(-1)!.untilMs;
    const atMs = peak ? peak.atMs + normal(random) * peak.widthMs : between(random, first, last);
    if (!truth.issuing.some(({ fromMs, untilMs }) => atMs >= fromMs && atMs < untilMs)) continue;
    const service = pick(random, shares);
    const hasPriority = random() < truth.priorityShare;
    const leaves = random() < truth.noShowShare;
    const id = classes[Math.floor(random() * classes.length)]!;
    people.push({ atMs: midnightMs + Math.floor(atMs), service, leaves, ...(hasPriority && { class: id }) });
  }
  return people.sort((one, other) => one.atMs - other.atMs);
}
