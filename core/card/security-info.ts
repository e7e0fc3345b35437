import { hexToBytes } from '@noble/hashes/utils.js';
import { fail, ok, type Result } from '../result.ts';
import type { CipherName } from './block-cipher.ts';
import { type Asn, readAsn, tags } from './der.ts';

/** Any SecurityInfo: what it is about, and its one or two values as they came (ICAO 9303-11 §9.2). */
export interface SecurityInfo {
  readonly oid: string;
  readonly required: Asn;
  readonly optional?: Asn;
}

/** One way in which the chip offers PACE, on standardised parameters (ICAO 9303-11 §9.2.1). */
export interface PaceInfo {
  readonly oid: string;
  /** The same as the chip wrote it, without tag and length. */
  readonly oidBytes: Uint8Array;
  readonly agreement: 'ECDH' | 'DH';
  readonly mapping: 'GM' | 'IM' | 'CAM';
  readonly cipher: CipherName;
  readonly version: 2;
  /** Row of the standardised domain parameters (§9.5.1). */
  readonly parameterId: number;
}

/** One way in which the chip offers chip authentication (ICAO 9303-11 §9.2.5). */
export interface ChipAuthenticationInfo {
  readonly oid: string;
  readonly oidBytes: Uint8Array;
  readonly agreement: 'ECDH' | 'DH';
  readonly cipher: CipherName;
  readonly version: number;
  readonly keyId?: bigint;
}

/** A static key of the chip, as a SubjectPublicKeyInfo in the bytes that it came in (ICAO 9303-11 §9.2.6). */
export interface ChipPublicKey {
  readonly agreement: 'ECDH' | 'DH';
  readonly spki: Uint8Array;
  readonly keyId?: bigint;
}

/** With which signature algorithm active authentication answers, by OID (ICAO 9303-11 §9.2.8). */
export interface ActiveAuthenticationInfo {
  readonly signatureOid: string;
}

/** What a chip says of its protocols. */
export interface SecurityInfos {
  readonly all: readonly SecurityInfo[];
  readonly pace: readonly PaceInfo[];
  readonly chipAuthentication: readonly ChipAuthenticationInfo[];
  readonly chipKeys: readonly ChipPublicKey[];
  readonly activeAuthentication: readonly ActiveAuthenticationInfo[];
}

/**
 * EF.CardAccess of the Vietnamese card, for where the file cannot be selected. Assumed: read out of public apps, not
 * written by a standard or by the issuer.
 */
export const assumedCardAccess: Uint8Array = hexToBytes(
  '3134300d060804007f0007020202020101300f060a04007f000702020302020201013012060a04007f0007020204020202010202010d',
);

const LONGEST = 16_384;
const MOST_INFOS = 64;

const bsi = '0.4.0.127.0.7.2.2';
const agreements: Readonly<Record<string, 'ECDH' | 'DH'>> = { 1: 'DH', 2: 'ECDH' };
const ciphers: Readonly<Record<string, CipherName>> = { 1: '3DES', 2: 'AES-128', 3: 'AES-192', 4: 'AES-256' };
const mappings: Readonly<Record<string, Pick<PaceInfo, 'agreement' | 'mapping'>>> = {
  1: { agreement: 'DH', mapping: 'GM' },
  2: { agreement: 'ECDH', mapping: 'GM' },
  3: { agreement: 'DH', mapping: 'IM' },
  4: { agreement: 'ECDH', mapping: 'IM' },
  6: { agreement: 'ECDH', mapping: 'CAM' },
};

