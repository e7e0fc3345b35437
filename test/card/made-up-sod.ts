import { createHash } from 'node:crypto';
import { type HashName, hashAlgorithm, type Party } from './made-up-issuer.ts';
import { der, integer, octets, oid, sequence, set, time } from './write-der.ts';

/** What a SignedData may say otherwise than usual. */
export interface SignedSays {
  readonly type: string;
  readonly content: Uint8Array;
  readonly signer: Party;
  readonly certificates?: readonly Uint8Array[];
  readonly digest?: HashName;
  readonly signedAt?: string;
  readonly isByKeyId?: boolean;
}

/** A CMS SignedData (RFC 5652 §5.1). */
export function signData(says: SignedSays): Uint8Array {
  const { type, content, signer, digest = 'sha256', certificates = [signer.certificate] } = says;
  const attributes = [
    sequence(oid('1.2.840.113549.1.9.3'), set(oid(type))),
    ...(says.signedAt ? [sequence(oid('1.2.840.113549.1.9.5'), set(time(says.signedAt)))] : []),
    sequence(oid('1.2.840.113549.1.9.4'), set(octets(createHash(digest).update(content).digest()))),
  ];
  const who = says.isByKeyId ? der(0x80, signer.keyId) : sequence(signer.issuerName, integer(signer.serial));
  const info = sequence(
    integer(1),
    who,
    hashAlgorithm(digest),
    der(0xa0, ...attributes),
    signer.algorithm,
    octets(signer.sign(set(...attributes))),
  );
  const inside = sequence(
    integer(3),
    set(hashAlgorithm(digest)),
    sequence(oid(type), der(0xa0, octets(content))),
    der(0xa0, ...certificates),
    set(info),
  );
  return Uint8Array.from(sequence(oid('1.2.840.113549.1.7.2'), der(0xa0, inside)));
}

export type Files = Readonly<Record<number, Uint8Array>>;

/** What a security object may say otherwise than usual. */
export interface SodSays extends Omit<SignedSays, 'type' | 'content'> {
  readonly files: Files;
  readonly type?: string;
}

/** EF.SOD over data groups by their number (ICAO 9303-10 §4.6.2). */
export function makeSod({ files, type = '2.23.136.1.1.1', digest = 'sha256', ...rest }: SodSays): Uint8Array {
  const hashes = Object.entries(files).map(([number, bytes]) =>
    sequence(integer(Number(number)), octets(createHash(digest).update(bytes).digest())),
  );
  const content = sequence(integer(0), hashAlgorithm(digest), sequence(...hashes));
  return Uint8Array.from(der(0x77, signData({ type, content, digest, ...rest })));
}

/** A master list (ICAO 9303-12 §8). */
export function makeMasterList(signer: Party, certificates: readonly Uint8Array[]): Uint8Array {
  return signData({ type: '2.23.136.1.1.2', content: sequence(integer(0), set(...certificates)), signer });
}
