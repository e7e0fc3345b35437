import { pow } from '@noble/curves/abstract/modular.js';
import { numberToBytesBE } from '@noble/curves/utils.js';
import { sha1 } from '@noble/hashes/legacy.js';
import { sha224, sha256, sha384, sha512 } from '@noble/hashes/sha2.js';
import { concatBytes } from '@noble/hashes/utils.js';
import type { Fault } from '../faults.ts';
import { fail, ok, type Result } from '../result.ts';
import { type Send, status } from './apdu.ts';
import { bigEndian, readAsn, tags } from './der.ts';
import type { Hash } from './hashes.ts';
import { type EcKey, type RsaKey, readPublicKey } from './public-key.ts';
import { isSame } from './session-keys.ts';

/** The bytes of the terminal's challenge (ICAO 9303-11 §6.1.2). */
export const CHALLENGE_LENGTH = 8;

const LONGEST_KEY = 4_096;

/** Hashes by the trailer of the signature (ISO/IEC 9796-2 §8.1.3 with the hash identifiers of ISO/IEC 10118-3). */
const hashByTrailer: Readonly<Record<number, Hash>> = {
  51: sha1,
  52: sha256,
  53: sha512,
  54: sha384,
  56: sha224,
};
const implicitTrailer = 0xbc;
const explicitTrailer = 0xcc;
/** Partial recovery, and no filling before the recoverable part. */
const header = 0x6a;

/** ECDSA in plain form by its signature algorithm in DG14 (BSI TR-03111 §5.2.1.1), or in DER by X9.62's own. */
const hashBySignature: Readonly<Record<string, Hash>> = {
  '0.4.0.127.0.7.1.1.4.1.1': sha1,
  '0.4.0.127.0.7.1.1.4.1.2': sha224,
  '0.4.0.127.0.7.1.1.4.1.3': sha256,
  '0.4.0.127.0.7.1.1.4.1.4': sha384,
  '0.4.0.127.0.7.1.1.4.1.5': sha512,
  '1.2.840.10045.4.1': sha1,
  '1.2.840.10045.4.3.1': sha224,
  '1.2.840.10045.4.3.2': sha256,
  '1.2.840.10045.4.3.3': sha384,
  '1.2.840.10045.4.3.4': sha512,
};

/** Has the chip sign eight bytes; what it answers is still to be judged (ICAO 9303-11 §6.1.2, INTERNAL AUTHENTICATE). */
export async function askChip(
  send: Send,
  challenge: Uint8Array,
  expect = 256,
): Promise<Result<Uint8Array, Fault | 'chip-key-refused'>> {
  const answer = await send({ cla: 0, ins: 0x88, p1: 0, p2: 0, data: challenge, expect });
  if (!answer.ok) return answer;
  return answer.value.status === status.done ? ok(answer.value.data) : fail('chip-key-refused');
}

/**
 * Whether the chip that holds the key of DG15 signed this challenge (ICAO 9303-11 §6.1). `signatureOid` is the
 * algorithm that DG14 names; an ECDSA key without one is tried with every hash. False for whatever is broken.
 */
export function answerIsGenuine(
  publicKey: Uint8Array,
  challenge: Uint8Array,
  answer: Uint8Array,
  signatureOid?: string,
): boolean {
  const key = readPublicKey(readAsn(publicKey, LONGEST_KEY));
  if (!key || challenge.length !== CHALLENGE_LENGTH) return false;
  if (key.kind === 'rsa') return isRecovered(key, challenge, answer);
  const named = signatureOid === undefined ? undefined : hashBySignature[signatureOid];
  const hashes = named ? [named] : Object.values(hashByTrailer);
  return hashes.some((hash) => isSigned(key, hash(challenge), answer));
}

/** `6A | M1 | H(M1 | challenge) | trailer` under the key (ISO/IEC 9796-2:2002 §8, scheme 1 with partial recovery). */
function isRecovered(key: RsaKey, challenge: Uint8Array, answer: Uint8Array): boolean {
  const message = recover(key, answer);
  const trailer = message && trailerOf(message);
  if (!trailer || message[0] !== header) return false;
  const { hash, length } = trailer;
  const end = message.length - length;
  const start = end - hash.outputLen;
  if (start < 1) return false;
  return isSame(hash(concatBytes(message.subarray(1, start), challenge)), message.subarray(start, end));
}

/** The signer may have sent the smaller of the signature and its complement (ISO/IEC 9796-2:2002 Annex A.4). */
function recover({ modulus, exponent }: RsaKey, answer: Uint8Array): Uint8Array | undefined {
  const length = Math.ceil(modulus.toString(2).length / 8);
  const signature = bigEndian(answer);
  if (answer.length !== length || signature >= modulus) return undefined;
  const power = pow(signature, exponent, modulus);
  const number = [power, modulus - power].find((one) => one % 16n === 12n);
  return number === undefined ? undefined : numberToBytesBE(number, length);
}

function trailerOf(message: Uint8Array): { readonly hash: Hash; readonly length: number } | undefined {
  if (message.at(-1) === implicitTrailer) return { hash: sha1, length: 1 };
  const hash = message.at(-1) === explicitTrailer ? hashByTrailer[message.at(-2)!] : undefined;
  return hash && { hash, length: 2 };
}

/** Both numbers side by side (BSI TR-03111 §5.2.1), or as `SEQUENCE { r, s }` (RFC 3279 §2.2.3). */
function isSigned({ curve, point }: EcKey, digest: Uint8Array, answer: Uint8Array): boolean {
  const length = curve.Point.Fn.BYTES;
  const fromDer = inPlain(answer, length);
  const forms = [...(answer.length === 2 * length ? [answer] : []), ...(fromDer ? [fromDer] : [])];
  return forms.some((form) => curve.verify(form, digest, point, { prehash: false, lowS: false }));
}

function inPlain(answer: Uint8Array, length: number): Uint8Array | undefined {
  const numbers =
    readAsn(answer, 4 * length)
      ?.as(tags.sequence)
      ?.items.map((one) => one.integer) ?? [];
  const isShort = (one: bigint | undefined): one is bigint => one !== undefined && one < 1n << BigInt(8 * length);
  const [r, s, ...rest] = numbers;
  if (!isShort(r) || !isShort(s) || rest.length > 0) return undefined;
  return concatBytes(numberToBytesBE(r, length), numberToBytesBE(s, length));
}
