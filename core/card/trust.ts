import { type Certificate, readCertificate } from './certificate.ts';
import { isListedBy, type RevocationList, readRevocationList } from './crl.ts';
import { type MasterList, openMasterList } from './master-list.ts';

/** What a site trusts: whatever stands in it by itself is a root (ICAO 9303-12 §3: CSCA certificates). */
export interface TrustSources {
  /** Texts, each with any number of certificates. */
  readonly pem?: readonly string[];
  readonly der?: readonly Uint8Array[];
  readonly masterLists?: readonly MasterList[];
  readonly crls?: readonly Uint8Array[];
}

/** The issuers that are known, and what they took back. */
export interface Trust {
  /** Those who may have issued a certificate, by its key id, else by name; their signature is yet to be checked. */
  issuersOf(certificate: Certificate): readonly Certificate[];
  isRevoked(certificate: Certificate, issuer: Certificate): boolean;
  /** For the technician: how many were taken, and how many could not be. */
  readonly counts: {
    readonly certificates: number;
    readonly unreadable: number;
    readonly refusedMasterLists: number;
    readonly refusedCrls: number;
  };
}

/** Opens and indexes a site's trust once. What cannot be read is passed over and counted, never fatal. */
export function openTrust({ pem = [], der = [], masterLists = [], crls = [] }: TrustSources): Trust {
  const lists = masterLists.map(openMasterList);
  const sources = [...pem.flatMap(certificatesIn), ...der, ...lists.flatMap((one) => one ?? [])];
  const certificates = sources.map((bytes) => bytes && readCertificate(bytes)).filter((one) => one !== undefined);
  const byKeyId = Map.groupBy(certificates, (one) => one.subjectKeyId);
  const byName = Map.groupBy(certificates, (one) => one.subject);
  const isGenuine = (one: RevocationList) => isListedBy(one, byName.get(one.issuer) ?? []);
  const revocations = crls.map(readRevocationList).filter((one) => one && isGenuine(one));
  return {
    issuersOf: ({ authorityKeyId, issuer }) =>
      (authorityKeyId !== undefined && byKeyId.get(authorityKeyId)) || (byName.get(issuer) ?? []),
    isRevoked({ issuer, serial }, { subject }) {
      return revocations.some((one) => one && [issuer, subject].includes(one.issuer) && one.serials.has(serial));
    },
    counts: {
      certificates: certificates.length,
      unreadable: sources.length - certificates.length,
      refusedMasterLists: lists.filter((one) => !one).length,
      refusedCrls: crls.length - revocations.length,
    },
  };
}

const pemBlock = /-----BEGIN (?:X509 )?CERTIFICATE-----([^-]*)-----END/g;
const base64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

/** The certificates of a text (RFC 7468 §5), `undefined` for one that is spoilt. */
function certificatesIn(text: string): (Uint8Array | undefined)[] {
  return Array.from(text.matchAll(pemBlock), ([, body]) => {
    const letters = body!.replace(/\s/g, '');
    return base64.test(letters) ? Uint8Array.from(atob(letters), (letter) => letter.charCodeAt(0)) : undefined;
  });
}
