import { expect, test } from 'vitest';
import { killRuns } from './kill-runs.ts';

const nothingWrong = {
  lost: 0,
  doubled: 0,
  papersAlike: 0,
  withoutPaperOwed: 0,
  withoutEventOwed: 0,
  notAtHub: 0,
  stillReserved: 0,
  damaged: 0,
};

test('200 deaths at random moments lose no ticket, double none, print no paper twice and forget nothing owed', async () => {
  const counted = await killRuns({ runs: 200 });
  console.log(JSON.stringify(counted));
  expect(counted).toMatchObject(nothingWrong);
  expect(counted.shown).toBeGreaterThanOrEqual(200);
  expect(counted.papers).toBeGreaterThan(100);
  expect(counted.confirmed + counted.retired).toBeGreaterThanOrEqual(counted.tickets);
}, 1_500_000);

test('and they would, were the ticket not one transaction', async () => {
  let forgotten = 0;
  for (let round = 0; round < 20 && forgotten === 0; round++) {
    const { withoutPaperOwed, withoutEventOwed } = await killRuns({ runs: 20, withoutTransaction: true });
    forgotten = withoutPaperOwed + withoutEventOwed;
  }
  expect(forgotten).toBeGreaterThan(0);
}, 1_500_000);
