import { bytesToHex } from '@noble/hashes/utils.js';
import { type Certificate, levelledName, readCertificate, serialOf } from './certificate.ts';
import { type Asn, readAsn, tags } from './der.ts';
import { type Hash, hashOf } from './hashes.ts';
import { isSame } from './session-keys.ts';
import { type SignatureCheck, verify } from './signature.ts';
import { writeTlv } from './tlv.ts';
import { type Instant, readTime } from './x509-time.ts';

/** A CMS SignedData with its one signer (RFC 5652 §5.1, as narrowed by ICAO 9303-10 §4.6.2.2). */
export interface SignedData {
  readonly contentType: string;
  /** What is signed: the bytes of eContent, pieces joined. */
  readonly content: Uint8Array;
  /** The signer's certificate, where it is inside. */
  readonly signer: Certificate | undefined;
  /** What the signer itself says of when it signed (RFC 5652 §11.3); many say nothing. */
  readonly signedAt: Instant | undefined;
  /** Whether that signer signed just this content; found out when first asked, and remembered. */
  readonly check: SignatureCheck;
}

interface SignerInfo {
  readonly signerId: Asn;
  readonly signedAt: Instant | undefined;
  readonly digest: Hash | undefined;
  readonly algorithm: Asn | undefined;
  readonly signature: Uint8Array;
  /** The signed attributes as they are hashed: a SET, not `[0]` (RFC 5652 §5.4). */
  readonly attributes: Uint8Array;
  readonly contentType: string | undefined;
  readonly messageDigest: Uint8Array | undefined;
}

const signedDataOid = '1.2.840.113549.1.7.2';
const attributeOids = {
  contentType: '1.2.840.113549.1.9.3',
  messageDigest: '1.2.840.113549.1.9.4',
  signingTime: '1.2.840.113549.1.9.5',
} as const;
const MOST_CERTIFICATES = 8;

/** Reads a SignedData in BER; `undefined` where it is none, or lacks content, signed attributes or a single signer. */
export function readSignedData(bytes: Uint8Array, most: number): SignedData | undefined {
  const [type, wrapped] = readAsn(bytes, most)?.as(tags.sequence)?.items ?? [];
  const parts = wrapped?.as(0xa0)?.items[0]?.as(tags.sequence)?.items ?? [];
  const [contentType, inside] = parts[2]?.items ?? [];
  const content = inside?.as(0xa0)?.items[0]?.octets;
  const signers = parts.at(-1)?.as(tags.set)?.items ?? [];
  const info = signers[0] && signerInfo(signers[0]);
  if (type?.oid !== signedDataOid || contentType?.oid === undefined || !content) return undefined;
  if (!info || signers.length !== 1) return undefined;
  const certificates = parts.slice(3, -1).find((one) => one.tag === 0xa0)?.items ?? [];
  const read = certificates.slice(0, MOST_CERTIFICATES).map((one) => readCertificate(one.raw));
  const signer = read.find((one) => one && isNamed(one, info.signerId));
  const said = { contentType: contentType.oid, content, signer, signedAt: info.signedAt };
  let check: SignatureCheck | undefined;
  return {
    ...said,
    get check() {
      check ??= checkSigned(said, info);
      return check;
    },
  };
}

/** RFC 5652 §5.4 and §5.6: type and digest of the content are signed attributes, and the signature over those fits. */
function checkSigned({ contentType, content, signer }: Omit<SignedData, 'check'>, info: SignerInfo): SignatureCheck {
  const { digest, messageDigest, attributes, signature, algorithm } = info;
  if (!messageDigest || info.contentType !== contentType) return 'fails';
  if (!digest) return 'unknown';
  if (!isSame(digest(content), messageDigest)) return 'fails';
  return verify(signer?.publicKey, { bytes: attributes, signature, algorithm, digest });
}

/** SignerInfo (RFC 5652 §5.3): version, who, digestAlgorithm, `[0]` signed attributes, algorithm, signature. */
function signerInfo({ items }: Asn): SignerInfo | undefined {
  const [, signerId, digestAlgorithm, attributes, algorithm, signature] = items;
  if (!signerId || !attributes?.as(0xa0) || !signature?.octets) return undefined;
  const time = attribute(attributes, attributeOids.signingTime);
  return {
    signerId,
    digest: hashOf(digestAlgorithm),
    algorithm,
    signature: signature.octets,
    attributes: writeTlv(tags.set, attributes.value),
    contentType: attribute(attributes, attributeOids.contentType)?.oid,
    messageDigest: attribute(attributes, attributeOids.messageDigest)?.octets,
    signedAt: time && readTime(time),
  };
}

function attribute(attributes: Asn, oid: string): Asn | undefined {
  const values = attributes.items.find((one) => one.items[0]?.oid === oid)?.items[1]?.as(tags.set)?.items;
  return values?.length === 1 ? values[0] : undefined;
}

/** By issuer and serial number, or by key id (RFC 5652 §5.3, SignerIdentifier). */
function isNamed(certificate: Certificate, signerId: Asn): boolean {
  if (signerId.tag === 0x80) return certificate.subjectKeyId === bytesToHex(signerId.value);
  const [issuer, serial] = signerId.items;
  if (!issuer || !serial) return false;
  return levelledName(issuer) === certificate.issuer && serialOf(serial) === certificate.serial;
}
