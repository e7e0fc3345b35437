import { implement } from '@orpc/server';
import { printerContract } from '../../core/contract/devices.ts';
import { paperJob } from '../../core/paper/paper-job.ts';
import { makeSurface } from '../../native/printer/canvas.ts';
import { openPrinter } from '../../native/printer/open-printer.ts';
import { printerSetupSchema } from '../../native/printer/setup.ts';
import { hostSettings, serveHost } from './host.ts';

const setup = hostSettings(printerSetupSchema);
const printer = openPrinter(setup);
const host = implement(printerContract);

serveHost(
  host.router({
    beat: host.beat.handler(() => ({ alive: true as const })),
    status: host.status.handler(() => printer.status()),
    print: host.print.handler(({ input }) =>
      printer.print(input.job, paperJob(input.slip, setup.profile, makeSurface)),
    ),
  }),
);
