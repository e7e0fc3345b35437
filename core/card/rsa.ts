import { concatBytes } from '@noble/hashes/utils.js';
import { bigEndian } from './der.ts';
import { type Hash, oidOfHash } from './hashes.ts';
import type { RsaKey } from './public-key.ts';
import { isSame } from './session-keys.ts';
import { writeTlv } from './tlv.ts';

/** What RSASSA-PSS-params say (RFC 8017 §A.2.3). */
export interface PssOptions {
  readonly hash: Hash;
  readonly maskHash: Hash;
  /** In bytes. */
  readonly saltLength: number;
}

/** RSASSA-PKCS1-v1_5 (RFC 8017 §8.2.2): by writing what must be there, never by reading what is. */
export function verifyPkcs1(key: RsaKey, hash: Hash, message: Uint8Array, signature: Uint8Array): boolean {
  const encoded = open(key, signature);
  // The parameters may be NULL or absent (RFC 8017 §9.2, note 1 of step 2).
  return (
    encoded !== undefined && [true, false].some((hasNull) => isSame(encoded, padded(encoded, hash, message, hasNull)))
  );
}

function padded(like: Uint8Array, hash: Hash, message: Uint8Array, hasNull: boolean): Uint8Array {
  const oid = writeTlv(0x06, writeOid(oidOfHash(hash)));
  const algorithm = writeTlv(0x30, hasNull ? concatBytes(oid, Uint8Array.of(5, 0)) : oid);
  const info = writeTlv(0x30, concatBytes(algorithm, writeTlv(0x04, hash(message))));
  const filler = new Uint8Array(Math.max(8, like.length - info.length - 3)).fill(0xff);
  return concatBytes(Uint8Array.of(0, 1), filler, Uint8Array.of(0), info);
}

/** RSASSA-PSS (RFC 8017 §8.1.2 and §9.1.2). */
export function verifyPss(key: RsaKey, options: PssOptions, message: Uint8Array, signature: Uint8Array): boolean {
  const { hash, maskHash, saltLength } = options;
  const opened = open(key, signature);
  const bits = key.modulus.toString(2).length - 1;
  const length = Math.ceil(bits / 8);
  const maskedLength = length - hash.outputLen - 1;
  const zeros = maskedLength - saltLength - 1;
  if (!opened || zeros < 0) return false;
  const encoded = opened.subarray(opened.length - length);
  const isShort = opened.subarray(0, opened.length - length).every((byte) => byte === 0);
  const spare = 0xff >> (8 * length - bits);
  if (!isShort || encoded.at(-1) !== 0xbc || encoded[0]! & ~spare) return false;
  const seal = encoded.subarray(maskedLength, -1);
  const mask = maskOf(maskHash, seal, maskedLength);
  const block = encoded.subarray(0, maskedLength).map((byte, at) => byte ^ mask[at]!);
  block[0]! &= spare;
  const isPadded = block.subarray(0, zeros).every((byte) => byte === 0) && block[zeros] === 1;
  return isPadded && isSame(seal, hash(concatBytes(new Uint8Array(8), hash(message), block.subarray(zeros + 1))));
}

/** MGF1 (RFC 8017 §B.2.1). */
function maskOf(hash: Hash, seed: Uint8Array, length: number): Uint8Array {
  const blocks = Array.from({ length: Math.ceil(length / hash.outputLen) }, (_, count) =>
    hash(concatBytes(seed, Uint8Array.of(0, 0, 0, count))),
  );
  return concatBytes(...blocks).subarray(0, length);
}

/** RSAVP1 (RFC 8017 §5.2.2): the signature to the public exponent, as long as the modulus. */
function open({ modulus, exponent }: RsaKey, signature: Uint8Array): Uint8Array | undefined {
  const length = Math.ceil(modulus.toString(2).length / 8);
  const number = bigEndian(signature);
  if (signature.length !== length || number >= modulus) return undefined;
  const digits = power(number, exponent, modulus)
    .toString(16)
    .padStart(2 * length, '0');
  return Uint8Array.from(digits.match(/../g)!, (pair) => Number.parseInt(pair, 16));
}

/** Square and multiply; everything here is public, so its time may vary. */
function power(base: bigint, exponent: bigint, modulus: bigint): bigint {
  let result = 1n;
  for (let factor = base, rest = exponent; rest > 0n; rest >>= 1n, factor = (factor * factor) % modulus) {
    if (rest & 1n) result = (result * factor) % modulus;
  }
  return result;
}

/** The contents of an OBJECT IDENTIFIER (X.690 §8.19). */
function writeOid(dotted: string): Uint8Array {
  const [top, second, ...rest] = dotted.split('.').map(Number) as [number, number, ...number[]];
  return Uint8Array.from([top * 40 + second, ...rest].flatMap(base128));
}

function base128(arc: number): number[] {
  const higher = Math.floor(arc / 128);
  return [...(higher ? base128(higher).map((byte) => byte | 0x80) : []), arc % 128];
}
