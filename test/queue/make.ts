import type { z } from 'zod';
import { Queue } from '../../core/queue/queue.ts';
import type { Rules } from '../../core/queue/rules.ts';
import type { Scene } from '../../core/queue/scene.ts';
import { queueSchema } from '../../core/queue/settings.ts';
import type { Turn } from '../../core/queue/turn.ts';
import { counterSchema, serviceSchema } from '../../core/settings.ts';

const name = { vi: 'tên', en: 'name' };
const letters = ['A', 'B', 'H', 'K', 'L', 'M', 'X'] as const;

/** A Monday, half past seven in Vietnam. */
export const startMs = Date.parse('2026-11-23T00:30:00.000Z');
export const minuteMs = 60_000;
export const ms = (minute: number) => startMs + minute * minuteMs;
export const iso = (minute: number) => new Date(ms(minute)).toISOString();

type QueueInput = z.input<typeof queueSchema>;

/** An emergency, two classes and one that counts at service `b` alone. */
export const classes: QueueInput['classes'] = [
  { id: 'cap-cuu', name, weight: 100, isUrgent: true },
  { id: 'cao-tuoi', name, weight: 10 },
  { id: 'mang-thai', name, weight: 6 },
  { id: 'chi-b', name, weight: 8, scope: ['b'] },
];

export const serviceIds = ['a', 'b', 'c', 'd'] as const;

const counters = [
  { id: 'q1', name, services: ['a', 'b'] },
  { id: 'q2', name, services: ['b', 'a'] },
  { id: 'q3', name, services: ['c'] },
  { id: 'q4', name, services: ['a', 'b', 'c', 'd'], group: 'chung' },
];

/** Services a to d, counters q1 (a, b), q2 (b, a), q3 (c) and q4 (all); the classes above. */
export function rulesOf(policy: QueueInput['policy'] = {}, more: QueueInput = {}): Rules {
  return {
    services: serviceIds.map((id, at) =>
      serviceSchema.parse({ id, letter: letters[at], icon: 'folder', name, about: name, place: name }),
    ),
    counters: counters.map((counter) => counterSchema.parse(counter)),
    queue: queueSchema.parse({ classes, results: [{ id: 'tra-ngay', name }], ...more, policy }),
  };
}

export function counterOf(rules: Rules, id: string) {
  const counter = rules.counters.find((one) => one.id === id);
  if (!counter) throw new Error(`There is no counter ${id}`);
  return counter;
}

/** The id that ends in this number. */
export const uuid = (n: number) => `00000000-0000-4000-8000-${n.toString(16).padStart(12, '0')}`;

export interface Given extends Partial<Omit<Turn, 'priority'>> {
  readonly n: number;
  /** When the number was taken, in minutes after the start; the number itself where it is left out. */
  readonly minute?: number;
  readonly class?: string;
}

/** A waiting turn: number n, taken in minute n at service a. */
export function turnOf({ n, minute = n, class: named, ...fields }: Given): Turn {
  const id = uuid(n);
  return {
    id,
    ticketId: id,
    number: `A${String(n).padStart(3, '0')}`,
    day: '2026-11-23',
    service: 'a',
    step: 0,
    after: [],
    state: 'waiting',
    identity: 'none',
    language: 'vi',
    order: ms(minute),
    issuedAt: iso(minute),
    queuedAt: iso(minute),
    calls: 0,
    misses: 0,
    version: 1,
    ...(named !== undefined && { priority: { class: named, proof: 'chip' as const } }),
    ...fields,
  };
}

export function queueOf(rules: Rules, turns: readonly Turn[]): Queue {
  const queue = new Queue(rules);
  for (const turn of turns) queue.put(turn);
  return queue;
}

/** A counter in a queue, so many minutes after the start; new turns have the ids from 1000 on. */
export function sceneOf(queue: Queue, counter: string, minute: number): Scene {
  let n = 1_000;
  return { queue, counter: counterOf(queue.rules, counter), at: new Date(ms(minute)), newId: () => uuid(n++) };
}
