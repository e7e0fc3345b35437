import type { Counter } from '../settings.ts';
import { callNext, callThis } from './calls.ts';
import type { ObservedDay } from './observed.ts';
import { Queue } from './queue.ts';
import type { Rules } from './rules.ts';
import type { Stint } from './stints.ts';
import { Timeline } from './timeline.ts';
import type { Turn } from './turn.ts';

/** What became of a stint in a replay, in ms since 1970; `calledMs` is missing where nobody called it. */
export interface Replayed {
  readonly stint: Stint;
  readonly sinceMs: number;
  calledMs?: number;
  endedMs?: number;
}

export interface Replay {
  readonly stints: readonly Replayed[];
  /** Events that were worked off: at most a few for each stint and each time a counter came back. */
  readonly steps: number;
}

type Event =
  | { readonly kind: 'begins' | 'leaves' | 'chosen'; readonly stint: Stint }
  | { readonly kind: 'ends'; readonly stint: Stint; readonly counter: string }
  | { readonly kind: 'back'; readonly counter: string };

/** At one instant: who is done, who is back, who goes, who comes, and only then who is called. */
const ranks = { ends: 0, back: 1, leaves: 2, begins: 3, chosen: 4 } as const;

/**
 * The same day again, with the real rules deciding whose turn it is: everybody comes when they came, takes as long as
 * they took, and counters rest when they rested. Who was called by name is called by name. A stint that no counter has
 * really served takes as long as usual. Equal days and rules give equal replays.
 */
export function replay(rules: Rules, day: ObservedDay): Replay {
  return new Replaying(rules, day).run();
}

class Replaying {
  readonly #day: ObservedDay;
  readonly #queue: Queue;
  readonly #timeline = new Timeline<Event>();
  readonly #all = new Map<Stint, Replayed>();
  /** The stint that each turn is in now. */
  readonly #current = new Map<string, Stint>();
  /** Stints that begin after others, by each of those. */
  readonly #followers = new Map<Stint, Stint[]>();
  readonly #usualMs: ReadonlyMap<string, number>;
  readonly #freeMs = new Map<string, number>();
  /** By counter: those whom it will call by name as soon as it is free. */
  readonly #chosen = new Map<string, Stint[]>();
  readonly #byService = new Map<string, Counter[]>();
  readonly #counters: ReadonlyMap<string, Counter>;

  constructor(rules: Rules, day: ObservedDay) {
    this.#day = day;
    this.#queue = new Queue(rules);
    this.#usualMs = usualOf(rules, day.stints);
    this.#counters = new Map(rules.counters.map((counter) => [counter.id, counter]));
    for (const counter of rules.counters)
      for (const service of counter.services)
        this.#byService.set(service, [...(this.#byService.get(service) ?? []), counter]);
  }

