import { readSignedData, type SignedData } from './cms.ts';
import { readAsn, tags } from './der.ts';
import { type Hash, hashOf } from './hashes.ts';
import type { SignedPart } from './proof.ts';
import { isSame } from './session-keys.ts';

/** A file whose hash the security object holds. */
export type SignedFile = Exclude<SignedPart, 'security-object'>;

/** EF.SOD, read but not yet believed: its hashes count once its signature has been checked. */
export interface SecurityObject {
  readonly signed: SignedData;
  /** `undefined` where its algorithm is none that can be computed. */
  readonly hash: Hash | undefined;
  /** By the number of the data group. */
  readonly digests: ReadonlyMap<number, Uint8Array>;
}

const sodTag = 0x77;
const ldsSecurityObjectOid = '2.23.136.1.1.1';
const LONGEST = 65_536;
const LAST_DATA_GROUP = 16n;

/** Reads EF.SOD (ICAO 9303-10 §4.6.2); `undefined` where it is not what an issuer writes. */
export function openSecurityObject(file: Uint8Array): SecurityObject | undefined {
  const inside = readAsn(file, LONGEST)?.as(sodTag)?.value;
  const signed = inside && readSignedData(inside, LONGEST);
  if (signed?.contentType !== ldsSecurityObjectOid) return undefined;
  const [, algorithm, list] = readAsn(signed.content, LONGEST)?.as(tags.sequence)?.items ?? [];
  const digests = new Map<number, Uint8Array>();
  for (const { items } of list?.items ?? []) {
    const [number, digest] = [items[0]?.integer, items[1]?.octets];
    if (!number || number > LAST_DATA_GROUP || !digest || digests.has(Number(number))) return undefined;
    digests.set(Number(number), digest);
  }
  return digests.size > 0 ? { signed, hash: hashOf(algorithm), digests } : undefined;
}

/**
 * Whether a file is the one that the security object names, over its bytes as read (ICAO 9303-11 §5.1); one that is
 * not named is not. `undefined` where the hash cannot be computed.
 */
export function partMatches(security: SecurityObject, part: SignedFile, bytes: Uint8Array): boolean | undefined {
  const { hash, digests } = security;
  const digest = digests.get(Number(part.slice('DG'.length)));
  if (!digest) return false;
  return hash && isSame(hash(bytes), digest);
}
