import { randomBytes } from 'node:crypto';
import type { AccessKey } from '../../core/card/access-key.ts';
import type { Transceive } from '../../core/card/apdu.ts';
import { domainOf } from '../../core/card/domains.ts';
import { makeEphemeral } from '../../core/card/ephemeral.ts';
import { largestPiece } from '../../core/card/piece.ts';
import { readCard } from '../../core/card/read-card.ts';
import type { Reading, ReadMemory } from '../../core/card/reading.ts';
import { openTrust } from '../../core/card/trust.ts';

/** What one whole read cost. */
export interface ReadCost {
  readonly apdus: number;
  readonly ms: number;
  /** CPU of this process from the first command to the result. */
  readonly cpuMs: number;
  /** The part of it spent while no command was under way: the citizen waited for it, and so did the card. */
  readonly waitedMs: number;
}

export const sizeKey = 'bench';
const brainpoolP256r1 = 13;
const today = '2026-11-24';

/** Remembers nothing of any card yet; trusts this one issuer. */
export function freshMemory(issuer: Uint8Array): ReadMemory {
  return { trust: openTrust({ der: [issuer] }), verifiedSigners: new Map(), sizes: new Map(), ephemerals: [] };
}

/** What the kiosk makes while nobody reads: a key pair for PACE and one for chip authentication. */
export function makeAhead({ ephemerals }: ReadMemory): void {
  while (ephemerals.length < 2) ephemerals.push(makeEphemeral(domainOf(brainpoolP256r1)!, randomBytes));
}

/** Lets an answer hold so many bytes of a file and not a block more; without extended length it holds 223. */
export function setReadSize({ sizes }: ReadMemory, bytes: number): void {
  let length = 256;
  while (largestPiece('AES-128', length + 1) <= bytes) length++;
  sizes.set(sizeKey, length);
}

/** Reads the card of the bench, portrait and all, and sees to it that it was proved genuine. */
export async function readOnce(raw: Transceive, key: AccessKey, memory: ReadMemory): Promise<ReadCost> {
  const meter = meterOf(raw);
  const start = performance.now();
  const before = cpuMs();
  const card = await readCard({ ...reading, transceive: meter.transceive, key, memory });
  const cost = { apdus: meter.apdus(), ms: performance.now() - start, cpuMs: cpuMs() - before };
  if (!card.ok) throw new Error(card.fault);
  const { proof, access, portrait } = card.value;
  const isWhole = proof.kind === 'genuine' && access.protocol === 'pace' && portrait !== undefined;
  if (!isWhole) throw new Error(`the card of the bench was not read to its end: ${proof.kind}`);
  return { ...cost, waitedMs: cost.cpuMs - meter.underWayMs() };
}

const reading: Omit<Reading, 'transceive' | 'key' | 'memory'> = {
  today,
  random: randomBytes,
  report: () => {},
  stop: new AbortController().signal,
  wants: { portrait: true },
  mayDowngrade: false,
  reader: { sizeKey, longestAnswer: 4_098 },
};

/** Counts commands, and the CPU that this process spends while they are under way. */
function meterOf(raw: Transceive) {
  let apdus = 0;
  let underWay = 0;
  const transceive: Transceive = async (apdu) => {
    apdus++;
    const before = cpuMs();
    const answer = await raw(apdu);
    underWay += cpuMs() - before;
    return answer;
  };
  return { transceive, apdus: () => apdus, underWayMs: () => underWay };
}

function cpuMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1_000;
}
