import type { IsoDay } from '../person.ts';
import { dayOf, detailsOf, otherNamesOf, present, textOf, textsOf } from './details.ts';

/** Additional personal details; every field is optional. Texts are in NFC, fillers taken out. */
export interface Dg11 {
  readonly name?: string;
  readonly otherNames: readonly string[];
  readonly personalNumber?: string;
  readonly birthDay?: IsoDay;
  readonly birthPlace: readonly string[];
  readonly address: readonly string[];
  readonly telephone?: string;
  readonly profession?: string;
  readonly title?: string;
  readonly summary?: string;
  readonly otherDocuments: readonly string[];
  readonly custody?: string;
}

const dg11Tag = 0x6b;
const tags = {
  name: 0x5f0e,
  otherName: 0x5f0f,
  personalNumber: 0x5f10,
  birthPlace: 0x5f11,
  telephone: 0x5f12,
  profession: 0x5f13,
  title: 0x5f14,
  summary: 0x5f15,
  otherDocuments: 0x5f17,
  custody: 0x5f18,
  birthDay: 0x5f2b,
  address: 0x5f42,
} as const;

/** Reads DG11 by its tags (ICAO 9303-10 §4.7.11); the scanned proof of citizenship is left where it is. */
export function parseDg11(file: Uint8Array): Dg11 | undefined {
  const details = detailsOf(file, dg11Tag);
  if (!details) return undefined;
  const text = (tag: number) => textOf(details.get(tag));
  const texts = (tag: number) => textsOf(details.get(tag));
  return present<Dg11>({
    name: text(tags.name),
    otherNames: otherNamesOf(details, tags.otherName),
    personalNumber: text(tags.personalNumber),
    birthDay: dayOf(details.get(tags.birthDay)),
    birthPlace: texts(tags.birthPlace),
    address: texts(tags.address),
    telephone: text(tags.telephone),
    profession: text(tags.profession),
    title: text(tags.title),
    summary: text(tags.summary),
    otherDocuments: texts(tags.otherDocuments),
    custody: text(tags.custody),
  });
}
