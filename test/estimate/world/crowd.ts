import { alwaysCalling } from '../../../core/estimate/calling-time.ts';
import { Estimator } from '../../../core/estimate/estimator.ts';
import type { Change } from '../../../core/queue/change.ts';
import { newTurns } from '../../../core/queue/journey.ts';
import { Queue } from '../../../core/queue/queue.ts';
import { queueSchema } from '../../../core/queue/settings.ts';
import { counterSchema, serviceSchema } from '../../../core/settings.ts';
import { chanceOf, uuidOf } from './chance.ts';

const SECOND_MS = 1_000;
const words = { vi: 'x', en: 'x' };
const priority = { class: 'cao-tuoi', proof: 'staff' } as const;

/** A large hospital: 40 services in 200 rooms, two in each. */
export const largeRules = {
  services: Array.from({ length: 40 }, (_, at) =>
    serviceSchema.parse({ id: `s-${at}`, letter: 'A', icon: 'heart', name: words, about: words, place: words }),
  ),
  counters: Array.from({ length: 200 }, (_, at) =>
    counterSchema.parse({ id: `p-${at}`, name: words, services: [`s-${at % 40}`, `s-${(at * 7 + 1) % 40}`] }),
  ),
  queue: queueSchema.parse({ classes: [{ id: priority.class, name: words, weight: 10 }] }),
};

/** So many who came one a second and wait, every seventh with priority, and an estimator that saw them come. */
export function crowdOf(count: number, nowMs: number, seed: number): { queue: Queue; estimator: Estimator } {
  const random = chanceOf(seed);
  const queue = new Queue(largeRules);
  const estimator = new Estimator(largeRules, alwaysCalling);
  for (let number = 0; number < count; number++) {
    const atMs = nowMs - (count - number) * SECOND_MS;
    const issuedAt = new Date(atMs).toISOString();
    const ticket = {
      ticketId: uuidOf(random),
      number: 'A001',
      day: issuedAt.slice(0, 10),
      service: `s-${Math.floor(random() * 40)}`,
      identity: 'none' as const,
      issuedAt,
      ...(number % 7 === 0 && { priority }),
    };
    for (const turn of newTurns(largeRules, ticket, () => uuidOf(random))) {
      const change: Change = { kind: 'turn', change: 'taken-in', turn };
      queue.apply(change);
      estimator.learn(change, atMs);
    }
  }
  return { queue, estimator };
}
