import type { Cell, Preview, PreviewSide } from '../contract/manager.ts';
import { coverFew, fewest, type People } from '../report/few.ts';
import { Spread } from '../report/spread.ts';
import { stepCount, stepMinutes } from '../report/wait-steps.ts';
import { type Line, observe } from './observed.ts';
import { type Replayed, replay } from './replay.ts';
import { classOf, type Rules } from './rules.ts';
import type { Policy } from './settings.ts';

/** More lines than a large hospital writes in a day; beyond, nothing is replayed. */
export const linesAtMost = 400_000;

const minuteMs = 60_000;

type World = 'actual' | 'present' | 'other';

/** What one stint is to a world: who it was, how long until the call, and whether the promise was kept. */
interface Wait {
  readonly sides: readonly string[];
  readonly waitMs: number;
  readonly isKept: boolean | undefined;
}

/**
 * A day as it was, and replayed under the site's own policy and another one: how long each side would have waited. The
 * work is bounded: each line is looked at once, each stint and each rest is worked off once in each replay.
 */
export function previewOf(rules: Rules, lines: Iterable<Line>, other: Policy): Omit<Preview, 'day'> {
  const day = observe(rules, lines);
  const present = replay(rules, day);
  const changed = replay({ ...rules, queue: { ...rules.queue, policy: other } }, day);
  const waits: Record<World, Wait[]> = {
    actual: present.stints.flatMap(({ stint, sinceMs }) =>
      waitOf(rules, { stint, sinceMs: realSinceMs(stint, sinceMs), ...realEnd(stint) }),
    ),
    present: present.stints.flatMap((one) => waitOf(rules, one)),
    other: changed.stints.flatMap((one) => waitOf(rules, one)),
  };
  return {
    present: rules.queue.policy,
    other,
    people: waits.present.length,
    uncalled: { present: uncalled(present.stints), other: uncalled(changed.stints) },
    fitMs: fitOf(present.stints),
    sides: sidesOf(rules, waits),
  };
}

/** Whose wait counts and ended with a call. */
function waitOf(rules: Rules, { stint, sinceMs, calledMs, endedMs }: Replayed): Wait[] {
  if (!stint.isMeasured || calledMs === undefined) return [];
  const { turn } = stint;
  const named = classOf(rules, turn)?.id;
  const side = named !== undefined || turn.appointmentAt !== undefined ? 'priority' : 'ordinary';
  const waitMs = Math.max(0, Math.floor(calledMs) - Math.floor(sinceMs));
  const service = rules.services.find(({ id }) => id === turn.service);
  const targetMs = (service?.targetMinutes ?? Infinity) * minuteMs;
  const isKept =
    service?.lane === 'express' ? endedMs && endedMs - Date.parse(turn.issuedAt) <= targetMs : waitMs <= targetMs;
  return [
    {
      sides: ['all', side, ...(named === undefined ? [] : [named])],
      waitMs,
      isKept: typeof isKept === 'boolean' ? isKept : undefined,
    },
  ];
}

/** A step that was opened, sent on or opened again began to wait when its line was written. */
function realSinceMs({ turn, begins }: Replayed['stint'], sinceMs: number): number {
  return 'atMs' in begins ? sinceMs : Date.parse(turn.queuedAt);
}

function realEnd({ calledMs, occupiedMs }: Replayed['stint']): Pick<Replayed, 'calledMs' | 'endedMs'> {
  if (calledMs === undefined) return {};
  return occupiedMs === undefined ? { calledMs } : { calledMs, endedMs: calledMs + occupiedMs };
}

function uncalled(stints: readonly Replayed[]): number {
  return stints.filter(({ stint, calledMs }) => stint.isMeasured && calledMs === undefined).length;
}

/** How far the replayed calls are from the real ones, on average. */
function fitOf(stints: readonly Replayed[]): number {
  const differences = stints.flatMap(({ stint, calledMs }) =>
    stint.calledMs === undefined || calledMs === undefined ? [] : [Math.abs(calledMs - stint.calledMs)],
  );
  return Math.round(differences.reduce((sum, one) => sum + one, 0) / Math.max(1, differences.length));
}

function sidesOf({ queue }: Rules, waits: Readonly<Record<World, readonly Wait[]>>): PreviewSide[] {
  const one = (id: string) => {
    const of = (world: World) => waits[world].filter(({ sides }) => sides.includes(id));
    const worlds = { actual: of('actual'), present: of('present'), other: of('other') };
    // Covered where any of the worlds would give somebody away.
    const counts = Object.values(worlds).map(({ length }) => length);
    return { id, worlds, people: Math.min(...counts.filter((count) => count > 0), Math.max(...counts)) };
  };
  const shown = (ids: readonly string[]) => {
    const all = ids.map(one).filter(({ people }) => people > 0);
    return coverFew(all).map((side, at) => ('worlds' in side ? sideOf(side) : coveredSide(all[at]!.id, side)));
  };
  return [...shown(['all']), ...shown(['ordinary', 'priority']), ...shown(queue.classes.map(({ id }) => id))];
}

function sideOf({ id, worlds }: { id: string; worlds: Record<World, readonly Wait[]> }): PreviewSide {
  return {
    id,
    actual: cellOf(worlds.actual),
    present: cellOf(worlds.present),
    other: cellOf(worlds.other),
    presentSteps: stepsOf(worlds.present),
    otherSteps: stepsOf(worlds.other),
  };
}

function coveredSide(id: string, cell: { readonly people: 'few' | 'hidden' }): PreviewSide {
  return { id, actual: cell, present: cell, other: cell, presentSteps: [], otherSteps: [] };
}

function cellOf(waits: readonly Wait[]): Cell {
  const spread = new Spread();
  for (const { waitMs } of waits) spread.add(waitMs);
  const settled = waits.filter(({ isKept }) => isKept !== undefined);
  const kept = settled.filter(({ isKept }) => isKept).length;
  return {
    people: waits.length,
    wait: { meanMs: spread.meanMs, medianMs: spread.at(0.5), p90Ms: spread.at(0.9), longestMs: spread.longestMs },
    ...(settled.length >= fewest && { withinTarget: kept / settled.length }),
  };
}

function stepsOf(waits: readonly Wait[]): People[] {
  const counts = Array.from({ length: stepCount }, () => 0);
  for (const { waitMs } of waits) counts[Math.min(stepCount - 1, Math.floor(waitMs / (stepMinutes * minuteMs)))]!++;
  return coverFew(counts.map((people) => ({ people }))).map(({ people }) => people);
}
