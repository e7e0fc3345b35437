import { isSignedBy, isValidAt, readCertificate } from './certificate.ts';
import { readSignedData } from './cms.ts';
import { readAsn, tags } from './der.ts';

/** A list of countries' certificates that one of them has signed, and the roots that its signer must come from. */
export interface MasterList {
  readonly bytes: Uint8Array;
  /** In DER: certificates that were got by a trusted way. */
  readonly signerRoots: readonly Uint8Array[];
}

const masterListOid = '2.23.136.1.1.2';
const masterListSigning = '2.23.136.1.1.3';
const LONGEST = 16_777_216;

/**
 * The certificates of a master list (ICAO 9303-12 §8), in DER; `undefined` unless its signature holds, its signer may
 * sign such lists, and one of the roots issued him.
 */
export function openMasterList({ bytes, signerRoots }: MasterList): readonly Uint8Array[] | undefined {
  const signed = readSignedData(bytes, LONGEST);
  const signer = signed?.signer;
  if (signed?.contentType !== masterListOid || !signer?.purposes.includes(masterListSigning)) return undefined;
  if (!signer.maySign || (signed.signedAt !== undefined && !isValidAt(signer, signed.signedAt))) return undefined;
  const roots = signerRoots.map(readCertificate).filter((one) => one?.mayIssue);
  const isRooted = roots.some((one) => one && isSignedBy(signer, one) === 'holds');
  if (!isRooted || signed.check !== 'holds') return undefined;
  const [, certificates] = readAsn(signed.content, LONGEST)?.as(tags.sequence)?.items ?? [];
  return certificates?.as(tags.set)?.items.map((one) => one.raw);
}
