import { setTimeout as wait } from 'node:timers/promises';
import { openReader } from '../../electron/devices/reader.ts';
import { startHost } from '../../electron/devices/start-host.ts';
import { startPcscd } from '../fakes/pcscd.ts';
import type { CardTable } from './removed-anywhere.ts';

const host = new URL('../../electron/devices/reader-host.ts', import.meta.url);
const LOOK_EVERY_MS = 20;

/** The reader's own process on a real PC/SC daemon, with nothing on the reader. */
export async function openCardTable(): Promise<CardTable & { stop(): Promise<void> }> {
  const pcscd = await startPcscd();
  Object.assign(process.env, pcscd.env);
  let isReady = false;
  const reader = openReader(() => startHost(host, {}), {
    placed: () => {},
    removed: () => {},
    state: (state) => {
      isReady = state === 'ready';
    },
  });
  while (!isReady) await wait(LOOK_EVERY_MS);
  return {
    reader,
    port: pcscd.vpcdPort,
    async stop() {
      reader.stop();
      await pcscd.stop();
    },
  };
}
