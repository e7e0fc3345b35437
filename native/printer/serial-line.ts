import { setTimeout as wait } from 'node:timers/promises';
import type { SerialPort } from 'serialport';
import { fail, ok } from '../../core/result.ts';
import { Ear, type Line, type Way } from './line.ts';

/** Start bit, eight data bits, stop bit. */
const bitsPerByte = 10;
/** For a port that is being closed; one that never says so is opened all the same, and may refuse. */
const closingMs = 1_000;

/** A printer on RS-232, or one whose driver makes it look so (`/dev/ttyUSB0`, `COM3`); held back by RTS/CTS. */
export function serialWay(device: string, baud: number): Way {
  // A port that is still being closed refuses to be opened.
  let closed: Promise<void> = Promise.resolve();
  return {
    async open() {
      await Promise.race([closed, wait(closingMs)]);
      const port = await openPort(device, baud);
      if (!port) return fail('printer-lost');
      closed = new Promise((resolve) => port.once('close', () => resolve()));
      return ok(serialLine(port));
    },
    bytesPerSecond: baud / bitsPerByte,
  };
}

async function openPort(path: string, baudRate: number): Promise<SerialPort | undefined> {
  // Only here: its binary is of no concern to a printer on another line.
  const { SerialPort } = await import('serialport');
  return new Promise((resolve) => {
    // Where DTR fell with every closing, a printer that heeds it would go offline between two jobs.
    const port = new SerialPort({ path, baudRate, rtscts: true, hupcl: false, autoOpen: false });
    port.on('error', () => {});
    port.open((refused) => {
      // What was said before belongs to nobody any more.
      if (refused) resolve(undefined);
      else port.flush(() => resolve(port));
    });
  });
}

function serialLine(port: SerialPort): Line {
  const ear = new Ear();
  port.on('data', (bytes: Buffer) => ear.hear(bytes));
  port.on('close', () => ear.closed());
  const leave = () => {
    ear.leave();
    if (port.isOpen) port.close(() => {});
  };
  return {
    listen: (listener) => ear.listen(listener),
    write: (bytes) =>
      new Promise((resolve) => {
        if (!port.isOpen) return resolve();
        port.once('close', resolve);
        port.write(Buffer.from(bytes), () => {
          port.off('close', resolve);
          resolve();
        });
      }),
    close: leave,
    cut: () => {
      ear.leave();
      if (port.isOpen) port.flush(leave);
    },
  };
}
