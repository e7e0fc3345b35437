import { implement } from '@orpc/server';
import type { AccessKey } from '../../core/card/access-key.ts';
import { readerContract } from '../../core/contract/devices.ts';
import { type Card, connectCard, watchReader } from '../../native/pcsc/reader.ts';
import { watchCards } from './card-watch.ts';
import { chipReading } from './chip-reading.ts';
import { hostSettings, serveHost } from './host.ts';
import { type Hearing, readSteps } from './read-steps.ts';
import { readerSettings } from './reader-settings.ts';
import { trustIn } from './trust-folder.ts';

/** For a whole reading; a card that has not answered by then is not read. */
const READ_MS = 20_000;
/** A stopped reading ends within one command. One that does not hangs in its driver, and takes this process with it. */
const LET_GO_MS = 3_000;

const settings = hostSettings(readerSettings);
const namePart = settings.reader;
const readChip = chipReading({ trust: trustIn(settings.trust), mayDowngrade: settings.mayDowngrade });
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
      return readSteps((hearing, stop) => readInTurn(given, hearing, stop), signal);
    }),
  }),
);

/** One reading at a time: the next one stops the one before and waits until its card is let go. */
async function readInTurn(key: AccessKey, hearing: Hearing, left: AbortSignal) {
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
    const read = await readChip(card.transceive, card.traits, key, hearing, stop);
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
