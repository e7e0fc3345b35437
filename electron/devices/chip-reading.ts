import { randomBytes } from 'node:crypto';
import type { AccessKey } from '../../core/card/access-key.ts';
import type { Transceive } from '../../core/card/apdu.ts';
import { domainOf } from '../../core/card/domains.ts';
import { makeEphemeral } from '../../core/card/ephemeral.ts';
import { readCard } from '../../core/card/read-card.ts';
import type { ReaderTraits, ReadMemory } from '../../core/card/reading.ts';
import type { Trust } from '../../core/card/trust.ts';
import type { Fault } from '../../core/faults.ts';
import { ok, type Result } from '../../core/result.ts';
import { businessDay } from '../../core/ticket.ts';
import type { CitizenRead, Hearing } from './read-steps.ts';

/** Where the cards come from: their days are days there. */
const TIME_ZONE = 'Asia/Ho_Chi_Minh';
/** brainpoolP256r1, on which Vietnamese cards agree on keys: for PACE and for chip authentication. */
const USUAL_DOMAIN = 13;
const MADE_AHEAD = 2;
const IDLE_AFTER_MS = 50;
/** Files of a card that was lifted are forgotten when it does not come back. */
const KEPT_MS = 30_000;

interface Rules {
  readonly trust: Trust;
  readonly mayDowngrade: boolean;
}

/** Reads chips one after another, remembering between them what is no citizen's. */
export function chipReading({ trust, mayDowngrade }: Rules) {
  const memory: ReadMemory = { trust, verifiedSigners: new Map(), sizes: new Map(), ephemerals: [] };
  let forget: NodeJS.Timeout | undefined;
  makeAhead();

  /** Key pairs cost time that no citizen should wait for: they are made while nobody reads. */
  function makeAhead(): void {
    const domain = domainOf(USUAL_DOMAIN);
    if (!domain || memory.ephemerals.length >= MADE_AHEAD) return;
    setTimeout(() => {
      memory.ephemerals.push(makeEphemeral(domain, randomBytes));
      makeAhead();
    }, IDLE_AFTER_MS).unref();
  }

  return async function read(
    transceive: Transceive,
    reader: ReaderTraits,
    key: AccessKey,
    hearing: Hearing,
    stop: AbortSignal,
  ): Promise<Result<CitizenRead, Fault>> {
    clearTimeout(forget);
    const today = businessDay(new Date(), TIME_ZONE, 0);
    const wants = { portrait: false };
    const given = {
      transceive,
      reader,
      key,
      ...hearing,
      stop,
      today,
      wants,
      mayDowngrade,
      memory,
      random: randomBytes,
    };
    const card = await readCard(given);
    forget = setTimeout(() => {
      memory.kept = undefined;
    }, KEPT_MS);
    forget.unref();
    makeAhead();
    if (!card.ok) return card;
    const { person, proof, access } = card.value;
    return ok({ person, isProved: proof.kind === 'genuine', access });
  };
}
