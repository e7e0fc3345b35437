import { countryOfMrz } from './countries.ts';
import type { PassiveProof, SignedPart } from './proof.ts';
import { openSecurityObject, partMatches, type SecurityObject, type SignedFile } from './security-object.ts';
import { type Judging, judgeSigned } from './signer.ts';

/** What was read of a card, and what it is judged by. */
export interface PassiveEvidence extends Judging {
  /** EF.SOD as read, or opened (its signature is then checked only once); `undefined` where the chip holds none. */
  readonly sod: Uint8Array | SecurityObject | undefined;
  /** The files as read, with nothing taken off. The proof is of these, and of no others. */
  readonly files: ReadonlyMap<SignedFile, Uint8Array>;
  /** Issuing state as the MRZ writes it, such as `VNM`; one that no state has cannot be compared and is a doubt. */
  readonly mrzCountry?: string | undefined;
}

const doubts = (doubt: (PassiveProof & { kind: 'not-proved' })['doubt']): PassiveProof => ({
  kind: 'not-proved',
  doubt,
});

/**
 * Passive authentication (ICAO 9303-11 §5.1). What was altered is said first, even of a card whose issuer is unknown;
 * `signed` is said only once nothing is left to check. A security object that cannot be read is not what an issuer
 * wrote, so it counts as altered. Never throws, whatever the bytes are.
 */
export function provePassive(evidence: PassiveEvidence): PassiveProof {
  const { sod, files, mrzCountry } = evidence;
  if (!sod) return doubts('no-security-object');
  const security = sod instanceof Uint8Array ? openSecurityObject(sod) : sod;
  if (!security) return { kind: 'altered', which: ['security-object'] };
  const altered = alteredParts(security, files);
  const judged = judgeSigned(security.signed, evidence);
  if (judged === 'altered') return { kind: 'altered', which: [...altered, 'security-object'] };
  if (altered.length > 0) return { kind: 'altered', which: altered };
  if ('doubt' in judged) return doubts(judged.doubt);
  if (!security.hash) return doubts('algorithm-unknown');
  const isSameCountry = mrzCountry === undefined || countryOfMrz(mrzCountry) === judged.country;
  return isSameCountry ? { kind: 'signed', country: judged.country } : doubts('country-differs');
}

function alteredParts(security: SecurityObject, files: PassiveEvidence['files']): SignedPart[] {
  return [...files].filter(([part, bytes]) => partMatches(security, part, bytes) === false).map(([part]) => part);
}
