import { randomBytes } from 'node:crypto';
import { implement } from '@orpc/server';
import { z } from 'zod';
import type { AccessKey } from '../../core/card/access-key.ts';
import { readCard } from '../../core/card/read-card.ts';
import { readerContract } from '../../core/contract/devices.ts';
import { businessDay } from '../../core/ticket.ts';
import type { ReadProgress } from '../../core/visit.ts';
import { type Card, connectCard, watchReader } from '../../native/pcsc/reader.ts';
import { watchCards } from './card-watch.ts';
import { hostSettings, serveHost } from './host.ts';
import { readSteps } from './read-steps.ts';

/** For a whole reading; a card that has not answered by then is not read. */
const READ_MS = 20_000;
/** A stopped reading ends within one command. One that does not hangs in its driver, and takes this process with it. */
const LET_GO_MS = 3_000;
/** Where the cards come from: their days are days there. */
const TIME_ZONE = 'Asia/Ho_Chi_Minh';

const settings = hostSettings(z.object({ reader: z.string().nullish() }).nullish());
const namePart = settings?.reader ?? undefined;
const os = implement(readerContract);
const cards = watchCards((stop) => watchReader(namePart, stop));

let previous: { stop(): void; readonly isLetGo: Promise<void> } | undefined;

serveHost(
  os.router({
    beat: os.beat.handler(() => ({ alive: true as const })),
    watch: os.watch.handler(({ signal }) => cards.events(signal ?? new AbortController().signal)),
    read: os.read.handler(({ input: { key }, signal }) => {
      const { idNumber, mrz } = key;
      const given: AccessKey = idNumber === undefined ? { mrz } : { idNumber, mrz };
      return readSteps((report, stop) => readInTurn(given, report, stop), signal);
    }),
  }),
);

/** One reading at a time: the next one stops the one before and waits until its card is let go. */
async function readInTurn(key: AccessKey, report: (progress: ReadProgress) => void, left: AbortSignal) {
  const before = previous;
  const next = new AbortController();
  const letGo = Promise.withResolvers<void>();
  previous = { stop: () => next.abort(), isLetGo: letGo.promise };
  before?.stop();
  await before?.isLetGo;

  const stop = AbortSignal.any([left, next.signal, AbortSignal.timeout(READ_MS)]);
  stop.addEventListener('abort', () => endUnless(letGo.promise));
  let card: Card | undefined;
  try {
    const connected = await connectCard(namePart);
    if (!connected.ok) return connected;
    card = connected.value;
    const today = businessDay(new Date(), TIME_ZONE, 0);
    const read = await readCard({ transceive: card.transceive, key, today, random: randomBytes, report, stop });
    if (!read.ok && read.fault === 'card-removed') cards.lostCard();
    return read;
  } finally {
    // The citizen does not wait for this.
    Promise.resolve(card?.disconnect()).then(letGo.resolve, letGo.reject);
  }
}

/** An orderly exit would wait for the driver. */
function endUnless(isLetGo: Promise<void>): void {
  const timer = setTimeout(() => process.kill(process.pid, 'SIGKILL'), LET_GO_MS);
  isLetGo.then(() => clearTimeout(timer));
}
