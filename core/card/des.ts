/**
 * DES and two-key Triple-DES (FIPS 46-3), because the chip's Basic Access Control knows nothing newer and not every
 * runtime's crypto library still offers it. Keys are 8 bytes (DES) or 16 (Triple-DES); data are whole 8-byte blocks.
 */

// biome-ignore format: tables are read by row
const PC1 = [
  57, 49, 41, 33, 25, 17, 9, 1, 58, 50, 42, 34, 26, 18, 10, 2, 59, 51, 43, 35, 27, 19, 11, 3, 60, 52, 44, 36,
  63, 55, 47, 39, 31, 23, 15, 7, 62, 54, 46, 38, 30, 22, 14, 6, 61, 53, 45, 37, 29, 21, 13, 5, 28, 20, 12, 4,
];
// biome-ignore format: tables are read by row
const PC2 = [
  14, 17, 11, 24, 1, 5, 3, 28, 15, 6, 21, 10, 23, 19, 12, 4, 26, 8, 16, 7, 27, 20, 13, 2,
  41, 52, 31, 37, 47, 55, 30, 40, 51, 45, 33, 48, 44, 49, 39, 56, 34, 53, 46, 42, 50, 36, 29, 32,
];
// biome-ignore format: tables are read by row
const P = [
  16, 7, 20, 21, 29, 12, 28, 17, 1, 15, 23, 26, 5, 18, 31, 10,
  2, 8, 24, 14, 32, 27, 3, 9, 19, 13, 30, 6, 22, 11, 4, 25,
];
/** The eight S-boxes, one hexadecimal digit for each entry, four rows of 16. */
const S = [
  'e4d12fb83a6c59070f74e2d1a6cb953841e8d62bfc973a50fc8249175b3ea06d',
  'f18e6b34972dc05a3d47f28ec01a69b50e7ba4d158c6932fd8a13f42b67c05e9',
  'a09e63f51dc7b428d709346a285ecbf1d6498f30b12c5ae71ad069874fe3b52c',
  '7de3069a1285bc4fd8b56f03472c1ae9a690cb7df13e52843f06a1d8945bc72e',
  '2c417ab6853fd0e9eb2c47d150fa3986421bad78f9c5630eb8c71e2d6f09a453',
  'c1af92680d34e75baf427c9561de0b389ef528c3704a1db6432c95fabe17608d',
  '4b2ef08d3c975a61d0b7491ae35c2f8614bdc37eaf6805926bd814a7950fe23c',
  'd2846fb1a93e50c71fd8a374c56b0e927b419ce206adf35821e74a8dfc90356b',
];
const SHIFTS = [1, 1, 2, 2, 2, 2, 2, 2, 1, 2, 2, 2, 2, 2, 2, 1];

/** Each S-box followed by the permutation P: 6 bits in, their share of the round's 32 bits out. */
const BOXES = S.map((box, index) => Int32Array.from({ length: 64 }, (_, six) => spread(box, index, six)));

function spread(box: string, index: number, six: number): number {
  const row = ((six >> 4) & 2) | (six & 1);
  const four = Number.parseInt(box[row * 16 + ((six >> 1) & 15)]!, 16);
  const word = four << (28 - 4 * index);
  return P.reduce((out, from, to) => out | (((word >>> (32 - from)) & 1) << (31 - to)), 0);
}

type Direction = 'encrypt' | 'decrypt';

/** A key made ready: 16 rounds of eight 6-bit parts, in the order in which the rounds run. */
type Schedule = readonly (readonly number[])[];

function schedule(key: Uint8Array, direction: Direction): Schedule {
  let bits = PC1.map((from) => (key[(from - 1) >> 3]! >> (7 - ((from - 1) & 7))) & 1);
  const rounds = SHIFTS.map((shift) => {
    bits = [...rotate(bits.slice(0, 28), shift), ...rotate(bits.slice(28), shift)];
    const chosen = PC2.map((from) => bits[from - 1]!);
    return Array.from({ length: 8 }, (_, part) => chosen.slice(part * 6, part * 6 + 6).reduce((n, bit) => n * 2 + bit));
  });
  return direction === 'encrypt' ? rounds : rounds.reverse();
}

