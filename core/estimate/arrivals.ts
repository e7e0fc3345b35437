import type { Turn } from '../queue/turn.ts';
import type { Newcomer } from './newcomer.ts';
import type { SavedArrivals } from './saved.ts';

const SLOT_MS = 30 * 60_000;
const DAY_MS = 24 * 3_600_000;
const SLOTS = DAY_MS / SLOT_MS;
/** A day of the past counts less by this at each further one; the first days count alike. */
const NEW_DAY_WEIGHT = 0.15;
/** As many as a usual day brings in this many arrivals stand beside those of today. */
const USUAL_WEIGHT = 8;
/** On the first day the rate is that of the last hour. */
const FIRST_DAY_MS = 2 * SLOT_MS;
const FORGETS = 0.995;

type Kind = SavedArrivals['kinds'][number];

const none: SavedArrivals = { days: 0, firstSlot: 0, usual: [], today: [], kinds: [] };

/** How often people with priority come: by half hour of the day, as on the days before and as much as today. */
export class PriorityArrivals {
  #days: number;
  #firstSlot: number;
  readonly #usual: number[];
  readonly #today: number[];
  readonly #kinds = new Map<string, Kind>();

  constructor(saved: SavedArrivals = none) {
    this.#days = saved.days;
    this.#firstSlot = saved.firstSlot;
    this.#usual = Array.from({ length: SLOTS }, (_, slot) => saved.usual[slot] ?? 0);
    this.#today = Array.from({ length: SLOTS }, (_, slot) => saved.today[slot] ?? 0);
    for (const kind of saved.kinds) this.#kinds.set(nameOf(kind), { ...kind });
  }

  learn({ service, priority, state }: Pick<Turn, 'service' | 'priority' | 'state'>, atMs: number): void {
    if (!priority || state !== 'waiting') return;
    this.#today[slotOf(atMs)]! += 1;
    for (const kind of this.#kinds.values()) kind.weight *= FORGETS;
    const kind = { service, class: priority.class };
    const weight = (this.#kinds.get(nameOf(kind))?.weight ?? 0) + 1;
    this.#kinds.set(nameOf(kind), { ...kind, weight });
  }

  /** The first change of another day came at this instant. */
  newDay(atMs: number): void {
    this.#firstSlot = slotOf(atMs);
    if (this.#today.every((count) => count === 0)) return;
    this.#days += 1;
    const weight = Math.max(1 / this.#days, NEW_DAY_WEIGHT);
    for (const [slot, count] of this.#today.entries()) this.#usual[slot]! += weight * (count - this.#usual[slot]!);
    this.#today.fill(0);
  }

  /** Arrivals per ms that are to be expected at an instant, seen from now. */
  rate(atMs: number, nowMs: number): number {
    if (this.#days === 0) return this.#lastHour(nowMs) / FIRST_DAY_MS;
    return (this.#usual[slotOf(atMs)]! / SLOT_MS) * this.#busyToday(nowMs);
  }

  /** Somebody of a kind that came before, the more often the likelier; nobody before the first. */
  draw(random: () => number): Newcomer | undefined {
    const kinds = [...this.#kinds.values()];
    let left = random() * kinds.reduce((sum, { weight }) => sum + weight, 0);
    const kind = kinds.find(({ weight }) => {
      left -= weight;
      return left < 0;
    });
    return kind && { service: kind.service, priority: { class: kind.class, proof: 'staff' } };
  }

  toJSON(): SavedArrivals {
    const kinds = [...this.#kinds.values()];
    return { days: this.#days, firstSlot: this.#firstSlot, usual: [...this.#usual], today: [...this.#today], kinds };
  }

  #lastHour(nowMs: number): number {
    return this.#today[slotOf(nowMs)]! + this.#today[slotOf(nowMs - SLOT_MS)]!;
  }

  /** How busy today is beside a usual day, by the half hours that are over. */
  #busyToday(nowMs: number): number {
    const over = (slotOf(nowMs) - this.#firstSlot + SLOTS) % SLOTS;
    const slots = Array.from({ length: over }, (_, after) => (this.#firstSlot + after) % SLOTS);
    const sum = (counts: readonly number[]) => slots.reduce((all, slot) => all + counts[slot]!, 0);
    return (sum(this.#today) + USUAL_WEIGHT) / (sum(this.#usual) + USUAL_WEIGHT);
  }
}

/** The half hour of the day in UTC: what matters is that it is the same each day. */
function slotOf(atMs: number): number {
  return Math.floor((atMs % DAY_MS) / SLOT_MS);
}

function nameOf({ service, class: name }: Omit<Kind, 'weight'>): string {
  return `${service} ${name}`;
}
