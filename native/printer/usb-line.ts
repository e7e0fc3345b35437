import { closeSync, constants, fstatSync, openSync, readSync, writeSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { fail, ok, type Result } from '../../core/result.ts';
import { Ear, type Line, type Way } from './line.ts';

/** How often the printer is listened to, and a full device is tried again. */
const lookEveryMs = 5;
/** For what the printer had still to say to somebody before. */
const staleMs = 50;
/** For the last transfer, at most the 8 KiB that usblp holds, to a printer that takes it in as it prints. */
const lastMs = 2_000;

/**
 * A printer that the kernel shows as a character device (`/dev/usb/lp0`). Nothing here can block: the device is opened
 * non-blocking, so a call that would wait comes back at once. The asynchronous calls would not do: each that waits
 * holds one of the four threads that every file operation of the process needs.
 */
export function usbWay(device: string): Way {
  // The kernel gives it to one at a time, and a line that was closed may still be sending.
  let closed: Promise<void> = Promise.resolve();
  return {
    async open() {
      await closed;
      let isClosed = () => {};
      closed = new Promise((resolve) => {
        isClosed = resolve;
      });
      const opened = await openUsb(device, isClosed);
      if (!opened.ok) isClosed();
      return opened;
    },
    bytesPerSecond: Number.POSITIVE_INFINITY,
  };
}

async function openUsb(device: string, isClosed: () => void): Promise<Result<Line, 'printer-lost'>> {
  const fd = openDevice(device);
  if (fd === undefined) return fail('printer-lost');
  for (let waited = 0; waited < staleMs; waited += lookEveryMs) {
    if (read(fd) === 'gone') {
      closeSync(fd);
      return fail('printer-lost');
    }
    await wait(lookEveryMs);
  }
  return ok(usbLine(fd, isClosed));
}

/** Never makes a file: an unplugged printer would be a regular one then, which takes every slip and prints none. */
function openDevice(device: string): number | undefined {
  try {
    const fd = openSync(device, constants.O_RDWR | constants.O_NONBLOCK | constants.O_NOCTTY);
    if (fstatSync(fd).isCharacterDevice()) return fd;
    closeSync(fd);
  } catch {
    // Not there, not allowed, or held by another program.
  }
  return undefined;
}

function usbLine(fd: number, isClosed: () => void): Line {
  const ear = new Ear();
  let isOpen = true;
  const leave = async (forMs = 0) => {
    if (!isOpen) return;
    isOpen = false;
    clearInterval(looking);
    for (let waited = 0; waited < forMs && isSending(fd); waited += lookEveryMs) await wait(lookEveryMs);
    closeSync(fd);
    isClosed();
  };
  const gone = () => {
    void leave();
    ear.closed();
  };
  const looking = setInterval(() => {
    const bytes = read(fd);
    if (bytes === 'gone') gone();
    else if (bytes.length > 0) ear.hear(bytes);
  }, lookEveryMs);

  async function write(bytes: Uint8Array): Promise<void> {
    for (let at = 0; isOpen && at < bytes.length; ) {
      const written = attempt(() => writeSync(fd, bytes, at));
      if (written === 'gone') return gone();
      at += written;
      if (written === 0) await wait(lookEveryMs);
    }
  }

  // Closing the device kills the transfer in hand (usblp_release): that is a cut, and what a close has to wait for.
  const end = (forMs: number) => {
    ear.leave();
    void leave(forMs);
  };
  return { listen: (listener) => ear.listen(listener), write, close: () => end(lastMs), cut: () => end(0) };
}

/** Whether the last transfer is still on its way: then usblp would have even no bytes wait. */
function isSending(fd: number): boolean {
  try {
    writeSync(fd, new Uint8Array());
    return false;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EAGAIN';
  }
}

/** What has come, nothing where there is nothing. */
function read(fd: number): Uint8Array | 'gone' {
  const bytes = new Uint8Array(1_024);
  const length = attempt(() => readSync(fd, bytes));
  // No bytes are an empty packet, or all that is ever read where the other end is gone; only writing tells them apart.
  if (length === 'gone' || (length === 0 && attempt(() => writeSync(fd, new Uint8Array())) === 'gone')) return 'gone';
  return bytes.subarray(0, length);
}

/**
 * Bytes that went through: none where the device would have had to be waited for (EAGAIN), or where a printer that
 * cannot answer is read (EINVAL from usblp).
 */
function attempt(call: () => number): number | 'gone' {
  try {
    return call();
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    return code === 'EAGAIN' || code === 'EINVAL' ? 0 : 'gone';
  }
}
