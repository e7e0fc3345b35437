import { afterEach, expect, test } from 'vitest';
import { startHost } from '../../electron/devices/start-host.ts';
import { type Supervised, supervise } from '../../electron/devices/supervisor.ts';

const module = new URL('./sample-host.ts', import.meta.url);
interface Sample {
  beat(input: undefined, options: { signal: AbortSignal }): Promise<{ alive: true }>;
  pid(): Promise<number>;
  freeze(): Promise<never>;
}

let stop: Supervised<Sample>['stop'] = () => {};
afterEach(() => stop());

function watched() {
  const ups: Sample[] = [];
  let downs = 0;
  const waiting: (() => void)[] = [];
  const changed = () => {
    for (const wake of waiting.splice(0)) wake();
  };
  const host = supervise<Sample>(() => startHost(module, null), {
    up: (client) => {
      ups.push(client);
      changed();
    },
    down: () => {
      downs++;
      changed();
    },
  });
  stop = host.stop;
  const until = async (isReached: () => boolean) => {
    while (!isReached()) await new Promise<void>((wake) => waiting.push(wake));
  };
  return { host, ups, downs: () => downs, until };
}

test('a host that is told to go is followed by another', async () => {
  const { host, ups, until } = watched();
  await until(() => ups.length === 1);
  const before = await ups[0]!.pid();
  host.restart();
  await until(() => ups.length === 2);
  expect(await ups[1]!.pid()).not.toBe(before);
});

test('a host that dies is started again, and its calls in hand fail', async () => {
  const { host, ups, until } = watched();
  await until(() => ups.length === 1);
  const pid = (await ups[0]?.pid()) as number;
  const inHand = ups[0]?.freeze();
  process.kill(pid, 'SIGKILL');
  await expect(inHand).rejects.toThrow();
  await until(() => ups.length === 2);
  expect(await host.client()?.pid()).not.toBe(pid);
});

test('a host that is silent is killed and started again', async () => {
  const { ups, downs, until } = watched();
  await until(() => ups.length === 1);
  void ups[0]?.freeze().catch(() => {});
  await until(() => downs() === 1 && ups.length === 2);
  expect(ups).toHaveLength(2);
});
