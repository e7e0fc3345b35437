import type { ECDSA } from '@noble/curves/abstract/weierstrass.js';
import { type Asn, readAsn, tags } from './der.ts';
import { curveOf } from './signing-curves.ts';

/** An RSA key of a usual size (RFC 8017 §3.1). */
export interface RsaKey {
  readonly kind: 'rsa';
  readonly modulus: bigint;
  readonly exponent: bigint;
}

/** A point on one of the standard curves (RFC 5480 §2.2). */
export interface EcKey {
  readonly kind: 'ec';
  readonly curve: ECDSA;
  /** As written, compressed or not; whether it lies on the curve is checked when it is used. */
  readonly point: Uint8Array;
}

/** The keys with which documents and certificates are signed (ICAO 9303-12 §4.1.6). */
export type PublicKey = RsaKey | EcKey;

/** RSASSA-PSS keys may be marked as such (RFC 4055 §1.2). */
const rsaOids = ['1.2.840.113549.1.1.1', '1.2.840.113549.1.1.10'];
const ecOid = '1.2.840.10045.2.1';
/** Beyond these a key is too weak to prove anything, or too long to be one. In bits. */
const shortestModulus = 1024n;
const longestModulus = 8192n;
const longestExponent = 64n;
const LONGEST_KEY = 4096;

/** Reads a SubjectPublicKeyInfo (RFC 5280 §4.1.2.7, RFC 3279 §2.3); `undefined` for kinds that are not in use. */
export function readPublicKey(info: Asn | undefined): PublicKey | undefined {
  const [algorithm, key] = info?.items ?? [];
  const oid = algorithm?.items[0]?.oid;
  const bits = key?.bits;
  if (oid === undefined || !bits) return undefined;
  if (rsaOids.includes(oid)) return rsaKey(readAsn(bits, LONGEST_KEY));
  const curve = oid === ecOid ? curveOf(algorithm?.items[1]) : undefined;
  return curve && { kind: 'ec', curve, point: bits };
}

function rsaKey(key: Asn | undefined): RsaKey | undefined {
  const [first, second] = key?.as(tags.sequence)?.items ?? [];
  const modulus = first?.integer;
  const exponent = second?.integer;
  if (modulus === undefined || exponent === undefined) return undefined;
  const isUsual = modulus >> (shortestModulus - 1n) > 0n && modulus >> longestModulus === 0n;
  const isOdd = (modulus & exponent & 1n) === 1n && exponent >= 3n && exponent >> longestExponent === 0n;
  return isUsual && isOdd ? { kind: 'rsa', modulus, exponent } : undefined;
}
