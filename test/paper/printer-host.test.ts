import { setTimeout as sleep } from 'node:timers/promises';
import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/message-port';
import type { ContractRouterClient } from '@orpc/contract';
import { afterEach, expect, test } from 'vitest';
import type { printerContract } from '../../core/contract/devices.ts';
import type { PrinterProfile } from '../../core/paper/profile.ts';
import { startHost } from '../../electron/devices/start-host.ts';
import { type Options, VirtualPrinter } from '../fakes/printer/virtual-printer.ts';
import { draw, rowsOf, rowsOn, setupFor, slip } from './example.ts';

const ends: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0)) await end();
});

async function start(options: Options = {}, settings: Partial<PrinterProfile> = {}) {
  const printer = await VirtualPrinter.start(options);
  const module = new URL('../../electron/devices/printer-host.ts', import.meta.url);
  const host = startHost(module, setupFor(printer.port, settings));
  ends.push(
    () => host.kill(),
    () => printer.stop(),
  );
  const client: ContractRouterClient<typeof printerContract> = createORPCClient(new RPCLink({ port: host.port }));
  return { printer, host, client };
}

test.each([576, 384] as const)('a slip goes through the printer’s process to paper, %i dots', async (dots) => {
  const { client, printer } = await start({ width: dots }, { dots });
  expect(await client.beat()).toEqual({ alive: true });
  expect(await client.status()).toEqual({ state: 'ready', isNearEnd: false });
  expect(await client.print({ job: 1, slip })).toEqual({ outcome: 'printed' });
  expect(printer.papers.map(rowsOn)).toEqual([rowsOf(draw(slip, dots))]);
});

test('a fault reaches the main process by its name', async () => {
  const { client, printer } = await start();
  await printer.break('cover-open');
  expect(await client.status()).toEqual({ state: 'faulty', fault: 'cover-open' });
  expect(await client.print({ job: 1, slip })).toEqual({ outcome: 'not-printed', fault: 'cover-open' });
});

test('two slips at once come out whole', async () => {
  const { client, printer } = await start();
  const second = { ...slip, number: 'B028' };
  const both = [client.print({ job: 1, slip }), client.print({ job: 2, slip: second })];
  expect(await Promise.all(both)).toEqual([{ outcome: 'printed' }, { outcome: 'printed' }]);
  expect(printer.papers.map(rowsOn)).toEqual([rowsOf(draw(slip)), rowsOf(draw(second))]);
});

test('the heartbeat goes on while a slip is in the printer', async () => {
  const { client, printer } = await start({ mmPerSecond: 150 });
  const printing = client.print({ job: 1, slip });
  while (printer.bytesReceived < 5_000) await sleep(5);
  expect(await client.beat()).toEqual({ alive: true });
  expect(printer.papers).toHaveLength(0);
  expect(await printing).toEqual({ outcome: 'printed' });
});

test('a host that dies in the middle of a job fails the call; nothing is said of the paper', async () => {
  const { client, host, printer } = await start({ mmPerSecond: 20 }, { mmPerSecond: 20 });
  const printing = client.print({ job: 1, slip });
  const failed = expect(printing).rejects.toThrow();
  while (printer.bytesReceived < 5_000) await sleep(5);
  host.kill();
  await failed;
  expect(printer.papers).toHaveLength(0);
});
