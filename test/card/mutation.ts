/** Numbers from 0 up to, but not including, `below`; the same for the same seed (mulberry32). */
export type Dice = (below: number) => number;

export function diceOf(seed: number): Dice {
  let state = seed >>> 0;
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

/** Bytes that parsers stumble over: the forms of a length, tags of many bytes, ends, and signs. */
const awkward = [0x00, 0x01, 0x1f, 0x30, 0x7f, 0x80, 0x81, 0x82, 0x83, 0x84, 0x85, 0xff] as const;
const MOST_INSERTED = 40;

type Mutate = (bytes: Uint8Array, at: number, dice: Dice) => Uint8Array;

const spliced = (bytes: Uint8Array, at: number, without: number, ...instead: readonly number[]) =>
  Uint8Array.from([...bytes.subarray(0, at), ...instead, ...bytes.subarray(at + without)]);

const mutations: readonly Mutate[] = [
  (bytes, at, dice) => spliced(bytes, at, 1, bytes[at]! ^ (1 << dice(8))),
  (bytes, at, dice) => spliced(bytes, at, 1, dice(256)),
  (bytes, at, dice) => spliced(bytes, at, 1, awkward[dice(awkward.length)]!),
  (bytes, at, dice) => spliced(bytes, at, 1 + dice(4)),
  (bytes, at, dice) => spliced(bytes, at, 0, ...Array.from({ length: 1 + dice(MOST_INSERTED) }, () => dice(256))),
  (bytes, at) => bytes.subarray(0, at),
  (bytes, at, dice) => spliced(bytes, at, 0, ...bytes.subarray(at, at + 1 + dice(MOST_INSERTED))),
  (bytes, at) => spliced(bytes, at, 1, 0x84, 0xff, 0xff, 0xff, 0xff),
  (bytes, at) => spliced(bytes, at, 1, 0x80),
  (bytes, at, dice) =>
    spliced(bytes, at, 0, ...Array.from({ length: 1 + dice(MOST_INSERTED) }, () => [0x30, 0x80]).flat()),
];

/** The bytes with one to three things done to them, near their beginning as often as anywhere. */
export function mutated(bytes: Uint8Array, dice: Dice): Uint8Array {
  let now = bytes;
  for (let left = 1 + dice(3); left > 0 && now.length > 0; left--) {
    const at = dice(dice(2) ? now.length : Math.min(now.length, 64));
    now = mutations[dice(mutations.length)]!(now, at, dice);
  }
  return now;
}
