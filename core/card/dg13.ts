import { findValue, readTlvs, type Tlv } from './tlv.ts';

/** What DG13 says of the citizen; cards differ, so any field may be missing. Texts are in NFC. */
export interface Dg13 {
  readonly idNumber?: string;
  readonly name?: string;
  /** `dd/mm/yyyy`. */
  readonly birthDay?: string;
  readonly sex?: string;
  readonly nationality?: string;
  readonly ethnicity?: string;
  readonly religion?: string;
  readonly origin?: string;
  readonly residence?: string;
  readonly features?: string;
  /** `dd/mm/yyyy`. */
  readonly issueDay?: string;
  /** `dd/mm/yyyy`, or words such as "Không thời hạn". */
  readonly expiryDay?: string;
  readonly parents: readonly string[];
  readonly spouse?: string;
  readonly oldIdNumber?: string;
}

type TextField = Exclude<keyof Dg13, 'parents'>;

/** Fields by the INTEGER that begins each: no public specification exists, so this follows published readers. */
const fieldOf: Readonly<Record<number, TextField>> = {
  1: 'idNumber',
  2: 'name',
  3: 'birthDay',
  4: 'sex',
  5: 'nationality',
  6: 'ethnicity',
  7: 'religion',
  8: 'origin',
  9: 'residence',
  10: 'features',
  11: 'issueDay',
  12: 'expiryDay',
  14: 'spouse',
  15: 'oldIdNumber',
};
const parentsIndex = 13;

const tags = { dg13: 0x6d, sequence: 0x30, set: 0x31, integer: 0x02, utf8: 0x0c, printable: 0x13 } as const;

/** Reads DG13 by index, never by position; `undefined` where it is not the SEQUENCE that is known. */
export function parseDg13(file: Uint8Array): Dg13 | undefined {
  const content = findValue(file, tags.dg13);
  const outer = content && findValue(content, tags.sequence);
  const set = outer && findValue(outer, tags.set);
  const items = set && readTlvs(set);
  if (!items?.ok) return undefined;
  return Object.assign({ parents: [] }, ...items.value.map(fieldIn)) as Dg13;
}

/** One `SEQUENCE { INTEGER index, value }`; the value may be text, nested SEQUENCEs of text, or absent. */
function fieldIn({ tag, value }: Tlv): Partial<Dg13> {
  const parts = readTlvs(value);
  if (tag !== tags.sequence || !parts.ok) return {};
  const [index, ...values] = parts.value;
  if (index?.tag !== tags.integer || index.value.length !== 1) return {};
  const texts = values.flatMap(textsIn);
  if (index.value[0] === parentsIndex) return { parents: texts };
  const field = fieldOf[index.value[0]!];
  return field && texts[0] ? { [field]: texts[0] } : {};
}

/** Every text inside, in order: the parents come as two SEQUENCEs on some cards, as one on others. */
function textsIn({ tag, value }: Tlv): string[] {
  if (tag === tags.utf8 || tag === tags.printable) {
    const text = new TextDecoder().decode(value).normalize('NFC').trim();
    return text ? [text] : [];
  }
  const inner = tag === tags.sequence ? readTlvs(value) : undefined;
  return inner?.ok ? inner.value.flatMap(textsIn) : [];
}
