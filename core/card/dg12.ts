import type { IsoDay } from '../person.ts';
import { dayOf, detailsOf, otherNamesOf, present, textOf } from './details.ts';

/** Additional details of the document; every field is optional. Texts are in NFC, fillers taken out. */
export interface Dg12 {
  readonly authority?: string;
  readonly issueDay?: IsoDay;
  readonly otherNames: readonly string[];
  readonly endorsements?: string;
  readonly taxOrExit?: string;
  /** `yyyyMMddhhmmss` as the issuer's machine wrote it. */
  readonly personalizedAt?: string;
  readonly personalizedBy?: string;
}

const dg12Tag = 0x6c;
const tags = {
  authority: 0x5f19,
  otherName: 0x5f1a,
  endorsements: 0x5f1b,
  taxOrExit: 0x5f1c,
  issueDay: 0x5f26,
  personalizedAt: 0x5f55,
  personalizedBy: 0x5f56,
} as const;
const PACKED_MOMENT = 7;

/** Reads DG12 by its tags (ICAO 9303-10 §4.7.12); pictures of the document's sides are left where they are. */
export function parseDg12(file: Uint8Array): Dg12 | undefined {
  const details = detailsOf(file, dg12Tag);
  if (!details) return undefined;
  const text = (tag: number) => textOf(details.get(tag));
  return present<Dg12>({
    authority: text(tags.authority),
    issueDay: dayOf(details.get(tags.issueDay)),
    otherNames: otherNamesOf(details, tags.otherName),
    endorsements: text(tags.endorsements),
    taxOrExit: text(tags.taxOrExit),
    personalizedAt: momentOf(details.get(tags.personalizedAt)),
    personalizedBy: text(tags.personalizedBy),
  });
}

/** Fourteen digits, or seven packed bytes. */
function momentOf(value: Uint8Array | undefined): string | undefined {
  const isPacked = value?.length === PACKED_MOMENT;
  const digits = isPacked ? Array.from(value, (byte) => byte.toString(16).padStart(2, '0')).join('') : textOf(value);
  return digits && /^\d{14}$/.test(digits) ? digits : undefined;
}
