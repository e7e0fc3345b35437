import { implement } from '@orpc/server';
import { z } from 'zod';
import { readerContract } from '../../core/contract/devices.ts';
import { chipReading } from '../../electron/devices/chip-reading.ts';
import { hostSettings, serveHost } from '../../electron/devices/host.ts';
import { readSteps } from '../../electron/devices/read-steps.ts';
import { readerSettings } from '../../electron/devices/reader-settings.ts';
import { trustIn } from '../../electron/devices/trust-folder.ts';
import { PretendReader, type ReaderEvent } from './pretend-reader.ts';

const READ_MS = 20_000;

/** The chip reader's process of a demonstration without pcscd: cards are laid on a port of loopback. */
const settings = hostSettings(readerSettings.extend({ port: z.int().min(1) }));
const readChip = chipReading({ trust: trustIn(settings.trust), mayDowngrade: settings.mayDowngrade });
const reader = new PretendReader();
await reader.listen(settings.port);
const os = implement(readerContract);

serveHost(
  os.router({
    beat: os.beat.handler(() => ({ alive: true as const })),
    watch: os.watch.handler(({ signal = new AbortController().signal }) => events(signal)),
    read: os.read.handler(({ input: { key }, signal }) =>
      readSteps((hearing, left) => {
        const { idNumber, mrz } = key;
        reader.reset();
        const given = idNumber === undefined ? { mrz } : { idNumber, mrz };
        const stop = AbortSignal.any([left, AbortSignal.timeout(READ_MS)]);
        return readChip((apdu) => reader.transceive(apdu), { sizeKey: 'pretend' }, given, hearing, stop);
      }, signal),
    ),
  }),
);

async function* events(stop: AbortSignal): AsyncGenerator<{ type: ReaderEvent }> {
  const waiting: ReaderEvent[] = [];
  let wake = () => {};
  const off = reader.watch((event) => {
    waiting.push(event);
    wake();
  });
  stop.addEventListener('abort', () => wake());
  try {
    while (!stop.aborted) {
      const type = waiting.shift();
      if (type) yield { type };
      else
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
    }
  } finally {
    off();
  }
}
