import { expect, test } from 'vitest';
import { commune } from './commune.ts';

/** What one PC has to spare for them; what it is, is printed. */
const atMostMb = 450;

test('hub, kiosk and device hosts of a commune fit on its one PC, and every number is called', async () => {
  const { processes, pssMb, shown, called } = await commune({ visits: 12, cardEvery: 4 });
  console.log(processes.map(({ runs, rssMb, pssMb: mb }) => `${runs} ${rssMb.toFixed(0)} ${mb.toFixed(0)}`).join(', '));
  expect(processes.map(({ runs }) => runs).sort()).toEqual([
    'devices/printer-host.js',
    'devices/reader-host.js',
    'devices/scanner-host.js',
    'electron/headless.js',
    'hub/main.ts',
  ]);
  expect(shown).toEqual(Array.from({ length: 12 }, (_, n) => `B${String(n + 1).padStart(3, '0')}`));
  expect(called).toEqual(shown);
  expect(pssMb).toBeLessThan(atMostMb);
}, 180_000);
