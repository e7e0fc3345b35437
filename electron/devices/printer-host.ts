import { implement } from '@orpc/server';
import { printerContract } from '../../core/contract/devices.ts';
import { drawSlip } from '../../core/paper/draw.ts';
import { printerSchema } from '../../core/settings.ts';
import { makeSurface } from '../../native/printer/canvas.ts';
import { tcpPrinter } from '../../native/printer/tcp.ts';
import { hostSettings, serveHost } from './host.ts';

const settings = hostSettings(printerSchema);
const printer = tcpPrinter(settings);
const host = implement(printerContract);

serveHost(
  host.router({
    beat: host.beat.handler(() => ({ alive: true as const })),
    status: host.status.handler(() => printer.status()),
    print: host.print.handler(({ input }) =>
      printer.print(input.job, drawSlip(input.slip, settings.dots, makeSurface)),
    ),
  }),
);
