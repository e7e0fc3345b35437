import { bytesToHex } from '@noble/hashes/utils.js';
import { type Asn, readAsn, tags } from './der.ts';
import { type PublicKey, readPublicKey } from './public-key.ts';
import { type SignatureCheck, verify } from './signature.ts';
import { type Instant, readTime } from './x509-time.ts';

/** What an X.509 certificate says (RFC 5280 §4.1), with the profile of ICAO 9303-12 §7.1 in mind. */
export interface Certificate {
  /** As it came: this is what is hashed and remembered. */
  readonly raw: Uint8Array;
  /** In hexadecimal. */
  readonly serial: string;
  /** Names with case, spacing and string type levelled, for looking up only (RFC 5280 §7.1). */
  readonly issuer: string;
  readonly subject: string;
  /** Two letters, upper case: of the subject. */
  readonly country: string | undefined;
  readonly from: Instant;
  readonly until: Instant;
  /** In hexadecimal (RFC 5280 §4.2.1.2 and §4.2.1.1). */
  readonly subjectKeyId: string | undefined;
  readonly authorityKeyId: string | undefined;
  readonly mayIssue: boolean;
  readonly maySign: boolean;
  readonly mayListRevoked: boolean;
  /** Purposes of the extended key usage (RFC 5280 §4.2.1.12). */
  readonly purposes: readonly string[];
  /** Says something critical that is not understood here, so nothing may be concluded from it (RFC 5280 §4.2). */
  readonly isBeyondUs: boolean;
  /** Read when first asked for; `undefined` for kinds of key that are not in use. */
  readonly publicKey: PublicKey | undefined;
  readonly signed: Asn;
}

interface Extension {
  readonly isCritical: boolean;
  readonly value: Asn | undefined;
}

const LONGEST = 16_384;
const extensionOids = {
  subjectKeyId: '2.5.29.14',
  keyUsage: '2.5.29.15',
  basicConstraints: '2.5.29.19',
  authorityKeyId: '2.5.29.35',
  extendedKeyUsage: '2.5.29.37',
} as const;
const understood: readonly string[] = Object.values(extensionOids);
const countryOid = '2.5.4.6';

/** Reads a certificate in DER or BER; `undefined` where it is none. Its signature is not looked at. */
export function readCertificate(bytes: Uint8Array): Certificate | undefined {
  const signed = readAsn(bytes, LONGEST)?.as(tags.sequence);
  const body = signed?.items[0]?.items ?? [];
  const [serial, , issuer, validity, subject, keyInfo] = body[0]?.tag === 0xa0 ? body.slice(1) : body;
  const [from, until] = (validity?.items ?? []).map(readTime);
  const extensions = extensionsOf(body.find((one) => one.tag === 0xa3)?.items[0]);
  if (!signed || !serial || !issuer || !subject || !keyInfo || !from || !until || !extensions) return undefined;
  let publicKey: { readonly read: PublicKey | undefined } | undefined;
  return {
    raw: signed.raw,
    serial: serialOf(serial),
    issuer: levelledName(issuer),
    subject: levelledName(subject),
    country: countryOf(subject),
    from,
    until,
    ...said(extensions),
    get publicKey() {
      publicKey ??= { read: readPublicKey(keyInfo) };
      return publicKey.read;
    },
    signed,
  };
}

/** Whether `issuer` signed this certificate or list: both are `SEQUENCE { body, algorithm, signature }`. */
export function isSignedBy({ signed }: { readonly signed: Asn }, issuer: Certificate): SignatureCheck {
  const [body, algorithm, signature] = signed.items;
  if (!body || !signature?.bits || signed.items.length !== 3) return 'fails';
  // Both statements of the algorithm must agree (RFC 5280 §4.1.1.2): the outer one is not itself signed.
  const isStatedInside = body.items.some((one) => algorithm && bytesToHex(one.raw) === bytesToHex(algorithm.raw));
  if (!isStatedInside) return 'fails';
  return verify(issuer.publicKey, { bytes: body.raw, signature: signature.bits, algorithm });
}

/** Whether a certificate held at an instant, or on a day. */
export function isValidAt({ from, until }: Certificate, when: Instant): boolean {
  return from.slice(0, when.length) <= when && when <= until.slice(0, when.length);
}

/** A serial number in hexadecimal, however it was padded. */
export const serialOf = (serial: Asn): string => bytesToHex(serial.value).replace(/^(00)+/, '');

/** A name for looking up: attributes in their order, text levelled. */
export function levelledName(name: Asn): string {
  const attributes = name.items.flatMap((set) => set.items);
  return attributes.map(({ items: [type, text] }) => `${type?.oid}=${text && levelled(text.value)}`).join(',');
}

const levelled = (bytes: Uint8Array) => new TextDecoder().decode(bytes).trim().replace(/\s+/g, ' ').toLowerCase();

function countryOf(name: Asn): string | undefined {
  const attribute = name.items.flatMap((set) => set.items).find((one) => one.items[0]?.oid === countryOid);
  return attribute?.items[1] && levelled(attribute.items[1].value).toUpperCase();
}

/** By identifier; `undefined` where one is broken or comes twice (RFC 5280 §4.2). */
function extensionsOf(list: Asn | undefined): ReadonlyMap<string, Extension> | undefined {
  const found = new Map<string, Extension>();
  for (const { items } of list?.items ?? []) {
    const oid = items[0]?.oid;
    const value = items.at(-1)?.octets;
    if (oid === undefined || !value || found.has(oid)) return undefined;
    const isCritical = items[1]?.tag === tags.boolean && items[1].value[0] !== 0;
    found.set(oid, { isCritical, value: readAsn(value, LONGEST) });
  }
  return found;
}

function said(extensions: ReadonlyMap<string, Extension>) {
  const of = (name: keyof typeof extensionOids) => extensions.get(extensionOids[name])?.value;
  const usage = of('keyUsage')?.value[1] ?? 0;
  const isAuthority = (of('basicConstraints')?.find(tags.boolean)?.value[0] ?? 0) !== 0;
  const hex = (bytes: Uint8Array | undefined) => bytes && bytesToHex(bytes);
  return {
    subjectKeyId: hex(of('subjectKeyId')?.octets),
    authorityKeyId: hex(of('authorityKeyId')?.find(0x80)?.value),
    // The bits of keyUsage from the highest (RFC 5280 §4.2.1.3): digitalSignature, then keyCertSign and cRLSign.
    maySign: (usage & 0x80) !== 0,
    mayIssue: isAuthority && (usage & 0x04) !== 0,
    mayListRevoked: (usage & 0x02) !== 0,
    purposes: (of('extendedKeyUsage')?.items ?? []).map((one) => one.oid ?? ''),
    isBeyondUs: [...extensions].some(([oid, { isCritical }]) => isCritical && !understood.includes(oid)),
  };
}
