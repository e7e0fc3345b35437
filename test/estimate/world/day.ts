import { Agenda } from '../../../core/estimate/agenda.ts';
import { arrive, callNext } from '../../../core/queue/calls.ts';
import type { Change } from '../../../core/queue/change.ts';
import { setState } from '../../../core/queue/counters.ts';
import { newTurns } from '../../../core/queue/journey.ts';
import { finish, miss } from '../../../core/queue/outcomes.ts';
import { Queue } from '../../../core/queue/queue.ts';
import { returnsDue } from '../../../core/queue/returns.ts';
import type { Decision, Scene } from '../../../core/queue/scene.ts';
import type { Turn } from '../../../core/queue/turn.ts';
import type { Counter } from '../../../core/settings.ts';
import { nextReturnMs } from '../../queue/next-return.ts';
import { type Person, peopleOf } from './arrivals.ts';
import { between, chanceOf, logNormal, type Random, uuidOf } from './chance.ts';
import { type Break, type Staff, staffOf } from './counter-staff.ts';
import type { World } from './worlds.ts';

const MINUTE_MS = 60_000;
const SECOND_MS = 1_000;

/** What a day shows to those who watch: each person before the number is given, and each change that the hub logs. */
export interface Watcher {
  arrives(queue: Queue, person: Person, atMs: number): void;
  takesIn(turn: Turn, atMs: number): void;
  changes(change: Change, atMs: number): void;
}

type Event =
  | { readonly kind: 'arrives'; readonly person: Person }
  | { readonly kind: 'returns' }
  /** A counter is done with whatever it did, and looks what to do next. */
  | { readonly kind: 'looks'; readonly desk: Desk }
  | { readonly kind: 'comes' | 'misses'; readonly desk: Desk; readonly turn: Turn };

interface Kept {
  readonly untilMs: number;
  readonly isAnnounced: boolean;
}

interface Desk {
  readonly counter: Counter;
  readonly staff: Staff;
  readonly breaks: Break[];
  isIdle: boolean;
}

/** One day of a world, from midnight (ms since 1970): its people and staff by chance, its queue by the site's own rules. */
export class Day {
  readonly queue: Queue;
  readonly #world: World;
  readonly #midnightMs: number;
  readonly #watcher: Watcher;
  readonly #random: Random;
  readonly #newId: () => string;
  readonly #pace: number;
  readonly #agenda = new Agenda<Event>();
  readonly #desks: Desk[];
  readonly #left = new Set<string>();
  #numbers = 0;

