import { constants, createHash, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { der, integer, octets, oid, sequence, set, time } from './write-der.ts';

export type HashName = 'sha1' | 'sha224' | 'sha256' | 'sha384' | 'sha512';
const hashOids: Record<HashName, string> = {
  sha1: '1.3.14.3.2.26',
  sha224: '2.16.840.1.101.3.4.2.4',
  sha256: '2.16.840.1.101.3.4.2.1',
  sha384: '2.16.840.1.101.3.4.2.2',
  sha512: '2.16.840.1.101.3.4.2.3',
};
const last: Record<HashName, readonly [rsa: number, ec: string]> = {
  sha1: [5, '1'],
  sha224: [14, '3.1'],
  sha256: [11, '3.2'],
  sha384: [12, '3.3'],
  sha512: [13, '3.4'],
};
export const hashAlgorithm = (hash: HashName) => sequence(oid(hashOids[hash]), der(0x05));

/** How someone signs. */
export interface Manner {
  readonly hash: HashName;
  /** A curve of OpenSSL's, or RSA's padding. */
  readonly by: string;
  /** The curve is spelt out instead of named. */
  readonly isExplicit?: boolean;
}

/** Someone who signs: keys are made once per manner, since RSA's take long. */
export interface Hand {
  readonly spki: Uint8Array;
  readonly algorithm: Uint8Array;
  sign(bytes: Uint8Array): Uint8Array;
}

export function makeHand({ hash, by, isExplicit }: Manner): Hand {
  const isRsa = by === 'pkcs1' || by === 'pss';
  const pair: { publicKey: KeyObject; privateKey: KeyObject } = isRsa
    ? generateKeyPairSync('rsa', { modulusLength: 2048 })
    : generateKeyPairSync('ec', { namedCurve: by, paramEncoding: isExplicit ? 'explicit' : 'named' });
  const padding = by === 'pss' ? { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 20 } : {};
  return {
    spki: pair.publicKey.export({ type: 'spki', format: 'der' }),
    algorithm: algorithmOf(hash, by),
    sign: (bytes) => sign(hash, bytes, { key: pair.privateKey, ...padding }),
  };
}

function algorithmOf(hash: HashName, by: string): Uint8Array {
  if (by === 'pkcs1') return sequence(oid(`1.2.840.113549.1.1.${last[hash][0]}`), der(0x05));
  if (by !== 'pss') return sequence(oid(`1.2.840.10045.4.${last[hash][1]}`));
  const mask = sequence(oid('1.2.840.113549.1.1.8'), hashAlgorithm(hash));
  // The length of the salt is left to its default of 20 bytes.
  return sequence(oid('1.2.840.113549.1.1.10'), sequence(der(0xa0, hashAlgorithm(hash)), der(0xa1, mask)));
}

/** What a certificate may say otherwise than usual. */
export interface Says {
  readonly name: string;
  readonly country?: string;
  readonly serial?: number;
  readonly from?: string;
  readonly until?: string;
  /** First byte of keyUsage; `undefined` for none. */
  readonly usage: number | undefined;
  readonly isAuthority?: boolean;
  readonly purpose?: string;
  /** An extension that nobody knows, marked critical. */
  readonly isStrange?: boolean;
  readonly hasKeyId?: boolean;
}

export interface Party extends Hand {
  readonly name: Uint8Array;
  readonly issuerName: Uint8Array;
  readonly serial: number;
  readonly keyId: Uint8Array;
  readonly certificate: Uint8Array;
}

const nameOf = ({ name, country = 'VN' }: Says) =>
  sequence(
    set(sequence(oid('2.5.4.6'), der(0x13, Buffer.from(country)))),
    set(sequence(oid('2.5.4.3'), der(0x0c, Buffer.from(name)))),
  );
const keyIdOf = ({ spki }: Hand) => createHash('sha1').update(spki).digest();
const extension = (id: string, isCritical: boolean, value: Uint8Array) =>
  sequence(oid(id), ...(isCritical ? [der(0x01, Buffer.of(0xff))] : []), octets(value));

/** Issues a certificate (RFC 5280 §4.1); without an issuer it signs itself. */
export function certify(hand: Hand, says: Says, issuer?: Party): Party {
  const serial = says.serial ?? 7;
  const by = issuer ?? { ...hand, name: nameOf(says), keyId: keyIdOf(hand) };
  const extensions = [
    ...(says.hasKeyId === false ? [] : [extension('2.5.29.14', false, octets(keyIdOf(hand)))]),
    ...(says.hasKeyId === false ? [] : [extension('2.5.29.35', false, sequence(der(0x80, by.keyId)))]),
    ...(says.usage === undefined ? [] : [extension('2.5.29.15', true, der(0x03, Buffer.of(0, says.usage)))]),
    ...(says.isAuthority ? [extension('2.5.29.19', true, sequence(der(0x01, Buffer.of(0xff))))] : []),
    ...(says.purpose ? [extension('2.5.29.37', true, sequence(oid(says.purpose)))] : []),
    ...(says.isStrange ? [extension('2.999.1', true, octets(Buffer.of(1)))] : []),
  ];
  const validity = sequence(time(says.from ?? '2021-01-01'), time(says.until ?? '2040-01-01'));
  const body = sequence(
    der(0xa0, integer(2)),
    integer(serial),
    by.algorithm,
    by.name,
    validity,
    nameOf(says),
    hand.spki,
    der(0xa3, sequence(...extensions)),
  );
  const certificate = Uint8Array.from(signedBy(by, body));
  return { ...hand, name: nameOf(says), issuerName: by.name, serial, keyId: keyIdOf(hand), certificate };
}

const signedBy = (by: Hand, body: Uint8Array) => sequence(body, by.algorithm, der(0x03, Buffer.of(0), by.sign(body)));

/** A revocation list (RFC 5280 §5.1). */
export function revoke(by: Party, serials: readonly number[]): Uint8Array {
  const entries = serials.map((one) => sequence(integer(one), time('2025-01-01')));
  const body = sequence(
    integer(1),
    by.algorithm,
    by.name,
    time('2025-01-01'),
    time('2027-01-01'),
    sequence(...entries),
  );
  return Uint8Array.from(signedBy(by, body));
}
