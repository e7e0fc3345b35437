import { numberToBytesBE } from '@noble/curves/utils.js';
import { curveDomain, curves } from './curves.ts';
import { type Asn, bigEndian, readAsn, tags } from './der.ts';
import { type Domain, domainOf, type Element } from './domains.ts';
import { curveOf } from './signing-curves.ts';

/** The chip's static key for chip authentication, on its domain parameters. */
export interface ChipKey {
  readonly domain: Domain;
  readonly element: Element;
}

const LONGEST = 4_096;

/** Key algorithms (RFC 5480 §2.1.1; RFC 3279 §2.3.3; BSI TR-03110-3 A.2.1.1 for rows of the standardised table). */
const algorithms = {
  curve: '1.2.840.10045.2.1',
  dhOfPkcs3: '1.2.840.113549.1.3.1',
  dhOfX942: '1.2.840.10046.2.1',
  standardised: '0.4.0.127.0.7.1.2',
} as const;
/** Rows of groups of residues (ICAO 9303-11 §9.5.1). */
const groupRows = [0, 1, 2];
/** Curves that are standard, but not among those that PACE is read with here. */
const WITHOUT_ROW = -1;

/**
 * Reads the SubjectPublicKeyInfo of a chip authentication key (ICAO 9303-11 §9.2.6). Parameters that are written out
 * must be those of a standard in every number; `undefined` for any others, and for an element that is none of theirs.
 */
export function chipKeyOf(spki: Uint8Array): ChipKey | undefined {
  const [algorithm, bits] = readAsn(spki, LONGEST)?.as(tags.sequence)?.items ?? [];
  const [name, parameters] = algorithm?.items ?? [];
  const key = bits?.bits;
  const domain = domainBy(name?.oid, parameters);
  if (!key || !domain) return undefined;
  const element = domain.agreement === 'DH' ? residueIn(key, domain) : key;
  return element && domain.isElement(element) ? { domain, element } : undefined;
}

function domainBy(oid: string | undefined, parameters: Asn | undefined): Domain | undefined {
  const row = parameters?.integer;
  if (oid === algorithms.standardised) return row === undefined ? undefined : domainOf(Number(row));
  if (oid === algorithms.dhOfPkcs3 || oid === algorithms.dhOfX942) return groupOf(parameters);
  return oid === algorithms.curve ? onCurve(parameters) : undefined;
}

/** A curve with a row has one domain only, so that keys made ahead fit. */
function onCurve(parameters: Asn | undefined): Domain | undefined {
  const curve = curveOf(parameters);
  const row = Object.keys(curves).find((one) => curves[Number(one)] === curve);
  if (row !== undefined) return domainOf(Number(row));
  return curve && curveDomain(WITHOUT_ROW, curve);
}

/** `SEQUENCE { p, g, ... }` of PKCS #3 or X9.42. */
function groupOf(parameters: Asn | undefined): Domain | undefined {
  const [prime, generator] = parameters?.items.map((one) => one.integer) ?? [];
  const known = groupRows.map(domainOf);
  return known.find((one) => one && one.field === prime && bigEndian(one.base) === generator);
}

function residueIn(bits: Uint8Array, { base }: Domain): Element | undefined {
  const residue = readAsn(bits, LONGEST)?.integer;
  const isShort = residue !== undefined && residue < 1n << BigInt(8 * base.length);
  return isShort ? numberToBytesBE(residue, base.length) : undefined;
}
