import { randomBytes } from 'node:crypto';

/** What goes wrong with the answer to one command, or to all from there on. */
export interface Misbehaviour {
  /** Counted from 1, over the whole life of the card. */
  readonly at: number;
  readonly kind: 'removed' | 'mute' | 'wrong-word' | 'wrong-mac' | 'short' | 'replayed' | 'garbage' | 'empty';
  /** What `wrong-word` says, under no protection; 6F00 where nothing is said. */
  readonly word?: number;
  readonly isFromThereOn?: boolean;
}

const MAC_END = 3;

/** Whether this is about the answer of that count. */
export function concerns({ at, isFromThereOn = false }: Misbehaviour, count: number): boolean {
  return isFromThereOn ? count >= at : count === at;
}

/** The answer as it leaves a spoilt card; `previous` is the one before, for a replay. */
export function spoilt({ kind, word = 0x6f00 }: Misbehaviour, answer: Uint8Array, previous: Uint8Array): Uint8Array {
  if (kind === 'wrong-word') return Uint8Array.of(word >> 8, word & 0xff);
  if (kind === 'wrong-mac') return withWrongMac(answer);
  if (kind === 'short') return shortened(answer);
  if (kind === 'replayed') return previous;
  if (kind === 'garbage') return randomBytes(answer.length);
  return kind === 'empty' ? new Uint8Array() : answer;
}

/** Half of an answer, whose last two bytes must not happen to ask for another command (`61xx`, `6Cxx`). */
function shortened(answer: Uint8Array): Uint8Array {
  const half = answer.subarray(0, Math.floor(answer.length / 2));
  const isAsking = half.at(-2) === 0x61 || half.at(-2) === 0x6c;
  return isAsking ? half.subarray(0, -2) : half;
}

/**
 * A protected answer ends with its status word's object (`99 02`), its checksum's (`8E 08`) and the bare status word;
 * all four bytes are looked at, since any one of them may stand there by chance in the random key of an open answer.
 */
function withWrongMac(answer: Uint8Array): Uint8Array {
  const isProtected =
    answer.at(-16) === 0x99 && answer.at(-15) === 2 && answer.at(-12) === 0x8e && answer.at(-11) === 8;
  if (!isProtected) return answer;
  return answer.map((byte, index) => (index === answer.length - MAC_END ? byte ^ 0x01 : byte));
}
