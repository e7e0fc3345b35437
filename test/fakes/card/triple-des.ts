import { createCipheriv, createDecipheriv, createHash } from 'node:crypto';

/** A pair of two-key Triple-DES keys, 16 bytes each. */
export interface Keys {
  readonly enc: Buffer;
  readonly mac: Buffer;
}

const noIv = Buffer.alloc(8);

/** ICAO 9303-11 §9.7.1: SHA-1 of seed and counter, with the parity bits of DES set. */
export function deriveKeys(seed: Uint8Array): Keys {
  return { enc: deriveKey(seed, 1), mac: deriveKey(seed, 2) };
}

/** One of them: counter 1 to encrypt, 2 to sign, 3 for the password of PACE. */
export function deriveKey(seed: Uint8Array, counter: number): Buffer {
  const digest = sha1(Buffer.concat([seed, Buffer.of(0, 0, 0, counter)]));
  return Buffer.from(digest.subarray(0, 16).map(withOddParity));
}

/** SHA-1. */
export function sha1(bytes: Uint8Array): Buffer {
  return createHash('sha1').update(bytes).digest();
}

/** Triple-DES in CBC mode without an initial vector; whole blocks in, whole blocks out. */
export function encrypt(key: Buffer, plain: Uint8Array): Buffer {
  const cipher = createCipheriv('des-ede3-cbc', wide(key), noIv).setAutoPadding(false);
  return Buffer.concat([cipher.update(plain), cipher.final()]);
}

/** The way back. */
export function decrypt(key: Buffer, secret: Uint8Array): Buffer {
  const decipher = createDecipheriv('des-ede3-cbc', wide(key), noIv).setAutoPadding(false);
  return Buffer.concat([decipher.update(secret), decipher.final()]);
}

/** ISO 9797-1 algorithm 3 with padding method 2: single DES along the chain, three times at its end. */
export function retailMac(key: Buffer, bytes: Uint8Array): Buffer {
  const [first, second] = [key.subarray(0, 8), key.subarray(8)];
  const chained = encrypt(first, pad(bytes)).subarray(-8);
  return encrypt(first, decrypt(second, chained));
}

/** A one and then zeros, to the end of the block. */
export function pad(bytes: Uint8Array): Buffer {
  return Buffer.concat([bytes, Buffer.of(0x80), Buffer.alloc(7 - (bytes.length % 8))]);
}

/** What was there before padding. */
export function unpad(bytes: Buffer): Buffer {
  return bytes.subarray(0, Math.max(0, bytes.lastIndexOf(0x80)));
}

/** OpenSSL wants three keys: K1 K2 K1, or for single DES, which it no longer offers, the same one three times. */
function wide(key: Buffer): Buffer {
  return key.length === 8 ? Buffer.concat([key, key, key]) : Buffer.concat([key, key.subarray(0, 8)]);
}

function withOddParity(byte: number): number {
  const ones = (byte & 0xfe).toString(2).replaceAll('0', '').length;
  return (byte & 0xfe) | (ones % 2 === 0 ? 1 : 0);
}
