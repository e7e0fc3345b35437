import type { Change } from './change.ts';
import { eligible } from './eligible.ts';
import { Queue } from './queue.ts';
import type { Caller, Rules } from './rules.ts';
import { type Stint, Stints } from './stints.ts';
import { isInHand } from './turn.ts';

/** One line of a day's log. `atMs` in milliseconds since 1970. */
export interface Line {
  readonly atMs: number;
  readonly change: Change;
}

/** From `fromMs` on, before `untilMs`. */
export interface Span {
  readonly fromMs: number;
  readonly untilMs: number;
}

/** What a day was like, apart from whose turn it was: who came when for how long, and when counters did not call. */
export interface ObservedDay {
  readonly stints: readonly Stint[];
  /** By counter: when it rested, or called nobody though somebody waited. In order, and apart from each other. */
  readonly away: ReadonlyMap<string, readonly Span[]>;
  /** Instants at which each counter called. */
  readonly calls: ReadonlyMap<string, ReadonlySet<number>>;
}

/** Shorter than this between the end of one and the call of the next is the way from one to the other, not a rest. */
const turnaroundMs = 60_000;

interface Watch {
  readonly counter: Caller;
  readonly away: Span[];
  readonly calls: Set<number>;
  /** Since when it has been free and open while somebody eligible waits. */
  idleSinceMs: number | undefined;
  restsSinceMs: number | undefined;
  /** The stint that ended here last, and when. */
  last: { readonly stint: Stint; readonly atMs: number } | undefined;
}

/**
 * Takes a day apart by its log, in the order of the lines: the part of it that another policy would have found just the
 * same. A pure reading of what happened; it holds one queue in memory and looks at each line once.
 */
export function observe(rules: Rules, lines: Iterable<Line>): ObservedDay {
  const queue = new Queue(rules);
  const stints = new Stints();
  const watches = new Map(rules.counters.map((counter) => [counter.id, newWatch(counter)]));
  const able = new Map(rules.services.map(({ id }) => [id, rules.counters.filter((one) => one.services.includes(id))]));
  let lastMs = -Infinity;

  for (const { atMs, change } of apart(lines)) {
    lastMs = atMs;
    const touched = new Set<string | undefined>();
    queue.apply(change);
    if (change.kind === 'counter') touched.add(change.state.counter);
    else {
      noteStint(stints, watches, change, atMs);
      // Another step of the same visit cannot be called while this one is in hand.
      for (const turn of [change.turn, change.before, ...queue.turnsOf(change.turn.ticketId)]) {
        touched.add(turn?.counter);
        for (const { id } of (turn && able.get(turn.service)) ?? []) touched.add(id);
      }
    }
    for (const id of touched) look(queue, watches.get(id ?? ''), atMs);
  }
  for (const watch of watches.values()) close(watch, lastMs);
  return {
    stints: stints.all,
    away: new Map([...watches].map(([id, { away }]) => [id, merged(away)])),
    calls: new Map([...watches].map(([id, { calls }]) => [id, calls])),
  };
}

function noteStint(
  stints: Stints,
  watches: ReadonlyMap<string, Watch>,
  change: Change & { kind: 'turn' },
  atMs: number,
): void {
  const mistakenMs = stints.calledMsOf(change.turn);
  const ended = stints.take(change, atMs);
  const counterBefore = change.before?.counter;
  const watch = counterBefore === undefined ? undefined : watches.get(counterBefore);
  if (ended && watch) watch.last = { stint: ended, atMs };
  if (change.change === 'undone' && watch && change.turn.state === 'waiting') {
    // Called by mistake: until it was taken back, the counter called nobody else.
    const calledMs = mistakenMs ?? atMs;
    watch.calls.delete(calledMs);
    watch.away.push({ fromMs: calledMs, untilMs: atMs });
  }
  const isCall = isInHand(change.turn) && !(change.before && isInHand(change.before));
  if (isCall) watches.get(change.turn.counter!)?.calls.add(atMs);
}

/** How a counter stands after a line. */
function look(queue: Queue, watch: Watch | undefined, atMs: number): void {
  if (!watch) return;
  const { counter } = watch;
  const rests = queue.counterState(counter.id).state !== 'open';
  const isFree = queue.inHand(counter.id) === undefined;
  const isIdle = isFree && !rests && eligible(queue, counter, atMs).count > 0;
  if (watch.idleSinceMs !== undefined && !isIdle) {
    const isTurnaround = !isFree && watch.last?.atMs === watch.idleSinceMs && atMs - watch.idleSinceMs < turnaroundMs;
    if (isTurnaround) watch.last!.stint.turnaroundMs = atMs - watch.idleSinceMs;
    else watch.away.push({ fromMs: watch.idleSinceMs, untilMs: atMs });
  }
  watch.idleSinceMs = isIdle ? (watch.idleSinceMs ?? atMs) : undefined;
  if (rests) watch.restsSinceMs ??= atMs;
  else if (watch.restsSinceMs !== undefined) {
    watch.away.push({ fromMs: watch.restsSinceMs, untilMs: atMs });
    watch.restsSinceMs = undefined;
  }
}

/** Nobody calls before a counter's first call, and after the last line of the day. */
function close({ away, calls, idleSinceMs, restsSinceMs }: Watch, lastMs: number): void {
  const firstMs = calls.size === 0 ? Infinity : Math.min(...calls);
  away.push({ fromMs: -Infinity, untilMs: firstMs });
  away.push({ fromMs: Math.min(lastMs, idleSinceMs ?? Infinity, restsSinceMs ?? Infinity), untilMs: Infinity });
}

function newWatch(counter: Caller): Watch {
  return { counter, away: [], calls: new Set(), idleSinceMs: undefined, restsSinceMs: undefined, last: undefined };
}

/** A step that a number of milliseconds since 1970 can hold without rounding, and a thousand of them fit into one. */
const betweenLinesMs = 2 ** -10;

/** Lines of one instant a little apart from each other, as one was written after the other. */
function* apart(lines: Iterable<Line>): Generator<Line> {
  let lastMs = -Infinity;
  for (const { atMs, change } of lines) {
    lastMs = Math.max(atMs, lastMs + betweenLinesMs);
    yield { atMs: lastMs, change };
  }
}

function merged(spans: readonly Span[]): Span[] {
  const apart: Span[] = [];
  for (const span of spans.toSorted((a, b) => a.fromMs - b.fromMs)) {
    const last = apart.at(-1);
    if (last && span.fromMs <= last.untilMs)
      apart[apart.length - 1] = { fromMs: last.fromMs, untilMs: Math.max(last.untilMs, span.untilMs) };
    else apart.push(span);
  }
  return apart;
}
