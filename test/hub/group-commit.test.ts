import { setTimeout as sleep } from 'node:timers/promises';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { GroupCommit, type Job, Outrun, StoreAway } from '../../hub/group-commit.ts';

class Full extends Error {}
class Away extends Error {}

/** A store that takes or refuses whole groups; `fates` in the order in which they come, then all are taken. */
function storeWith(fates: ('taken' | 'refused' | 'away')[], overlaps: boolean, writesForMs = 1) {
  const kept: string[] = [];
  let underWay = 0;
  let mostUnderWay = 0;
  const transact = async (jobs: readonly Job[], isEarlierTaken: Promise<boolean>, sent: () => void) => {
    mostUnderWay = Math.max(mostUnderWay, ++underWay);
    try {
      if (!(await isEarlierTaken)) throw new Outrun();
      sent();
      await sleep(writesForMs);
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
  return { groups, kept, ask, mostUnderWay: () => mostUnderWay };
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
    const { ask, mostUnderWay } = storeWith([], overlaps, 20);
    await Promise.all(
      Array.from({ length: 20 }, async (_, n) => {
        await sleep(n % 7);
        await ask(`${n}`);
      }),
    );
    expect(mostUnderWay()).toBe(overlaps ? 2 : 1);
  });
});
