import { holdAgainst, type Outcome } from '../estimate/world/figures.ts';
import { hospital, oneStop } from '../estimate/world/worlds.ts';
import { costRows } from './estimate-cost.ts';
import type { Row } from './row.ts';

const WARM_UP_DAYS = 3;
const SEED = 1;

/**
 * The waits of so many simulated days (after three days of learning, which count for nobody) at each of two sites, held
 * against what was told. `estimate-SITE`: mean error of the median, and its ratio to that of the position in the list
 * times ten fixed minutes; `-by-class`, `-in-service`, `-last-to-enter`: beside those, each with its own error as value
 * and the ratio of ours to it. `late-SITE`: the share that waited more than five minutes past the top of its range.
 */
export async function rows(runs = 15): Promise<Row[]> {
  const days = { warmUpDays: WARM_UP_DAYS, days: runs, seed: SEED };
  const sites = [oneStop, hospital].map((world) => ({ name: world.name, outcome: holdAgainst(world, days) }));
  return [...sites.flatMap(({ name, outcome }) => rowsOf(name, outcome)), ...costRows()];
}

function rowsOf(site: string, outcome: Outcome): Row[] {
  const own = outcome.figures('own');
  const beside = (name: string) => {
    const { meanError } = outcome.figures(name);
    return { unit: 'minutes', n: own.n, value: rounded(meanError), ratio: rounded(own.meanError / meanError) };
  };
  return [
    { ...beside('position'), name: `estimate-${site}`, value: rounded(own.meanError) },
    { ...beside('position'), name: `position-${site}` },
    { ...beside('position-by-class'), name: `position-by-class-${site}` },
    { ...beside('position-in-service'), name: `position-in-service-${site}` },
    { ...beside('last-to-enter'), name: `last-to-enter-${site}` },
    { name: `late-${site}`, unit: 'share', n: own.n, value: rounded(own.late) },
    { name: `width-${site}`, unit: 'minutes', n: own.n, value: rounded(own.width) },
    { name: `wait-${site}`, unit: 'minutes', n: own.n, value: rounded(outcome.meanWait) },
  ];
}

const rounded = (value: number) => Math.round(value * 1_000) / 1_000;
