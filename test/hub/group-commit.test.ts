import { setTimeout as sleep } from 'node:timers/promises';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { GroupCommit, type Job, Outrun, StoreAway } from '../../hub/group-commit.ts';
import { until } from './bench.ts';

class Full extends Error {}
class Away extends Error {}

/** A store that takes or refuses whole groups; `fates` in the order in which they come, then all are taken. */
function storeWith(fates: ('taken' | 'refused' | 'away')[], overlaps: boolean, write = () => sleep(1)) {
  const kept: string[] = [];
  let underWay = 0;
  let mostUnderWay = 0;
  let outrun = 0;
  const transact = async (jobs: readonly Job[], isEarlierTaken: Promise<boolean>, sent?: () => void) => {
    mostUnderWay = Math.max(mostUnderWay, ++underWay);
    try {
      if (!(await isEarlierTaken)) {
        outrun++;
        throw new Outrun();
      }
      sent?.();
      await write();
      const fate = fates.shift() ?? 'taken';
      if (fate === 'away') throw new Away();
      if (fate === 'refused') throw new Full();
      const ids = jobs.map(({ commandId = '' }) => commandId);
      kept.push(...ids);
      return ids;
    } finally {
      underWay--;
    }
  };
  const groups = new GroupCommit({ transact, isAway: (error) => error instanceof Away, overlaps });
  const ask = (id: string) =>
    new Promise<unknown>((resolve, reject) => groups.add({ work: async () => {}, commandId: id, resolve, reject }));
  return { groups, kept, ask, mostUnderWay: () => mostUnderWay, outrun: () => outrun };
}

const fate = fc.constantFrom('taken' as const, 'taken' as const, 'refused' as const, 'away' as const);
const pauses = fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 1, maxLength: 30 });

describe.each([true, false])('jobs in groups, overlapping: %s', (overlaps) => {
  test('are each answered once, with what the store did, and taken in the order in which they came', async () => {
    await fc.assert(
      fc.asyncProperty(pauses, fc.array(fate, { maxLength: 12 }), async (pauses, fates) => {
        const { groups, kept, ask } = storeWith(fates, overlaps);
        const answers: Promise<unknown>[] = [];
        for (const [n, ms] of pauses.entries()) {
          answers.push(ask(`${n}`).catch((error) => error));
          if (ms > 0) await sleep(ms - 1);
        }
        const given = await Promise.all(answers);
        await groups.close();
        const taken = given.flatMap((one, n) => (one === `${n}` ? [`${n}`] : []));
        expect(kept).toEqual(taken);
        expect(given.every((one, n) => one === `${n}` || one instanceof Full || one instanceof StoreAway)).toBe(true);
        expect(groups.isRunning).toBe(false);
      }),
      { numRuns: 150 },
    );
  });

  test(`${overlaps ? 'two' : 'no two'} groups are under way at a time`, async () => {
    // Where they overlap, the first is not written before the second has begun.
    const write = () => (overlaps ? until(() => mostUnderWay() === 2) : sleep(20));
    const { groups, ask, mostUnderWay } = storeWith([], overlaps, write);
    const first = ask('first');
    await until(() => mostUnderWay() === 1);
    await Promise.all([first, ask('second')]);
    await groups.close();
    expect(mostUnderWay()).toBe(overlaps ? 2 : 1);
  });

  test('that were refused are forgotten by those that come later, however busy it is', async () => {
    const { ask, outrun } = storeWith(['taken', 'refused'], overlaps, () => sleep(5));
    const client = async () => {
      for (let n = 0; n < 40; n++) await ask(`${n}`).catch(() => {});
    };
    await Promise.all(Array.from({ length: 20 }, client));
    expect(outrun()).toBeLessThanOrEqual(1);
  });
});
