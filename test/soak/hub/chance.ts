/** Chance by a seed, so that a run can be repeated as far as the machine lets it. */
export interface Chance {
  /** From 0 to below 1. */
  next(): number;
  happens(share: number): boolean;
  below(count: number): number;
  oneOf<T>(values: readonly T[]): T;
}

/** The generator `mulberry32`: 32 bits of state. */
export function chance(seed: number): Chance {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  return {
    next,
    happens: (share) => next() < share,
    below: (count) => Math.floor(next() * count),
    oneOf: (values) => values[Math.floor(next() * values.length)]!,
  };
}
