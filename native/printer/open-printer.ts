import { never } from '../../core/result.ts';
import { confirmingPrinter } from './confirming.ts';
import { cupsQueue } from './cups.ts';
import type { Printer } from './printer.ts';
import { serialWay } from './serial-line.ts';
import type { PrinterSetup } from './setup.ts';
import { type Spooler, spooledPrinter } from './spooled.ts';
import { tcpWay } from './tcp-line.ts';
import { usbWay } from './usb-line.ts';

/** For the connection to a printer on the network. */
const connectMs = 2_000;

/** The printer of a kiosk, whichever way leads to it. Opens nothing yet. */
export function openPrinter({ profile, line }: PrinterSetup): Printer {
  switch (line.by) {
    case 'tcp':
      return confirmingPrinter(profile, tcpWay(line.host, line.port, connectMs));
    case 'serial':
      return confirmingPrinter(profile, serialWay(line.device, line.baud));
    case 'usb':
      return confirmingPrinter(profile, usbWay(line.device));
    case 'cups':
      return spooledPrinter(profile, cupsQueue(line.url));
    case 'windows':
      return spooledPrinter(profile, windowsSpooler(line.name));
    default:
      return never(line);
  }
}

/** Its module calls into Windows as soon as it is loaded. */
function windowsSpooler(name: string): Spooler {
  const queue = () => import('./winspool.ts').then(({ windowsQueue }) => windowsQueue(name));
  return {
    status: async () => (await queue()).status(),
    hand: async (job, bytes, deadlineMs) => (await queue()).hand(job, bytes, deadlineMs),
  };
}
