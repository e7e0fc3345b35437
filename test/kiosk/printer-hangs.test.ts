import { implement } from '@orpc/server';
import { afterEach, expect, test } from 'vitest';
import { printerContract } from '../../core/contract/devices.ts';
import { openPrinter } from '../../electron/devices/printer.ts';
import { hostInProcess } from '../fakes/host-in-process.ts';
import { slip } from '../paper/example.ts';

const patience = { printMs: 60, lookMs: 60 };
const ends: (() => void)[] = [];
afterEach(() => {
  for (const end of ends.splice(0)) end();
});

const host = implement(printerContract);
const beat = host.beat.handler(() => ({ alive: true as const }));
const forEver = () => new Promise<never>(() => {});
const ready = { state: 'ready', isNearEnd: false } as const;

function printerOf(router: Parameters<typeof hostInProcess>[0]) {
  const kills = Promise.withResolvers<void>();
  const bugs: unknown[] = [];
  const faults: unknown[] = [];
  const start = () => ({ ...hostInProcess(router), kill: kills.resolve });
  const watch = { state: (status: unknown) => faults.push(status), bug: (error: unknown) => bugs.push(error) };
  const printer = openPrinter(start, watch, patience);
  ends.push(printer.stop);
  return { printer, killed: kills.promise, bugs, faults };
}

test('a host whose slip hangs is ended, so that the slip cannot come out once it is given up', async () => {
  const status = host.status.handler(() => ready);
  const { printer, killed } = printerOf(host.router({ beat, status, print: host.print.handler(forEver) }));
  expect(await printer.print(1, slip)).toEqual({ outcome: 'unknown', fault: 'printer-silent' });
  await killed;
});

test('a host whose state is asked in vain is ended, and the printer is not taken for ready', async () => {
  const print = host.print.handler(() => ({ outcome: 'printed' as const }));
  const { killed, faults } = printerOf(host.router({ beat, status: host.status.handler(forEver), print }));
  await killed;
  expect(faults.at(-1)).toEqual({ state: 'faulty', fault: 'printer-lost' });
});

test('a host that throws leaves a trace', async () => {
  const print = host.print.handler(() => {
    throw new Error('no typeface');
  });
  const { printer, bugs } = printerOf(host.router({ beat, status: host.status.handler(() => ready), print }));
  expect(await printer.print(1, slip)).toEqual({ outcome: 'unknown', fault: 'printer-lost' });
  expect(bugs).toHaveLength(1);
});

test('a slip that does not fit is refused, and is not taken for one of another kind', async () => {
  const print = host.print.handler(() => ({ outcome: 'printed' as const }));
  const { printer, bugs } = printerOf(host.router({ beat, status: host.status.handler(() => ready), print }));
  expect(await printer.print(1, { ...slip, ahead: -1 })).toMatchObject({ outcome: 'unknown' });
  expect(bugs).toHaveLength(1);
});
