import { expect, test } from 'vitest';
import { killPrinting } from './paper.ts';

const nothingWrong = { lost: 0, doubled: 0, claimed: 0, forgotten: 0 };

test('sixteen deaths of the printer’s process and of the main process lose no number and double no paper', async () => {
  const counted = await killPrinting({ lives: 4, printerKills: 3 });
  console.log(JSON.stringify(counted));
  expect(counted).toMatchObject({ kills: 16, ...nothingWrong });
  expect(counted.tickets).toBeGreaterThan(4);
  expect(counted.papers).toBeGreaterThan(0);
  // Deaths fell into printing, or nothing was tried.
  expect(counted.unknown).toBeGreaterThan(0);
}, 300_000);

test.each([
  ['an attempt were not on disk before its bytes leave', { without: 'row', lives: 4, printerKills: 0 }],
  ['what nobody knows of were printed again', { without: 'patience', lives: 1, printerKills: 4 }],
] as const)(
  'two papers would look the same if %s',
  async (_, soak) => {
    let doubled = 0;
    for (let round = 0; round < 10 && doubled === 0; round++) doubled = (await killPrinting(soak)).doubled;
    expect(doubled).toBeGreaterThan(0);
  },
  300_000,
);
