import { sha1 } from '@noble/hashes/legacy.js';
import { sha224, sha256, sha384, sha512 } from '@noble/hashes/sha2.js';
import { type Asn, readAsn, tags } from './der.ts';
import { type Hash, hashOf } from './hashes.ts';
import type { EcKey, PublicKey } from './public-key.ts';
import { type PssOptions, verifyPkcs1, verifyPss } from './rsa.ts';

/** Whether a signature fits; `unknown` where its algorithm, or the kind of key, is not one that can be checked. */
export type SignatureCheck = 'holds' | 'fails' | 'unknown';

/** A signature over bytes, by the algorithm that its AlgorithmIdentifier states. */
export interface Signed {
  readonly bytes: Uint8Array;
  readonly signature: Uint8Array;
  readonly algorithm: Asn | undefined;
  /** Of CMS, where the algorithm may leave the hash to the signer's digestAlgorithm (RFC 3370 §3.2). */
  readonly digest?: Hash | undefined;
}

const pssOid = '1.2.840.113549.1.1.10';
const mgf1Oid = '1.2.840.113549.1.1.8';
const LONGEST_SALT = 512;
const LONGEST_SIGNATURE = 1024;
/** RFC 8017 §A.2.4; `undefined` leaves the hash to the digestAlgorithm. */
const pkcs1: ReadonlyMap<string | undefined, Hash | undefined> = new Map([
  ['1.2.840.113549.1.1.1', undefined],
  ['1.2.840.113549.1.1.5', sha1],
  ['1.2.840.113549.1.1.14', sha224],
  ['1.2.840.113549.1.1.11', sha256],
  ['1.2.840.113549.1.1.12', sha384],
  ['1.2.840.113549.1.1.13', sha512],
]);
/** RFC 5758 §3.2; some issuers name the key's own identifier and leave the hash to the digestAlgorithm. */
const ecdsa: ReadonlyMap<string | undefined, Hash | undefined> = new Map([
  ['1.2.840.10045.2.1', undefined],
  ['1.2.840.10045.4.1', sha1],
  ['1.2.840.10045.4.3.1', sha224],
  ['1.2.840.10045.4.3.2', sha256],
  ['1.2.840.10045.4.3.3', sha384],
  ['1.2.840.10045.4.3.4', sha512],
]);

/** Checks a signature (ICAO 9303-12 §4.1.6): RSA PKCS#1 v1.5, RSA-PSS with its parameters, or ECDSA. */
export function verify(key: PublicKey | undefined, signed: Signed): SignatureCheck {
  const { algorithm, bytes, signature, digest } = signed;
  const oid = algorithm?.items[0]?.oid;
  if (key?.kind === 'rsa' && oid === pssOid) {
    const options = pssOptions(algorithm?.items[1]);
    return options ? told(verifyPss(key, options, bytes, signature)) : 'unknown';
  }
  const family = key?.kind === 'rsa' ? pkcs1 : ecdsa;
  const hash = family.has(oid) ? (family.get(oid) ?? digest) : undefined;
  if (!key || !hash) return 'unknown';
  return told(key.kind === 'rsa' ? verifyPkcs1(key, hash, bytes, signature) : verifyEcdsa(key, hash(bytes), signature));
}

const told = (isFitting: boolean): SignatureCheck => (isFitting ? 'holds' : 'fails');

/** ECDSA-Sig-Value (RFC 3279 §2.2.3): two numbers, written out in full for the curve. */
function verifyEcdsa({ curve, point }: EcKey, digest: Uint8Array, signature: Uint8Array): boolean {
  const pair = readAsn(signature, LONGEST_SIGNATURE)?.as(tags.sequence)?.items ?? [];
  const size = curve.Point.Fn.BYTES * 2;
  const digits = pair.map((one) => one.integer?.toString(16).padStart(size, '0') ?? '');
  if (digits.length !== 2 || digits.some((one) => one.length !== size)) return false;
  const compact = Uint8Array.from(digits.join('').match(/../g)!, (byte) => Number.parseInt(byte, 16));
  return curve.verify(compact, digest, point, { prehash: false, lowS: false });
}

/** RSASSA-PSS-params with their defaults (RFC 4055 §3.1); `undefined` where they are not understood to the last. */
function pssOptions(parameters: Asn | undefined): PssOptions | undefined {
  const inside = parameters?.as(tags.sequence);
  if (!inside || inside.items.some((one) => one.tag < 0xa0 || one.tag > 0xa3)) return undefined;
  const [hashed, masked, salt, trailer] = [0xa0, 0xa1, 0xa2, 0xa3].map((tag) => inside.find(tag));
  const mask = masked?.items[0];
  const hash = hashed ? hashOf(hashed.items[0]) : sha1;
  const maskHash = masked ? hashOf(mask?.items[1]) : sha1;
  const saltLength = salt ? Number(salt.items[0]?.integer ?? -1n) : 20;
  const isMgf1 = !masked || mask?.items[0]?.oid === mgf1Oid;
  const isUsual = isMgf1 && (!trailer || trailer.items[0]?.integer === 1n);
  if (!hash || !maskHash || !isUsual || saltLength < 0 || saltLength > LONGEST_SALT) return undefined;
  return { hash, maskHash, saltLength };
}