/** Reads SecurityInfos: the contents of EF.CardAccess, or of EF.DG14 inside its tag `6E` (ICAO 9303-11 §9.2). */
export function parseSecurityInfos(bytes: Uint8Array): Result<SecurityInfos, 'card-unreadable'> {
  const set = readAsn(bytes, LONGEST)?.as(tags.set);
  const all = set?.items.map(toInfo) ?? [];
  const isWhole = all.length > 0 && all.length <= MOST_INFOS && all.every((one) => one !== undefined);
  if (!isWhole) return fail('card-unreadable');
  return ok({
    all,
    pace: all.flatMap(toPace),
    chipAuthentication: all.flatMap(toChipAuthentication),
    chipKeys: all.flatMap(toChipKey),
    activeAuthentication: all.flatMap(toActiveAuthentication),
  });
}

/** EF.DG14 is SecurityInfos under tag `6E` (ICAO 9303-10 §4.7.14). */
export function parseDg14(file: Uint8Array): Result<SecurityInfos, 'card-unreadable'> {
  const inside = readAsn(file, LONGEST)?.as(0x6e)?.value;
  return inside ? parseSecurityInfos(inside) : fail('card-unreadable');
}

function toInfo(one: Asn): SecurityInfo | undefined {
  const [name, required, optional] = one.as(tags.sequence)?.items ?? [];
  const oid = name?.oid;
  if (oid === undefined || !required || one.items.length > 3) return undefined;
  return { oid, required, ...(optional && { optional }) };
}

/** The two arcs below a protocol's name; `undefined` where `oid` is not below it. */
function arcs(oid: string, protocol: number): readonly [string, string] | undefined {
  const start = `${bsi}.${protocol}.`;
  const [first, second, ...rest] = oid.startsWith(start) ? oid.slice(start.length).split('.') : [];
  return first !== undefined && second !== undefined && rest.length === 0 ? [first, second] : undefined;
}

/** Version 1 and parameters of the chip's own are not ICAO's PACE: such offers are passed over. */
function toPace({ oid, required, optional }: SecurityInfo): PaceInfo[] {
  const [kind, suite] = arcs(oid, 4) ?? [];
  const way = kind && mappings[kind];
  const cipher = suite && ciphers[suite];
  const parameterId = optional?.integer;
  if (!way || !cipher || required.integer !== 2n || parameterId === undefined || parameterId > 31n) return [];
  if (way.mapping === 'CAM' && cipher === '3DES') return [];
  return [{ oid, oidBytes: oidBytes(oid), ...way, cipher, version: 2, parameterId: Number(parameterId) }];
}

function toChipAuthentication({ oid, required, optional }: SecurityInfo): ChipAuthenticationInfo[] {
  const [kind, suite] = arcs(oid, 3) ?? [];
  const agreement = kind && agreements[kind];
  const cipher = suite && ciphers[suite];
  const version = required.integer;
  if (!agreement || !cipher || version === undefined || version > 2n) return [];
  const key = keyIdOf(optional);
  return [{ oid, oidBytes: oidBytes(oid), agreement, cipher, version: Number(version), ...key }];
}

function toChipKey({ oid, required, optional }: SecurityInfo): ChipPublicKey[] {
  const agreement = oid.startsWith(`${bsi}.1.`) ? agreements[oid.slice(bsi.length + 3)] : undefined;
  if (!agreement || required.tag !== tags.sequence) return [];
  return [{ agreement, spki: required.raw, ...keyIdOf(optional) }];
}

function toActiveAuthentication({ oid, required, optional }: SecurityInfo): ActiveAuthenticationInfo[] {
  const signatureOid = optional?.oid;
  const isActive = oid === '2.23.136.1.1.5' && required.integer === 1n;
  return isActive && signatureOid !== undefined ? [{ signatureOid }] : [];
}

function keyIdOf(optional: Asn | undefined): { readonly keyId?: bigint } {
  const keyId = optional?.integer;
  return keyId === undefined ? {} : { keyId };
}

/** All arcs of {@link bsi} and below it that are used here fit in one byte each (X.690 §8.19). */
function oidBytes(oid: string): Uint8Array {
  const [first, second, ...rest] = oid.split('.').map(Number) as [number, number, ...number[]];
  return Uint8Array.of(first * 40 + second, ...rest);
}
