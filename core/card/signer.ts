import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import type { IsoDay } from '../person.ts';
import { type Certificate, isSignedBy, isValidAt } from './certificate.ts';
import type { SignedData } from './cms.ts';
import type { Doubt } from './proof.ts';
import type { SignatureCheck } from './signature.ts';
import type { Trust } from './trust.ts';
import type { Instant } from './x509-time.ts';

/** Signers whose issuer's signature was once checked, by SHA-256 of their certificate: one check for all their cards. */
export type VerifiedSigners = Map<string, Certificate>;

/** What a signer is judged by. */
export interface Judging {
  readonly trust: Trust;
  /** Today. */
  readonly at: IsoDay;
  readonly verifiedSigners?: VerifiedSigners | undefined;
}

/** Either the country that stands behind a signer, or what speaks against relying on it. */
export type Judgement = { readonly country: string } | { readonly doubt: Doubt };

/**
 * Judges a signature by itself first, then by who stands behind it: of EF.SOD, and of EF.CardSecurity (ICAO 9303-11
 * §5.1 and §9.2.11). `altered` where the signature does not fit what it is over.
 */
export function judgeSigned({ check, signer, signedAt }: SignedData, judging: Judging): Judgement | 'altered' {
  if (check === 'fails') return 'altered';
  if (!signer) return { doubt: 'issuer-unknown' };
  return check === 'unknown' ? { doubt: 'algorithm-unknown' } : judgeSigner(signer, signedAt, judging);
}

/**
 * Follows a signer to a trusted issuer (ICAO 9303-11 §5.1, RFC 5280 §6.1 for a path of two); of several issuers with
 * the same key id or name each is tried.
 */
function judgeSigner(signer: Certificate, signedAt: Instant | undefined, judging: Judging): Judgement {
  let doubt: Doubt = 'issuer-unknown';
  for (const issuer of judging.trust.issuersOf(signer)) {
    const check = checkIssued(issuer, signer, judging.verifiedSigners);
    const isFit = isFitIssuer(issuer, signer, signedAt ?? judging.at);
    if (check === 'holds' && isFit) return judgeIssued(issuer, signer, signedAt, judging);
    if (check === 'holds') doubt = 'issuer-not-valid';
    if (check === 'unknown' && doubt === 'issuer-unknown') doubt = 'algorithm-unknown';
  }
  return { doubt };
}

function judgeIssued(
  issuer: Certificate,
  signer: Certificate,
  signedAt: Instant | undefined,
  judging: Judging,
): Judgement {
  if (!isFitSigner(signer, signedAt, judging.at)) return { doubt: 'signer-not-valid' };
  if (judging.trust.isRevoked(signer, issuer)) return { doubt: 'signer-revoked' };
  const { country } = issuer;
  return country !== undefined && country === signer.country ? { country } : { doubt: 'country-differs' };
}

/**
 * A document signer signs and does nothing else (ICAO 9303-12 §7.1.1). It must have been valid when it signed, since a
 * document may outlive it; where it does not say when that was, it must be valid today.
 */
function isFitSigner(signer: Certificate, signedAt: Instant | undefined, at: IsoDay): boolean {
  const isFuture = signedAt !== undefined && signedAt.slice(0, at.length) > at;
  const isUsual = signer.maySign && !signer.mayIssue && !signer.isBeyondUs;
  return isUsual && !isFuture && isValidAt(signer, signedAt ?? at);
}

/** Valid both when the signer was given its certificate and when it signed. */
function isFitIssuer(issuer: Certificate, signer: Certificate, when: Instant): boolean {
  return issuer.mayIssue && !issuer.isBeyondUs && isValidAt(issuer, signer.from) && isValidAt(issuer, when);
}

/** The memory holds issuers themselves: one that is no longer trusted is not found in it. */
function checkIssued(issuer: Certificate, signer: Certificate, verified: VerifiedSigners | undefined): SignatureCheck {
  const key = bytesToHex(sha256(signer.raw));
  if (verified?.get(key) === issuer) return 'holds';
  const check = isSignedBy(signer, issuer);
  if (check === 'holds') verified?.set(key, issuer);
  return check;
}
