import { Lane } from './lane.ts';
import type { Caller, Rules } from './rules.ts';
import { away, nextFlipMs, type Standing, standingOf } from './standing.ts';
import type { Turn } from './turn.ts';

/** The lanes of one service: those that any counter may call from, and those kept for one counter. */
interface ServiceLanes {
  readonly free: Lane[];
  readonly kept: Map<string, Lane[]>;
}

/**
 * Every waiting turn in exactly one lane: by service, the counter it is assigned to, and standing. Standing depends on
 * the time for few turns only (appointments, `notBefore`); `moveTo` puts those where they stand at an instant.
 */
export class Lanes {
  readonly #rules: Rules;
  readonly #services = new Map<string, ServiceLanes>();
  /** Waiting turns that will stand elsewhere some time. */
  readonly #timed = new Map<string, Turn>();
  #asOfMs = -Infinity;
  #nextFlipMs = Infinity;

  constructor(rules: Rules) {
    this.#rules = rules;
  }

  /** Takes in a waiting turn; `isDeferred`: another step of its visit is in hand. */
  add(turn: Turn, isDeferred: boolean): void {
    this.#laneOf(turn, this.#standing(turn, isDeferred)).add(turn);
    if (isDeferred || !isTimed(turn)) return;
    this.#timed.set(turn.id, turn);
    this.#nextFlipMs = Math.min(this.#nextFlipMs, nextFlipMs(this.#rules, turn, this.#asOfMs));
  }

  /** Takes out a turn that was added as it is now. */
  remove(turn: Turn, isDeferred: boolean): void {
    this.#laneOf(turn, this.#standing(turn, isDeferred)).remove(turn);
    this.#timed.delete(turn.id);
  }

  /** Every turn stands as it does at this instant. Costs nothing where no appointment comes or goes in between. */
  moveTo(atMs: number): void {
    // Standing flips at whole milliseconds; between two of them it is as at the first.
    const wholeMs = Math.floor(atMs);
    if (wholeMs < this.#asOfMs || wholeMs >= this.#nextFlipMs) this.#restand(wholeMs);
    this.#asOfMs = wholeMs;
  }

  /** The lanes that a counter may call from at the instant last moved to; `isKept`: for this counter alone. */
  *open(counter: Caller): Generator<{ lane: Lane; isKept: boolean }> {
    for (const service of new Set(counter.services)) {
      const lanes = this.#services.get(service);
      for (const lane of lanes?.free ?? []) if (isCallable(lane)) yield { lane, isKept: false };
      for (const lane of lanes?.kept.get(counter.id) ?? []) if (isCallable(lane)) yield { lane, isKept: true };
    }
  }

  /** Every lane of a service, those that nobody can be called from included. */
  *ofService(service: string): Generator<Lane> {
    const lanes = this.#services.get(service);
    if (!lanes) return;
    yield* lanes.free;
    for (const kept of lanes.kept.values()) yield* kept;
  }

  /** The turns among which this one would wait at the instant last moved to. */
  besides(turn: Turn): readonly Turn[] {
    return this.#laneOf(turn, this.#standing(turn, false)).turns;
  }

  clone(): Lanes {
    const copy = new Lanes(this.#rules);
    for (const [service, { free, kept }] of this.#services) {
      copy.#services.set(service, {
        free: free.map((lane) => lane.clone()),
        kept: new Map([...kept].map(([counter, lanes]) => [counter, lanes.map((lane) => lane.clone())])),
      });
    }
    for (const [id, turn] of this.#timed) copy.#timed.set(id, turn);
    copy.#asOfMs = this.#asOfMs;
    copy.#nextFlipMs = this.#nextFlipMs;
    return copy;
  }

  #standing(turn: Turn, isDeferred: boolean): Standing {
    return isDeferred ? away : standingOf(this.#rules, turn, this.#asOfMs);
  }

  #restand(atMs: number): void {
    this.#nextFlipMs = Infinity;
    for (const turn of this.#timed.values()) {
      const from = this.#laneOf(turn, standingOf(this.#rules, turn, this.#asOfMs));
      const to = this.#laneOf(turn, standingOf(this.#rules, turn, atMs));
      if (from !== to) {
        from.remove(turn);
        to.add(turn);
      }
      this.#nextFlipMs = Math.min(this.#nextFlipMs, nextFlipMs(this.#rules, turn, atMs));
    }
  }

  #laneOf({ service, assignedTo }: Turn, { side, weight }: Standing): Lane {
    const lanes = got(this.#services, service, () => ({ free: [], kept: new Map() }));
    const among = assignedTo === undefined ? lanes.free : got(lanes.kept, assignedTo, () => []);
    const found = among.find((lane) => lane.side === side && lane.weight === weight);
    if (found) return found;
    const lane = new Lane({ side, weight });
    among.push(lane);
    return lane;
  }
}

function isCallable({ side, turns }: Lane): boolean {
  return side !== 'away' && turns.length > 0;
}

function isTimed({ notBefore, appointmentAt }: Turn): boolean {
  return notBefore !== undefined || appointmentAt !== undefined;
}

function got<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  const found = map.get(key);
  if (found !== undefined) return found;
  const made = make();
  map.set(key, made);
  return made;
}