  run(): Replay {
    for (const stint of this.#day.stints) this.#plan(stint);
    for (const [counter, spans] of this.#day.away)
      for (const { untilMs } of spans) this.#timeline.add(untilMs, ranks.back, { kind: 'back', counter });
    let steps = 0;
    while (this.#timeline.nextMs < Infinity) {
      const atMs = this.#timeline.nextMs;
      const touched = new Set<string>();
      while (this.#timeline.nextMs === atMs) {
        steps++;
        for (const counter of this.#happen(this.#timeline.take()!, atMs)) touched.add(counter);
      }
      for (const counter of this.#inTurn(touched, atMs)) this.#call(counter, atMs);
    }
    return { stints: [...this.#all.values()], steps };
  }

  #plan(stint: Stint): void {
    const { begins } = stint;
    if ('atMs' in begins) this.#timeline.add(begins.atMs, ranks.begins, { kind: 'begins', stint });
    else
      for (const before of begins.after) this.#followers.set(before, [...(this.#followers.get(before) ?? []), stint]);
  }

  /** Gives the counters that may have somebody to call now. */
  #happen(event: Event, atMs: number): readonly string[] {
    if (event.kind === 'back') return [event.counter];
    const { stint } = event;
    switch (event.kind) {
      case 'begins':
        return this.#begin(stint, atMs);
      case 'leaves':
        if (this.#isWaiting(stint)) this.#close(stint, atMs);
        return [];
      case 'chosen':
        if (!this.#isWaiting(stint)) return [];
        this.#chosen.set(stint.chosen!.counter, [...(this.#chosen.get(stint.chosen!.counter) ?? []), stint]);
        return [stint.chosen!.counter];
      case 'ends':
        this.#close(stint, atMs);
        this.#freeAt(event.counter, atMs + (stint.turnaroundMs ?? 0));
        this.#all.get(stint)!.endedMs = atMs;
        for (const follower of this.#followers.get(stint) ?? []) this.#followUp(follower);
        // Other steps of the visit could not be called meanwhile.
        return this.#queue.turnsOf(stint.turn.ticketId).flatMap(({ service }) => this.#ableTo(service));
    }
  }

  #freeAt(counter: string, atMs: number): void {
    this.#freeMs.set(counter, atMs);
    this.#timeline.add(atMs, ranks.back, { kind: 'back', counter });
  }

  #begin(stint: Stint, atMs: number): readonly string[] {
    const { turn, begins, leftMs, chosen } = stint;
    const sinceMs = 'atMs' in begins || !stint.isMeasured ? Date.parse(turn.queuedAt) : atMs;
    this.#all.set(stint, { stint, sinceMs });
    this.#current.set(turn.id, stint);
    this.#queue.apply({ kind: 'turn', change: 'opened', turn: { ...turn, queuedAt: new Date(sinceMs).toISOString() } });
    if (leftMs !== undefined) this.#timeline.add(Math.max(leftMs, atMs), ranks.leaves, { kind: 'leaves', stint });
    if (chosen) this.#timeline.add(Math.max(chosen.atMs, atMs), ranks.chosen, { kind: 'chosen', stint });
    return this.#ableTo(turn.service);
  }

  #ableTo(service: string): string[] {
    return (this.#byService.get(service) ?? []).map(({ id }) => id);
  }

  /** A stint that comes after several begins with the last of them. */
  #followUp(follower: Stint): void {
    const { begins } = follower;
    if ('atMs' in begins) return;
    const ends = begins.after.map((before) => this.#all.get(before)?.endedMs);
    if (ends.some((endedMs) => endedMs === undefined)) return;
    const atMs = Math.max(...(ends as number[])) + begins.delayMs;
    this.#timeline.add(atMs, ranks.begins, { kind: 'begins', stint: follower });
  }

  #isWaiting(stint: Stint): boolean {
    return this.#current.get(stint.turn.id) === stint && this.#queue.turn(stint.turn.id)?.state === 'waiting';
  }

  #close(stint: Stint, atMs: number): void {
    const turn = this.#queue.turn(stint.turn.id);
    if (!turn) return;
    const closed: Turn = { ...turn, state: 'finished', finishedAt: new Date(atMs).toISOString() };
    this.#queue.apply({ kind: 'turn', change: 'finished', turn: closed, before: turn });
  }

  /** Whoever really called at this instant comes first: another one may have been free by chance. */
  #inTurn(touched: ReadonlySet<string>, atMs: number): string[] {
    const didCall = (counter: string) => this.#day.calls.get(counter)?.has(atMs) === true;
    return [...touched].sort((a, b) => Number(didCall(b)) - Number(didCall(a)) || (a < b ? -1 : 1));
  }

  #call(id: string, atMs: number): void {
    const counter = this.#counters.get(id);
    if (!counter || this.#queue.inHand(id) || atMs < (this.#freeMs.get(id) ?? 0) || this.#isAway(id, atMs)) return;
    const scene = { queue: this.#queue, counter, at: new Date(atMs), newId: () => '' };
    const chosen = this.#chosen.get(id)?.find((stint) => this.#isWaiting(stint));
    const decided = chosen ? callThis(scene, chosen.turn.ticketId, 'chosen') : callNext(scene);
    for (const change of decided.ok ? decided.value : []) {
      this.#queue.apply(change);
      if (change.kind !== 'turn') continue;
      const stint = this.#current.get(change.turn.id)!;
      this.#all.get(stint)!.calledMs = atMs;
      const occupiedMs = stint.occupiedMs ?? this.#usualMs.get(stint.turn.service) ?? 0;
      this.#timeline.add(atMs + Math.max(1, occupiedMs), ranks.ends, { kind: 'ends', stint, counter: id });
    }
  }

  #isAway(id: string, atMs: number): boolean {
    const spans = this.#day.away.get(id) ?? [];
    let [low, high] = [0, spans.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (spans[middle]!.untilMs <= atMs) low = middle + 1;
      else high = middle;
    }
    const span = spans[low];
    return span !== undefined && span.fromMs <= atMs;
  }
}

/** Of each service the median of what was observed, or the configured time. */
function usualOf({ services }: Rules, stints: readonly Stint[]): Map<string, number> {
  const observed = new Map<string, number[]>();
  for (const { turn, occupiedMs } of stints)
    if (occupiedMs !== undefined) observed.set(turn.service, [...(observed.get(turn.service) ?? []), occupiedMs]);
  return new Map(
    services.map(({ id, usualMinutes }) => {
      const sorted = (observed.get(id) ?? []).sort((a, b) => a - b);
      return [id, sorted[sorted.length >> 1] ?? usualMinutes * 60_000];
    }),
  );
}
