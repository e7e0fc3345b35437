/** A source of chance that gives the same again from the same seed. */
export type Random = () => number;

/** Mulberry32: 32 bits of state, good enough for a queue. */
export function chanceOf(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

export function between(random: Random, low: number, high: number): number {
  return low + (high - low) * random();
}

export function exponential(random: Random, mean: number): number {
  return -Math.log(1 - random()) * mean;
}

export function normal(random: Random): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}

/** Log-normal by its mean and its coefficient of variation. */
export function logNormal(random: Random, mean: number, variation: number): number {
  const square = Math.log(1 + variation ** 2);
  return mean * Math.exp(Math.sqrt(square) * normal(random) - square / 2);
}

/** One of the keys, by its share. */
export function pick(random: Random, shares: Readonly<Record<string, number>>): string {
  const all = Object.entries(shares);
  let left = random() * all.reduce((sum, [, share]) => sum + share, 0);
  for (const [key, share] of all) {
    left -= share;
    if (left < 0) return key;
  }
  return all.at(-1)![0];
}

/** An id of the form of a UUID. */
export function uuidOf(random: Random): string {
  const hex = Array.from({ length: 32 }, () => Math.floor(random() * 16).toString(16)).join('');
  const parts = [hex.slice(0, 8), hex.slice(8, 12), `4${hex.slice(13, 16)}`, `8${hex.slice(17, 20)}`, hex.slice(20)];
  return parts.join('-');
}
