import type * as Fs from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { beforeEach, expect, test, vi } from 'vitest';
import { usbWay } from '../../native/printer/usb-line.ts';

const device = '/dev/null';

/** The kernel's usblp: held by one, one transfer at a time, and releasing it kills the one on its way. */
const usblp = vi.hoisted(() => ({ fd: -1, isSending: false, isStuck: false, taken: 0, killed: 0 }));

vi.mock('node:fs', async (original) => {
  const fs = await original<typeof Fs>();
  const failed = (code: string) => Object.assign(new Error(code), { code });
  return {
    ...fs,
    openSync: (...of: Parameters<typeof Fs.openSync>) => {
      if (usblp.fd >= 0) throw failed('EBUSY');
      usblp.fd = fs.openSync(...of);
      return usblp.fd;
    },
    closeSync: (fd: number) => {
      if (usblp.isSending) usblp.killed++;
      usblp.isSending = false;
      usblp.fd = -1;
      fs.closeSync(fd);
    },
    writeSync: (_fd: number, bytes: Uint8Array, at = 0) => {
      if (usblp.isSending) throw failed('EAGAIN');
      if (bytes.length - at === 0) return 0;
      usblp.isSending = true;
      if (!usblp.isStuck)
        setTimeout(() => {
          if (usblp.isSending) usblp.taken += bytes.length - at;
          usblp.isSending = false;
        }, 60);
      return bytes.length - at;
    },
  };
});

beforeEach(() => {
  Object.assign(usblp, { isSending: false, isStuck: false, taken: 0, killed: 0 });
});

async function lineOf(way: ReturnType<typeof usbWay>) {
  const opened = await way.open();
  if (!opened.ok) throw new Error(opened.fault);
  return opened.value;
}

test('closing waits for the last transfer, and the next slip for the closing', async () => {
  const way = usbWay(device);
  for (let slip = 0; slip < 3; slip++) {
    const line = await lineOf(way);
    await line.write(new Uint8Array(1_000));
    line.close();
  }
  while (usblp.fd >= 0) await sleep(5);
  expect(usblp).toMatchObject({ taken: 3_000, killed: 0 });
});

test('closing does not wait for ever for a printer that takes nothing more', async () => {
  const way = usbWay(device);
  usblp.isStuck = true;
  const line = await lineOf(way);
  await line.write(new Uint8Array(1_000));
  line.close();
  (await lineOf(way)).cut();
  expect(usblp).toMatchObject({ taken: 0, killed: 1 });
});

test('cutting kills the last transfer at once', async () => {
  const line = await lineOf(usbWay(device));
  await line.write(new Uint8Array(1_000));
  line.cut();
  expect(usblp).toMatchObject({ fd: -1, taken: 0, killed: 1 });
});
