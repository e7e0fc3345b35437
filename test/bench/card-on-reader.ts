import { fork } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { Transceive } from '../../core/card/apdu.ts';
import type { LinkMaking } from '../fakes/card/link.ts';
import { type Pcscd, startPcscd } from '../fakes/pcscd.ts';
import type { FromCard, ToCard } from './card-process.ts';

/** The card of the bench, in another process, on the virtual reader of a real pcscd. */
export interface CardOnReader {
  readonly pcscd: Pcscd;
  /** The certificate that its signer was issued by. */
  readonly issuer: Uint8Array;
  /** Lays it on the reader; with a link it answers as late as a chip would. */
  place(link?: Partial<LinkMaking>): Promise<void>;
  /** As if it came into the field just now: it remembers no conversation. */
  enter(): Promise<void>;
  lift(): Promise<void>;
  stop(): Promise<void>;
}

const LOOK_EVERY_MS = 20;
/** A card that is back sooner than the daemon looks is not seen by it. */
const SEEN_GONE_MS = 1_000;
const PATIENCE_MS = 10_000;
const child = fileURLToPath(new URL('./card-process.ts', import.meta.url));

/** Starts both; from here on this process finds that pcscd and no other. */
export async function openCardOnReader(): Promise<CardOnReader> {
  const pcscd = await startPcscd();
  Object.assign(process.env, pcscd.env);
  const card = fork(child);
  const [said] = (await once(card, 'message')) as [FromCard];
  if (said === 'done') throw new Error('the card says first whom to trust');
  const ask = async (asked: ToCard) => {
    card.send(asked);
    await once(card, 'message');
  };
  return {
    pcscd,
    issuer: Uint8Array.from(Buffer.from(said.issuer, 'base64')),
    place: (link) => ask({ place: pcscd.vpcdPort, ...(link && { link }) }),
    enter: () => ask('enter'),
    lift: () => ask('lift').then(() => wait(SEEN_GONE_MS)),
    async stop() {
      card.disconnect();
      await once(card, 'exit');
      await pcscd.stop();
    },
  };
}

/** Opens the card that lies there, once the reader has seen it, for the work; the wait is nobody's cost. */
export async function withCard<Done>(work: (transceive: Transceive) => Promise<Done>): Promise<Done> {
  const { connectCard } = await import('../../native/pcsc/reader.ts');
  const start = performance.now();
  for (;;) {
    const card = await connectCard(undefined);
    if (!card.ok) {
      if (performance.now() - start > PATIENCE_MS) throw new Error(card.fault);
      await wait(LOOK_EVERY_MS);
      continue;
    }
    try {
      return await work(card.value.transceive);
    } finally {
      await card.value.disconnect();
    }
  }
}
