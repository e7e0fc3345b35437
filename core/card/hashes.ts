import { sha1 } from '@noble/hashes/legacy.js';
import { sha224, sha256, sha384, sha512 } from '@noble/hashes/sha2.js';
import type { Asn } from './der.ts';

/** A hash of any length of bytes, and how many bytes it gives. */
export type Hash = ((bytes: Uint8Array) => Uint8Array) & { readonly outputLen: number };

/** The hashes that ICAO 9303-12 §4.1.6.3 allows, and SHA-1 of documents from before it, by their identifiers. */
const byOid: Readonly<Record<string, Hash>> = {
  '1.3.14.3.2.26': sha1,
  '2.16.840.1.101.3.4.2.4': sha224,
  '2.16.840.1.101.3.4.2.1': sha256,
  '2.16.840.1.101.3.4.2.2': sha384,
  '2.16.840.1.101.3.4.2.3': sha512,
};

/** The hash that an AlgorithmIdentifier names (RFC 5280 §4.1.1.2), where it is one of those in use. */
export function hashOf(algorithm: Asn | undefined): Hash | undefined {
  return byOid[algorithm?.items[0]?.oid ?? ''];
}

/** The identifier under which a DigestInfo names a hash (RFC 8017 §9.2). */
export function oidOfHash(hash: Hash): string {
  return Object.keys(byOid).find((oid) => byOid[oid] === hash)!;
}
