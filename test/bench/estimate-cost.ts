import { chanceOf } from '../estimate/world/chance.ts';
import { crowdOf } from '../estimate/world/crowd.ts';
import { type Row, rowOf } from './row.ts';

const nowMs = Date.parse('2026-03-02T09:00:00Z');
const RUNS = 10;

/** CPU of one estimate of everybody who waits in a large hospital, by how many do. */
export function costRows(): Row[] {
  return [50, 300, 1_000].map((waiting) => {
    const { queue, estimator } = crowdOf(waiting, nowMs, 1);
    const random = chanceOf(2);
    const costs = Array.from({ length: RUNS }, () => {
      const before = process.cpuUsage();
      estimator.estimateAll(queue, nowMs, random);
      const { user, system } = process.cpuUsage(before);
      return (user + system) / 1_000;
    });
    return rowOf(`estimate-cpu-${waiting}`, 'ms', costs);
  });
}
