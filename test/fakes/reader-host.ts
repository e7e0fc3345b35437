import { randomBytes } from 'node:crypto';
import { implement } from '@orpc/server';
import { z } from 'zod';
import { readCard } from '../../core/card/read-card.ts';
import { readerContract } from '../../core/contract/devices.ts';
import { businessDay } from '../../core/ticket.ts';
import { hostSettings, serveHost } from '../../electron/devices/host.ts';
import { readSteps } from '../../electron/devices/read-steps.ts';
import { PretendReader, type ReaderEvent } from './pretend-reader.ts';

const READ_MS = 20_000;
const TIME_ZONE = 'Asia/Ho_Chi_Minh';

/** The chip reader's process of a demonstration without pcscd: cards are laid on a port of loopback. */
const { port } = hostSettings(z.object({ port: z.int().min(1) }));
const reader = new PretendReader();
await reader.listen(port);
const os = implement(readerContract);

serveHost(
  os.router({
    beat: os.beat.handler(() => ({ alive: true as const })),
    watch: os.watch.handler(({ signal = new AbortController().signal }) => events(signal)),
    read: os.read.handler(({ input: { key }, signal }) =>
      readSteps((report, left) => {
        const { idNumber, mrz } = key;
        reader.reset();
        return readCard({
          transceive: (apdu) => reader.transceive(apdu),
          key: idNumber === undefined ? { mrz } : { idNumber, mrz },
          today: businessDay(new Date(), TIME_ZONE, 0),
          random: randomBytes,
          report,
          stop: AbortSignal.any([left, AbortSignal.timeout(READ_MS)]),
        });
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
