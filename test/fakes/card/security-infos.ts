import type { ActiveKey, StaticKey } from './chip-keys.ts';
import { type CurveName, curves } from './curves.ts';
import { bits, integer, oid, sequence } from './der.ts';
import type { PaceMaking } from './profile.ts';
import { type CipherName, suites } from './suites.ts';
import { tlv } from './tlv.ts';

const bsi = '0.4.0.127.0.7.2.2';
const mappings = { generic: 2, integrated: 4, 'chip-authentication': 6 } as const;

/** What the protocol of PACE is called, its mapping and cipher within (ICAO 9303-11 §9.2.3). */
export function paceOid({ mapping, cipher }: PaceMaking): string {
  return `${bsi}.4.${mappings[mapping]}.${suites[cipher].arc}`;
}

/** Chip authentication over elliptic curves with this cipher (§9.2.5). */
export function chipOid(cipher: CipherName): string {
  return `${bsi}.3.2.${suites[cipher].arc}`;
}

/** Terminal authentication, version 1: what DG3 would ask for. */
export function terminalInfo(): Buffer {
  return sequence(oid(`${bsi}.2`), integer(1));
}

export function chipInfo(cipher: CipherName): Buffer {
  return sequence(oid(chipOid(cipher)), integer(1));
}

export function paceInfo(pace: PaceMaking): Buffer {
  return sequence(oid(paceOid(pace)), integer(2), integer(curves[pace.curve].parameterId));
}

/** ChipAuthenticationPublicKeyInfo (§9.2.6). */
export function chipKeyInfo(key: StaticKey): Buffer {
  return sequence(oid(`${bsi}.1.2`), keyInfo(key.curve, key.point));
}

/** Which hash an ECDSA of active authentication uses (§9.2.8); `undefined` for RSA, whose trailer says it. */
export function activeInfo({ kind }: ActiveKey): Buffer | undefined {
  if (kind.startsWith('rsa')) return undefined;
  return sequence(oid('2.23.136.1.1.5'), integer(1), oid('0.4.0.127.0.7.1.1.4.1.3'));
}

/** As cards write it: in the order given, which is not DER's (§9.2). */
export function infos(...parts: readonly (Buffer | undefined)[]): Buffer {
  return tlv(0x31, ...parts.filter((part) => part !== undefined));
}

/** SubjectPublicKeyInfo of a point on a named curve (RFC 5480 §2). */
function keyInfo(curve: CurveName, point: Buffer): Buffer {
  const named = tlv(0x06, Buffer.from(curves[curve].oid, 'hex'));
  return sequence(sequence(oid('1.2.840.10045.2.1'), named), bits(point));
}
