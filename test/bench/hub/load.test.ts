import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout } from 'node:timers/promises';
import { expect, onTestFinished, test } from 'vitest';
import { cpuOf, openCaller, percentile, runLoad } from './load.ts';

test('a run of so many operations makes them all, one at a time for each client', async () => {
  const inHand = new Map<number, number>();
  let most = 0;
  const { latenciesMs, perSecond } = await runLoad({
    clients: 3,
    operations: 50,
    operation: async (client) => {
      inHand.set(client, (inHand.get(client) ?? 0) + 1);
      most = Math.max(most, ...inHand.values());
      await setTimeout(1);
      inHand.set(client, inHand.get(client)! - 1);
    },
  });
  expect(latenciesMs).toHaveLength(50);
  expect([...inHand.keys()]).toEqual([0, 1, 2]);
  expect(most).toBe(1);
  expect(perSecond).toBeGreaterThan(0);
});

test('a run of so many seconds ends, and counts what was in hand at its end', async () => {
  let ended = 0;
  const { latenciesMs } = await runLoad({
    clients: 2,
    seconds: 0.05,
    operation: async () => {
      await setTimeout(20);
      ended++;
    },
  });
  expect(latenciesMs).toHaveLength(ended);
  expect(ended).toBeGreaterThanOrEqual(2);
});

test('the first operation that fails ends the run, once the others are through', async () => {
  let begun = 0;
  const run = runLoad({
    clients: 4,
    operations: 1_000,
    operation: async () => {
      const nth = ++begun;
      await setTimeout(1);
      if (nth === 10) throw new Error('the tenth');
    },
  });
  await expect(run).rejects.toThrow('the tenth');
  const begunByThen = begun;
  await setTimeout(20);
  expect(begun).toBe(begunByThen);
  expect(begun).toBeLessThan(20);
});

test('percentiles are of the nearest rank', () => {
  const samples = Array.from({ length: 100 }, (_, index) => 100 - index);
  expect([0.5, 0.95, 0.99, 1].map((share) => percentile(samples, share))).toEqual([50, 95, 99, 100]);
  expect(percentile([7], 0.99)).toBe(7);
  expect(percentile([], 0.5)).toBeNaN();
});

test('a caller keeps one connection for each client, and throws what is not an answer', async () => {
  let connections = 0;
  const server = createServer((request, response) => {
    request.resume().on('end', () => response.writeHead(request.url === '/well' ? 200 : 409).end('{"here":1}'));
  });
  server.on('connection', () => connections++);
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const caller = openCaller(`http://127.0.0.1:${(server.address() as AddressInfo).port}`, 4);
  onTestFinished(() => {
    caller.close();
    server.close();
  });

  await runLoad({ clients: 4, operations: 100, operation: async () => void (await caller.post('/well', {})) });
  expect(connections).toBe(4);
  expect(await caller.post('/well', {})).toEqual({ here: 1 });
  await expect(caller.post('/ill', {})).rejects.toThrow('/ill: 409 {"here":1}');
});

test('CPU time is that of a process and of its children, also of those that have ended', async () => {
  const burn = 'for (let used = {}; !(used.user + used.system >= 200_000); used = process.cpuUsage());';
  const burnAndStay = `${burn} console.log('burnt'); process.stdin.resume();`;
  const program = `
    const { spawnSync, spawn } = require('node:child_process');
    spawnSync(process.execPath, ['-e', ${JSON.stringify(burn)}]);
    spawn(process.execPath, ['-e', ${JSON.stringify(burnAndStay)}]).stdout.once('data', () => console.log('done'));
    process.stdin.resume().on('end', () => process.exit());
  `;
  const parent = spawn(process.execPath, ['-e', program], { stdio: ['pipe', 'pipe', 'inherit'] });
  onTestFinished(() => void parent.stdin.end());
  await once(parent.stdout, 'data');
  // What it is itself takes far less than either of the two; each count is cut to a tick of 10 ms.
  expect(cpuOf(parent.pid!)).toBeGreaterThan(2 * 200 - 40);
  expect(() => cpuOf(2 ** 22 + 1)).toThrow('there is no process');
});
