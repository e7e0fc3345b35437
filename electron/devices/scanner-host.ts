import { implement } from '@orpc/server';
import { z } from 'zod';
import { scannerContract } from '../../core/contract/devices.ts';
import { scannedCodes } from '../../native/scanner/serial.ts';
import { hostSettings, serveHost } from './host.ts';

const { device } = hostSettings(z.object({ device: z.string() }));
const os = implement(scannerContract);

serveHost(
  os.router({
    beat: os.beat.handler(() => ({ alive: true as const })),
    watch: os.watch.handler(async function* ({ signal }) {
      for await (const text of scannedCodes(device, signal)) yield { text };
    }),
  }),
);
