import { type Certificate, isSignedBy, levelledName, serialOf } from './certificate.ts';
import { type Asn, readAsn, tags } from './der.ts';

/** What a country takes back (RFC 5280 §5.1, profile in ICAO 9303-12 §7.1.4). */
export interface RevocationList {
  readonly issuer: string;
  readonly serials: ReadonlySet<string>;
  readonly signed: Asn;
}

const LONGEST = 4_194_304;

/** Reads a CRL; `undefined` where it is none. Old ones count too: what was revoked stays so. */
export function readRevocationList(bytes: Uint8Array): RevocationList | undefined {
  const signed = readAsn(bytes, LONGEST)?.as(tags.sequence);
  const body = signed?.items[0]?.items ?? [];
  const [, issuer, ...rest] = body[0]?.tag === tags.integer ? body.slice(1) : body;
  if (!signed || !issuer?.as(tags.sequence) || rest.length === 0) return undefined;
  // The times come before the entries, and only the entries are a SEQUENCE.
  const entries = rest.find((one) => one.tag === tags.sequence)?.items ?? [];
  const serials = entries.flatMap(({ items: [serial] }) => (serial ? [serialOf(serial)] : []));
  return { issuer: levelledName(issuer), serials: new Set(serials), signed };
}

/** Whether one of these issuers signed the list: a country's newer key speaks for its older ones too. */
export function isListedBy(list: RevocationList, issuers: readonly Certificate[]): boolean {
  return issuers.some((one) => one.mayListRevoked && isSignedBy(list, one) === 'holds');
}
