import { randomBytes } from 'node:crypto';
import type { AccessKey } from '../../core/card/access-key.ts';
import type { Transceive } from '../../core/card/apdu.ts';
import { readCard } from '../../core/card/read-card.ts';
import type { Reading, ReadMemory } from '../../core/card/reading.ts';
import { parseScan } from '../../core/card/scan.ts';
import { openTrust } from '../../core/card/trust.ts';
import type { Fault } from '../../core/faults.ts';
import type { Person } from '../../core/person.ts';
import { ok, type Result } from '../../core/result.ts';
import type { ReadProgress } from '../../core/visit.ts';
import type { Citizen } from '../fakes/card/citizens.ts';
import { mrzText } from '../fakes/card/codes.ts';

export const today = '2026-11-24';

/** Anything that answers raw commands as a chip does. */
interface Answering {
  answer(raw: Uint8Array): Buffer;
}

/** What becomes of the answer to command `index`, counted from 0. */
export type Mishap = (answer: Uint8Array, index: number) => ReturnType<Transceive>;

export function keyTo(citizen: Citizen): AccessKey {
  const key = parseScan(mrzText(citizen), today);
  if (!key.ok) throw new Error('the MRZ of the card is good');
  return key.value;
}

/** Reads a chip that lies in the test's own hand; `commands` and `reports` are what the reading did. */
export async function readInHand(
  chip: Answering,
  key: AccessKey,
  { mishap, stop, ...more }: { mishap?: Mishap; stop?: AbortSignal } & Partial<Reading> = {},
) {
  const commands: Uint8Array[] = [];
  const reports: ReadProgress[] = [];
  const read = await readCard({
    transceive: async (apdu) => {
      const index = commands.push(apdu) - 1;
      const answer = Uint8Array.from(chip.answer(apdu));
      return mishap ? mishap(answer, index) : ok(answer);
    },
    key,
    today,
    random: randomBytes,
    report: (progress) => reports.push(progress),
    stop: stop ?? new AbortController().signal,
    wants: { portrait: false },
    mayDowngrade: false,
    reader: { sizeKey: 'in hand' },
    memory: freshMemory(),
    ...more,
  });
  const person: Result<Person, Fault> = read.ok ? ok(read.value.person) : read;
  return { read, person, commands, reports };
}

/** Nothing remembered; trusts the issuers given. */
export function freshMemory(...issuers: readonly Uint8Array[]): ReadMemory {
  return { trust: openTrust({ der: issuers }), verifiedSigners: new Map(), sizes: new Map(), ephemerals: [] };
}
