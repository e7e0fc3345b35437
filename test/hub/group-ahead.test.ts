import { setTimeout as sleep } from 'node:timers/promises';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { GroupCommit, type Job, Outrun } from '../../hub/group-commit.ts';

class Refused extends Error {}

/**
 * A store whose groups are decided before the one ahead of them is written, and which knows them by the length of its
 * log alone: it cannot tell a group from another one that was written in its place.
 */
function storeAhead(fates: ('taken' | 'refused')[], delaysMs: number[]) {
  const log: { readonly id: string; readonly decidedOn: object }[] = [];
  let written: object = {};
  let onItsWay: { readonly group: object; readonly length: number } | undefined;
  let lock: Promise<unknown> = Promise.resolve();
  let misplaced = 0;
  let ahead = 0;
  const transact = async (jobs: readonly Job[], isEarlierTaken: Promise<boolean>, sent?: () => void) => {
    const ground = onItsWay;
    onItsWay = undefined;
    if (ground) ahead++;
    else if (!(await isEarlierTaken)) throw new Outrun();
    const group = {};
    const decidedOn = ground?.group ?? written;
    const before = ground?.length ?? log.length;
    const mine = { group, length: before + jobs.length };
    if (sent) onItsWay = mine;
    void isEarlierTaken.then((isTaken) => isTaken && sent?.());
    await sleep(delaysMs.shift() ?? 0);
    const write = lock.then(async () => {
      await sleep(0);
      if (log.length !== before) throw new Outrun();
      if (fates.shift() === 'refused') throw new Refused();
      if (decidedOn !== written) misplaced++;
      written = group;
      for (const { commandId = '' } of jobs) log.push({ id: commandId, decidedOn });
    });
    lock = write.catch(() => {});
    try {
      await write;
    } finally {
      if (onItsWay === mine) onItsWay = undefined;
    }
    return jobs.map(({ commandId }) => commandId);
  };
  const groups = new GroupCommit({ transact, isAway: () => false, overlaps: true });
  const ask = (id: string) =>
    new Promise<unknown>((resolve, reject) => groups.add({ work: async () => {}, commandId: id, resolve, reject }));
  return { groups, ask, ids: () => log.map(({ id }) => id), misplaced: () => misplaced, ahead: () => ahead };
}

const fate = fc.constantFrom('taken' as const, 'taken' as const, 'refused' as const);
const ms = fc.integer({ min: 0, max: 4 });
const delay = fc.constantFrom(0, 0, 0, 12);

test('what was decided on a group that the store refused is not taken, though as much was written in its place', async () => {
  let ahead = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.array(ms, { minLength: 5, maxLength: 30 }),
      fc.array(fate, { maxLength: 12 }),
      fc.array(delay, { maxLength: 20 }),
      async (pauses, fates, delays) => {
        const store = storeAhead(fates, delays);
        const answers: Promise<unknown>[] = [];
        for (const [n, pause] of pauses.entries()) {
          answers.push(store.ask(`${n}`).catch((error) => error));
          if (pause > 0) await sleep(pause - 1);
        }
        const given = await Promise.all(answers);
        await store.groups.close();
        expect(store.misplaced()).toBe(0);
        expect(store.ids()).toEqual(given.flatMap((one, n) => (one === `${n}` ? [`${n}`] : [])));
        ahead += store.ahead();
      },
    ),
    { numRuns: 300 },
  );
  expect(ahead).toBeGreaterThan(100);
});
