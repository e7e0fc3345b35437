import { constants, createHash, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { curves } from './curves.ts';
import { bits, context, integer, nothing, octets, oid, sequence, setOf, time, yes } from './der.ts';
import { tlv } from './tlv.ts';

/** What somebody signs with. */
export type KeyKind = 'P-256' | 'P-384' | 'brainpoolP256r1' | 'rsa' | 'rsa-pss';

/** Somebody who signs. */
export interface Party {
  readonly kind: KeyKind;
  readonly secret: KeyObject;
  /** SubjectPublicKeyInfo. */
  readonly info: Buffer;
}

/** What is written in a certificate. */
export interface Writing {
  readonly serial: bigint;
  readonly issuer: Buffer;
  readonly subject: Buffer;
  readonly from: string;
  readonly to: string;
  /** The bits of KeyUsage and how many of them are unused; `undefined` for none. */
  readonly usage: readonly [bits: number, unused: number] | undefined;
  readonly isAuthority: boolean;
}

/** Country, organisation, common name (ICAO 9303-12 Table 5). */
export function nameOf(country: string, commonName: string): Buffer {
  const part = (type: string, tag: number, value: string) => setOf(sequence(oid(type), tlv(tag, Buffer.from(value))));
  return sequence(
    part('2.5.4.6', 0x13, country),
    part('2.5.4.10', 0x0c, 'Mot Cham Test, Bureau of Made-Up Citizens Cards'),
    part('2.5.4.3', 0x0c, commonName),
  );
}

/** A key pair of its own. */
export function newParty(kind: KeyKind): Party {
  const { publicKey, privateKey } = kind.startsWith('rsa')
    ? generateKeyPairSync('rsa', { modulusLength: 2048 })
    : generateKeyPairSync('ec', { namedCurve: curves[kind as 'P-256'].openssl });
  return { kind, secret: privateKey, info: publicKey.export({ type: 'spki', format: 'der' }) };
}

/** A signature; of ECDSA always equally long, so that files keep their length. */
export function signatureBy({ kind, secret }: Party, bytes: Buffer): Buffer {
  const hash = kind === 'P-384' ? 'sha384' : 'sha256';
  if (kind === 'rsa') return sign(hash, bytes, secret);
  if (kind === 'rsa-pss')
    return sign(hash, bytes, { key: secret, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 32 });
  const length = 8 + 2 * curves[kind].bytes - 1;
  for (;;) {
    const signature = sign(hash, bytes, secret);
    if (signature.length === length) return signature;
  }
}

/** X.509, version 3 (RFC 5280 §4.1; ICAO 9303-12 §7.1). */
export function certificate(writing: Writing, holder: Party, issuer: Party, issuerKeyId: Buffer): Buffer {
  const algorithm = algorithms[issuer.kind];
  const content = sequence(
    context(0, integer(2)),
    integer(writing.serial),
    algorithm,
    writing.issuer,
    sequence(time(writing.from), time(writing.to)),
    writing.subject,
    holder.info,
    context(3, sequence(...extensions(writing, holder, issuerKeyId))),
  );
  return sequence(content, algorithm, bits(signatureBy(issuer, content)));
}

/** Names a key (RFC 5280 §4.2.1.2 leaves the method to the issuer). */
export function keyId({ info }: Party): Buffer {
  return createHash('sha1').update(info).digest();
}

function extensions({ usage, isAuthority }: Writing, holder: Party, issuerKeyId: Buffer): Buffer[] {
  const found = [
    extension('2.5.29.35', sequence(tlv(0x80, issuerKeyId))),
    extension('2.5.29.14', octets(keyId(holder))),
  ];
  if (usage) found.push(extension('2.5.29.15', bits(Buffer.of(usage[0]), usage[1]), true));
  if (isAuthority) found.push(extension('2.5.29.19', sequence(yes, integer(0)), true));
  return found;
}

function extension(type: string, value: Buffer, isCritical = false): Buffer {
  return sequence(oid(type), ...(isCritical ? [yes] : []), octets(value));
}

const sha256 = sequence(oid('2.16.840.1.101.3.4.2.1'), nothing);

export const algorithms: Readonly<Record<KeyKind, Buffer>> = {
  'P-256': sequence(oid('1.2.840.10045.4.3.2')),
  brainpoolP256r1: sequence(oid('1.2.840.10045.4.3.2')),
  'P-384': sequence(oid('1.2.840.10045.4.3.3')),
  rsa: sequence(oid('1.2.840.113549.1.1.11'), nothing),
  'rsa-pss': sequence(
    oid('1.2.840.113549.1.1.10'),
    sequence(context(0, sha256), context(1, sequence(oid('1.2.840.113549.1.1.8'), sha256)), context(2, integer(32))),
  ),
};