  constructor(
    world: World,
    midnightMs: number,
    paces: { day: number; staff: readonly number[] },
    seed: number,
    watcher: Watcher,
  ) {
    const random = chanceOf(seed);
    const ids = chanceOf(seed + 1);
    this.#world = world;
    this.#midnightMs = midnightMs;
    this.#watcher = watcher;
    this.#random = random;
    this.#newId = () => uuidOf(ids);
    this.#pace = paces.day;
    this.queue = new Queue(world);
    this.#desks = world.counters.map((counter, index) => {
      const staff = staffOf(world, midnightMs, paces.staff[index]!, random);
      return { counter, staff, breaks: [...staff.breaks], isIdle: false };
    });
    for (const person of peopleOf(world, midnightMs, random))
      this.#agenda.add(person.atMs, { kind: 'arrives', person });
    for (const desk of this.#desks) this.#agenda.add(midnightMs, { kind: 'looks', desk });
  }

  run(): void {
    for (let event: Event | undefined; ; ) {
      const atMs = Math.ceil(this.#agenda.nextAt);
      event = this.#agenda.take();
      if (!event) return;
      this.#happen(event, atMs);
    }
  }

  #happen(event: Event, atMs: number): void {
    switch (event.kind) {
      case 'arrives':
        this.#takeIn(event.person, atMs);
        break;
      case 'returns':
        for (const change of returnsDue(this.queue, new Date(atMs))) this.#apply(change, atMs);
        this.#expectReturns();
        this.#wake(atMs);
        break;
      case 'looks':
        this.#look(event.desk, atMs);
        break;
      case 'comes':
        this.#command(event.desk, atMs, (scene) => arrive(scene, event.turn.ticketId));
        this.#serve(event.desk, event.turn, atMs);
        break;
      case 'misses':
        this.#command(event.desk, atMs, (scene) => miss(scene, event.turn.ticketId));
        this.#expectReturns();
        this.#look(event.desk, atMs);
        break;
    }
  }

  #expectReturns(): void {
    const nextMs = nextReturnMs(this.queue);
    if (nextMs < Number.POSITIVE_INFINITY) this.#agenda.add(nextMs, { kind: 'returns' });
  }

  #takeIn(person: Person, atMs: number): void {
    this.#watcher.arrives(this.queue, person, atMs);
    const ticketId = this.#newId();
    if (person.leaves) this.#left.add(ticketId);
    const at = new Date(atMs).toISOString();
    const [turn] = newTurns(
      this.#world,
      {
        ticketId,
        number: `A${String(++this.#numbers).padStart(3, '0')}`,
        day: at.slice(0, 10),
        service: person.service,
        identity: 'none',
        issuedAt: at,
        ...(person.class && { priority: { class: person.class, proof: 'staff' } }),
      },
      this.#newId,
    );
    this.#watcher.takesIn(turn!, atMs);
    this.#apply({ kind: 'turn', change: 'taken-in', turn: turn! }, atMs);
    this.#wake(atMs);
  }

  #look(desk: Desk, atMs: number): void {
    desk.isIdle = false;
    const { id } = desk.counter;
    const inHand = this.queue.inHand(id);
    const kept = this.#kept(desk, atMs) ?? this.#paperWork(atMs);
    if (kept) {
      if (inHand) this.#command(desk, atMs, (scene) => finish(scene, inHand.ticketId));
      if (kept.isAnnounced) this.#command(desk, atMs, (scene) => setState(scene, 'paused', 'hop'));
      this.#agenda.add(kept.untilMs, { kind: 'looks', desk });
    } else {
      if (this.queue.counterState(id).state === 'paused') this.#command(desk, atMs, (scene) => setState(scene, 'open'));
      this.#call(desk, atMs);
    }
  }

  /** What keeps the counter from calling: a break, lunch, or that the site is not open yet. */
  #kept({ breaks, staff }: Desk, atMs: number): Kept | undefined {
    const due = breaks[0];
    if (due && due.fromMs <= atMs) {
      breaks.shift();
      return { untilMs: atMs + due.lengthMs, isAnnounced: due.isAnnounced };
    }
    const stretches = this.#world.truth.calling;
    const next = stretches.findIndex(({ fromMs }) => this.#midnightMs + fromMs + staff.beginsLateMs > atMs);
    if (next < 0) return undefined;
    const before = stretches[next - 1];
    if (before && atMs < this.#midnightMs + before.untilMs - staff.stopsEarlyMs) return undefined;
    return { untilMs: this.#midnightMs + stretches[next]!.fromMs + staff.beginsLateMs, isAnnounced: false };
  }

  #paperWork(atMs: number): Kept | undefined {
    if (this.#random() >= 0.3) return undefined;
    return { untilMs: atMs + logNormal(this.#random, 70 * SECOND_MS, 0.8), isAnnounced: false };
  }

  #call(desk: Desk, atMs: number): void {
    const called = this.#command(desk, atMs, callNext).find(isCall);
    if (!called) {
      desk.isIdle = true;
      return;
    }
    const { turn } = called;
    const isBack = turn.calls > 1 && this.#random() < 0.5;
    if (isBack) this.#left.delete(turn.id);
    const hasLeft = this.#left.has(turn.id);
    const afterMs = hasLeft ? between(this.#random, 60, 150) : between(this.#random, 10, 40);
    this.#agenda.add(atMs + afterMs * SECOND_MS, { kind: hasLeft ? 'misses' : 'comes', desk, turn });
  }

  #serve(desk: Desk, { service }: Turn, atMs: number): void {
    const { minutes, variation } = this.#world.truth.services[service]!;
    const pace = this.#pace * desk.staff.pace;
    const lengthMs = logNormal(this.#random, minutes * MINUTE_MS, variation) * pace;
    this.#agenda.add(atMs + lengthMs, { kind: 'looks', desk });
  }

  /** Somebody may be callable now: idle counters look after a few seconds. */
  #wake(atMs: number): void {
    for (const desk of this.#desks) {
      if (!desk.isIdle) continue;
      desk.isIdle = false;
      this.#agenda.add(atMs + between(this.#random, 5, 20) * SECOND_MS, { kind: 'looks', desk });
    }
  }

  #command({ counter }: Desk, atMs: number, verb: (scene: Scene) => Decision): readonly Change[] {
    const decided = verb({ queue: this.queue, counter, at: new Date(atMs), newId: this.#newId });
    if (!decided.ok) throw new Error(`${counter.id} was refused: ${decided.fault.code}`);
    this.queue.applyCommand(decided.value, { commandId: this.#newId(), counter: counter.id, atMs });
    for (const change of decided.value) this.#watcher.changes(change, atMs);
    return decided.value;
  }

  #apply(change: Change, atMs: number): void {
    this.queue.apply(change);
    this.#watcher.changes(change, atMs);
  }
}

function isCall(change: Change): change is Extract<Change, { kind: 'turn' }> {
  return change.kind === 'turn' && change.change === 'called';
}