function rotate(bits: number[], by: number): number[] {
  return [...bits.slice(by), ...bits.slice(0, by)];
}

/** One block as two words, changed in place. */
type Block = Int32Array;

function crypt(block: Block, rounds: Schedule): void {
  let [left, right] = initial(block[0]!, block[1]!);
  for (const parts of rounds) {
    let mixed = 0;
    for (let part = 0; part < 8; part++) {
      const turn = (4 * part + 5) & 31;
      const six = ((right << turn) | (right >>> (32 - turn))) & 63;
      mixed |= BOXES[part]![six ^ parts[part]!]!;
    }
    [left, right] = [right, left ^ mixed];
  }
  [block[0], block[1]] = final(right, left);
}

/** Exchanges the bits of `a` under `mask << by` with the bits of `b` under `mask`. */
function exchange(a: number, b: number, by: number, mask: number): [number, number] {
  const differ = ((a >>> by) ^ b) & mask;
  return [a ^ (differ << by), b ^ differ];
}

function initial(left: number, right: number): [number, number] {
  [left, right] = exchange(left, right, 4, 0x0f0f0f0f);
  [left, right] = exchange(left, right, 16, 0x0000ffff);
  [right, left] = exchange(right, left, 2, 0x33333333);
  [right, left] = exchange(right, left, 8, 0x00ff00ff);
  return exchange(left, right, 1, 0x55555555);
}

function final(left: number, right: number): [number, number] {
  [left, right] = exchange(left, right, 1, 0x55555555);
  [right, left] = exchange(right, left, 8, 0x00ff00ff);
  [right, left] = exchange(right, left, 2, 0x33333333);
  [left, right] = exchange(left, right, 16, 0x0000ffff);
  return exchange(left, right, 4, 0x0f0f0f0f);
}

/** Changes one block in place. */
type Cipher = (block: Block) => void;

function cipher(key: Uint8Array, direction: Direction): Cipher {
  if (key.length === 8) {
    const rounds = schedule(key, direction);
    return (block) => crypt(block, rounds);
  }
  if (key.length !== 16) throw new Error('a DES key has 8 bytes, a Triple-DES key 16');
  const outer = schedule(key.subarray(0, 8), direction);
  const inner = schedule(key.subarray(8), direction === 'encrypt' ? 'decrypt' : 'encrypt');
  return (block) => {
    crypt(block, outer);
    crypt(block, inner);
    crypt(block, outer);
  };
}

/** Encrypts whole 8-byte blocks in CBC mode; the IV is zeros, as in all of ICAO 9303-11 §9.8. */
export function encryptCbc(key: Uint8Array, plain: Uint8Array): Uint8Array {
  const encrypt = cipher(key, 'encrypt');
  const { out, view } = copyOf(plain);
  const block = new Int32Array(2);
  for (let at = 0; at < out.length; at += 8) {
    block[0]! ^= view.getInt32(at);
    block[1]! ^= view.getInt32(at + 4);
    encrypt(block);
    view.setInt32(at, block[0]!);
    view.setInt32(at + 4, block[1]!);
  }
  return out;
}

/** Decrypts what {@link encryptCbc} wrote. */
export function decryptCbc(key: Uint8Array, secret: Uint8Array): Uint8Array {
  const decrypt = cipher(key, 'decrypt');
  const { out, view } = copyOf(secret);
  let before: readonly [number, number] = [0, 0];
  for (let at = 0; at < out.length; at += 8) {
    const now = [view.getInt32(at), view.getInt32(at + 4)] as const;
    const block = Int32Array.from(now);
    decrypt(block);
    view.setInt32(at, block[0]! ^ before[0]);
    view.setInt32(at + 4, block[1]! ^ before[1]);
    before = now;
  }
  return out;
}

function copyOf(blocks: Uint8Array): { out: Uint8Array; view: DataView } {
  if (blocks.length % 8 !== 0) throw new Error('DES takes whole blocks of 8 bytes');
  const out = Uint8Array.from(blocks);
  return { out, view: new DataView(out.buffer) };
}
