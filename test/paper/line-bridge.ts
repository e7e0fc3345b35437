import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** A character device in a folder of its own, whose other end is a port of loopback; a cable that can be pulled. */
export interface Bridge {
  readonly device: string;
  /** Pulls the cable: the device is gone. */
  pull(): Promise<void>;
}

export const hasSocat = spawnSync('socat', ['-V']).error === undefined;

/** Lays a cable from a new device to the port. */
export async function bridgeTo(port: number): Promise<Bridge> {
  const folder = mkdtempSync(join(tmpdir(), 'line-'));
  const device = join(folder, 'printer');
  // The device outlives the one who opens it, as a real one does.
  const socat = spawn('socat', [`PTY,raw,echo=0,ignoreeof,link=${device}`, `TCP:127.0.0.1:${port}`], {
    stdio: 'ignore',
  });
  while (!existsSync(device)) await sleep(5);
  return {
    device,
    pull: async () => {
      await ended(socat);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGKILL');
  await gone;
}
