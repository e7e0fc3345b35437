import { randomBytes } from 'node:crypto';
import type { AccessKey } from '../../core/card/access-key.ts';
import { readCard } from '../../core/card/read-card.ts';
import type { CardRead, Reading } from '../../core/card/reading.ts';
import type { Fault } from '../../core/faults.ts';
import { ok, type Result } from '../../core/result.ts';
import { trustedIssuer } from '../fakes/card/issuer.ts';
import { freshMemory, today } from './card-in-hand.ts';

/** What a virtual card and its spoilt copies have in common. */
export interface Tappable {
  transceive(apdu: Uint8Array): Promise<Uint8Array>;
}

/** What came of one reading, and what it cost. */
export interface Tap {
  readonly read: Result<CardRead, Fault>;
  readonly commands: readonly Uint8Array[];
  readonly answers: readonly Uint8Array[];
}

/** No reading of any card takes so many; one that does is in a loop. */
export const MOST_EXCHANGES = 2_000;

/** Reads a virtual card without a reader between, trusting its issuer; a reading that never ends throws. */
export async function tap(card: Tappable, key: AccessKey, more: Partial<Reading> = {}): Promise<Tap> {
  const commands: Uint8Array[] = [];
  const answers: Uint8Array[] = [];
  const transceive = async (apdu: Uint8Array) => {
    if (commands.push(apdu) > MOST_EXCHANGES) throw new Error('the reading does not end');
    const answer = Uint8Array.from(await card.transceive(apdu));
    answers.push(answer);
    return ok(answer);
  };
  const read = await readCard({
    transceive,
    key,
    today,
    random: randomBytes,
    report: () => {},
    stop: new AbortController().signal,
    wants: { portrait: false },
    mayDowngrade: false,
    reader: { sizeKey: 'tapped' },
    memory: freshMemory(trustedIssuer()),
    ...more,
  });
  return { read, commands, answers };
}

/** In one word or two what a reading said: its fault, or what was proved and how. */
export function outcomeOf({ read }: Tap): string {
  if (!read.ok) return read.fault;
  const { proof, access } = read.value;
  const how = `${access.protocol}${access.isDowngraded ? ', downgraded' : ''}${access.isAssumed ? ', assumed' : ''}`;
  if (proof.kind === 'genuine') return `genuine by ${proof.by} (${how})`;
  if (proof.kind === 'not-proved') return `not proved: ${proof.doubt} (${how})`;
  return `${proof.kind} (${how})`;
}
