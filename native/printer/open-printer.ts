import { never } from '../../core/result.ts';
import { confirmingPrinter } from './confirming.ts';
import type { Printer } from './printer.ts';
import { serialWay } from './serial-line.ts';
import type { PrinterSetup } from './setup.ts';
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
    case 'windows':
      throw new Error('not yet');
    default:
      return never(line);
  }
}
