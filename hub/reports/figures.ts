import type { Cell, NamedCell, Steps } from '../../core/contract/manager.ts';
import { coverFew, fewest, type People } from '../../core/report/few.ts';
import { quartersADay, SiteClock } from '../../core/report/site-clock.ts';
import type { Site } from '../../core/settings.ts';
import type { Group, Quarters } from './day-count.ts';

/** The figures of groups of one breakdown, as they may leave the hub. */
export function cellsOf(groups: ReadonlyMap<string, Group>): NamedCell[] {
  const all = [...groups].map(([id, group]) => ({ id, people: group.wait.count, group }));
  return coverFew(all).map((cell, at) => ({ id: all[at]!.id, ...('group' in cell ? figuresOf(cell.group) : cell) }));
}

/** One group that stands alone. */
export function cellOf(group: Group): Cell {
  const { people } = coverFew([{ people: group.wait.count }])[0]!;
  return typeof people === 'number' ? figuresOf(group) : { people };
}

function figuresOf({ wait, service, promised, kept }: Group): Cell {
  if (wait.count === 0) return { people: 0 };
  return {
    people: wait.count,
    wait: { meanMs: wait.meanMs, medianMs: wait.at(0.5), p90Ms: wait.at(0.9), longestMs: wait.longestMs },
    // Fewer may be finished, or have been promised anything, than were called.
    ...(service.count >= fewest && { service: { meanMs: service.meanMs, medianMs: service.at(0.5) } }),
    ...(promised >= fewest && { withinTarget: kept / promised }),
  };
}

/**
 * Arrivals and ends as two lines of steps, from the first that holds anybody to the last. Steps are as long as they
 * must be so that at most a third of them is covered, an hour at most. Of a day that is not over only the first `ended`
 * quarters are told.
 */
export function stepsOf(site: Site, arrived: Quarters, finished: Quarters, ended: number = quartersADay): Steps {
  const clock = new SiteClock(site);
  const first = Math.floor(Math.min(...[arrived, finished].map(firstOf)) / 4) * 4;
  const end = Math.ceil((Math.max(...[arrived, finished].map(lastOf)) + 1) / 4) * 4;
  const options = ([15, 30, 60] as const).map((stepMinutes) => {
    const lines = [arrived, finished].map((line) => covered(line.slice(first, end), stepMinutes / 15));
    return { stepMinutes, lines, hidden: lines.flat().filter((people) => typeof people === 'string').length };
  });
  const { stepMinutes, lines } =
    options.find(({ lines, hidden }) => hidden * 3 <= lines.flat().filter((people) => people !== 0).length) ??
    options.at(-1)!;
  const [arrivedSteps, finishedSteps] = lines.map((line) =>
    line.slice(0, Math.floor(((ended - first) * 15) / stepMinutes)),
  );
  return {
    stepMinutes,
    fromMinute: clock.minuteOfQuarter(first),
    arrived: arrivedSteps!,
    finished: finishedSteps!,
  };
}

/** Counts of people of one breakdown, some of them covered. */
export function peopleOf(counts: readonly number[]): People[] {
  return coverFew(counts.map((people) => ({ people }))).map(({ people }) => people);
}

function covered(line: Quarters, together: number): People[] {
  const sums = Array.from({ length: line.length / together }, (_, at) =>
    line.slice(at * together, (at + 1) * together).reduce((sum, count) => sum + count, 0),
  );
  return peopleOf(sums);
}

function firstOf(line: Quarters): number {
  const at = line.findIndex((count) => count > 0);
  return at < 0 ? line.length - 4 : at;
}

function lastOf(line: Quarters): number {
  return Math.max(
    0,
    line.findLastIndex((count) => count > 0),
  );
}
