import { sha1 } from '@noble/hashes/legacy.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { concatBytes } from '@noble/hashes/utils.js';
import { type CipherName, keyLengthOf } from './block-cipher.ts';
import { decryptCbc, encryptCbc } from './des.ts';

/** A pair of keys of one cipher: 16 bytes each for Triple-DES (two-key) and AES-128, else 24 or 32. */
export interface SessionKeys {
  readonly enc: Uint8Array;
  readonly mac: Uint8Array;
}

/** What a derived key is for: its counter in the derivation (ICAO 9303-11 §9.7.1). */
export const keyUse = { encryption: 1, authentication: 2, password: 3 } as const;

/** Derives both keys of a session from a seed (ICAO 9303-11 §9.7.1). */
export function deriveKeys(seed: Uint8Array, cipher: CipherName = '3DES'): SessionKeys {
  return {
    enc: deriveKey(seed, keyUse.encryption, cipher),
    mac: deriveKey(seed, keyUse.authentication, cipher),
  };
}

/** One key from a seed: SHA-1 for Triple-DES and AES-128, SHA-256 for longer ones (ICAO 9303-11 §9.7.1.1 and §9.7.1.2). */
export function deriveKey(seed: Uint8Array, use: number, cipher: CipherName): Uint8Array {
  const length = keyLengthOf(cipher);
  const input = concatBytes(seed, Uint8Array.of(0, 0, 0, use));
  const hash = length > 16 ? sha256(input) : sha1(input);
  const key = hash.slice(0, length);
  wipe(input, hash);
  return cipher === '3DES' ? key.map(withOddParity) : key;
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

/** Padding method 2 of ISO/IEC 9797-1 to whole blocks: always at least one byte. */
export function pad(data: Uint8Array, blockLength = 8): Uint8Array {
  const padded = new Uint8Array(data.length + blockLength - (data.length % blockLength));
  padded.set(data);
  padded[data.length] = 0x80;
  return padded;
}

/** Takes {@link pad} off again; `undefined` where there is none. */
export function unpad(padded: Uint8Array): Uint8Array | undefined {
  const end = padded.findLastIndex((byte) => byte !== 0);
  return padded[end] === 0x80 ? padded.subarray(0, end) : undefined;
}

/** Compares two byte strings, in a time that tells nothing of where they differ. */
export function isSame(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.reduce((differ, byte, index) => differ | (byte ^ b[index]!), 0) === 0;
}

/** Overwrites secrets with zeros, as far as JavaScript lets one (a copy that an engine made is out of reach). */
export function wipe(...secrets: readonly Uint8Array[]): void {
  for (const secret of secrets) secret.fill(0);
}
