import { SerialPort } from 'serialport';
import { fail, ok, type Result } from '../../core/result.ts';
import { Ear, type Line, type Way } from './line.ts';

/** Start bit, eight data bits, stop bit. */
const bitsPerByte = 10;

/** A printer on RS-232, or one whose driver makes it look so (`/dev/ttyUSB0`, `COM3`); held back by RTS/CTS. */
export function serialWay(device: string, baud: number): Way {
  return { open: () => openSerial(device, baud), bytesPerSecond: baud / bitsPerByte };
}

function openSerial(path: string, baudRate: number): Promise<Result<Line, 'printer-lost'>> {
  return new Promise((resolve) => {
    // Where DTR fell with every closing, a printer that heeds it would go offline between two jobs.
    const port = new SerialPort({ path, baudRate, rtscts: true, hupcl: false, autoOpen: false });
    port.on('error', () => {});
    port.open((refused) => {
      if (refused) return resolve(fail('printer-lost'));
      // What was said before belongs to nobody any more.
      port.flush(() => resolve(ok(serialLine(port))));
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
