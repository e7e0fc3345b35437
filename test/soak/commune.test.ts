import { expect, test } from 'vitest';
import { commune } from './commune.ts';

/** Well above what it is; what it is, is printed. */
const atMostMb = 550;

test('hub, kiosk and device hosts of a commune fit on its one PC, and every number is called', async () => {
  const { processes, pssMb, shown, called } = await commune({ visits: 12, cardEvery: 4 });
  console.log(processes.map(({ runs, rssMb, pssMb: mb }) => `${runs} ${rssMb.toFixed(0)} ${mb.toFixed(0)}`).join(', '));
  expect(processes.map(({ runs }) => runs).sort()).toEqual([
    'devices/printer-host.ts',
    'devices/reader-host.ts',
    'devices/scanner-host.ts',
    'electron/headless.ts',
    'hub/main.ts',
  ]);
  expect(shown).toEqual(Array.from({ length: 12 }, (_, n) => `B${String(n + 1).padStart(3, '0')}`));
  expect(called).toEqual(shown);
  expect(pssMb).toBeLessThan(atMostMb);
}, 180_000);
