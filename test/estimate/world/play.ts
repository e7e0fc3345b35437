import type { Change } from '../../../core/queue/change.ts';
import type { Queue } from '../../../core/queue/queue.ts';
import type { Turn } from '../../../core/queue/turn.ts';
import type { Person } from './arrivals.ts';
import { chanceOf, normal } from './chance.ts';
import { Day, type Watcher } from './day.ts';
import type { Predictor, Told } from './predictors.ts';
import type { World } from './worlds.ts';

const DAY_MS = 24 * 3_600_000;
const firstDayMs = Date.parse('2026-03-02T00:00:00Z');
/** How much of a day's speed is that of the day before. */
const MEMORY = 0.5;

/** One who took a number and was called: what each predictor said, in their order, and how long it was. */
export interface Waited {
  readonly day: number;
  readonly service: string;
  readonly hasPriority: boolean;
  readonly told: readonly Told[];
  /** When the number was taken, ms since 1970. */
  readonly tookAt: number;
  readonly waitedMs: number;
}

/** So many days at a site; the same seed gives the same days, whatever the predictors say. */
export function play(world: World, days: number, seed: number, predictors: readonly Predictor[]): Waited[] {
  const random = chanceOf(seed);
  const staff = world.counters.map(() => Math.exp(world.truth.staffSpread * normal(random)));
  const all: Waited[] = [];
  let speed = 0;
  for (let day = 0; day < days; day++) {
    speed = MEMORY * speed + Math.sqrt(1 - MEMORY ** 2) * world.truth.drift * normal(random);
    const watcher = new Watching(day, predictors);
    new Day(world, firstDayMs + day * DAY_MS, { day: Math.exp(speed), staff }, seed * 1_000 + day, watcher).run();
    all.push(...watcher.waited);
  }
  return all;
}

class Watching implements Watcher {
  readonly waited: Waited[] = [];
  readonly #day: number;
  readonly #predictors: readonly Predictor[];
  readonly #told = new Map<string, readonly Told[]>();
  #last: readonly Told[] = [];

  constructor(day: number, predictors: readonly Predictor[]) {
    this.#day = day;
    this.#predictors = predictors;
  }

  arrives(queue: Queue, person: Person, atMs: number): void {
    const newcomer = {
      service: person.service,
      ...(person.class && { priority: { class: person.class, proof: 'staff' } as const }),
    };
    this.#last = this.#predictors.map((predictor) => predictor.predict(queue, newcomer, atMs));
  }

  takesIn(turn: Turn, atMs: number): void {
    this.#told.set(turn.id, this.#last);
    for (const predictor of this.#predictors) predictor.takesIn?.(turn, atMs);
  }

  changes(change: Change, atMs: number): void {
    for (const predictor of this.#predictors) predictor.learn?.(change, atMs);
    if (change.kind !== 'turn' || change.change !== 'called' || change.turn.calls > 1) return;
    const { id, service, priority, queuedAt } = change.turn;
    this.waited.push({
      day: this.#day,
      service,
      hasPriority: priority !== undefined,
      told: this.#told.get(id)!,
      tookAt: Date.parse(queuedAt),
      waitedMs: atMs - Date.parse(queuedAt),
    });
  }
}
