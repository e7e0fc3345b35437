import { sha1 } from '@noble/hashes/legacy.js';
import { concatBytes } from '@noble/hashes/utils.js';
import { decryptCbc, encryptCbc } from './des.ts';

/** A pair of two-key Triple-DES keys, 16 bytes each. */
export interface SessionKeys {
  readonly enc: Uint8Array;
  readonly mac: Uint8Array;
}

/** Derives both keys from a seed (ICAO 9303-11 §9.7.1.1, key derivation function for 3DES). */
export function deriveKeys(seed: Uint8Array): SessionKeys {
  return { enc: deriveKey(seed, 1), mac: deriveKey(seed, 2) };
}

function deriveKey(seed: Uint8Array, counter: number): Uint8Array {
  const hash = sha1(concatBytes(seed, Uint8Array.of(0, 0, 0, counter)));
  return hash.slice(0, 16).map(withOddParity);
}

function withOddParity(byte: number): number {
  let ones = 0;
  for (let bits = byte >> 1; bits > 0; bits >>= 1) ones += bits & 1;
  return (byte & 0xfe) | (1 - (ones % 2));
}

/** 8 bytes of ISO/IEC 9797-1 MAC algorithm 3 with DES, over padded data (ICAO 9303-11 §4.3.3.2). */
export function retailMac(key: Uint8Array, data: Uint8Array): Uint8Array {
  const first = key.subarray(0, 8);
  const second = key.subarray(8, 16);
  const chained = encryptCbc(first, pad(data)).slice(-8);
  return encryptCbc(first, decryptCbc(second, chained));
}

/** Padding method 2 of ISO/IEC 9797-1 to whole blocks of 8 bytes: always at least one byte. */
export function pad(data: Uint8Array): Uint8Array {
  const padded = new Uint8Array(data.length + 8 - (data.length % 8));
  padded.set(data);
  padded[data.length] = 0x80;
  return padded;
}

/** Takes {@link pad} off again; `undefined` where there is none. */
export function unpad(padded: Uint8Array): Uint8Array | undefined {
  const end = padded.findLastIndex((byte) => byte !== 0);
  return padded[end] === 0x80 ? padded.subarray(0, end) : undefined;
}

/** Compares two byte strings. */
export function isSame(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, index) => byte === b[index]);
}
