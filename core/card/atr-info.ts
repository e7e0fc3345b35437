import { readHeader, readTlvs, type Tlv } from './tlv.ts';

/** What a chip says of the sizes that it takes. */
export interface ChipSizes {
  /** True where the chip says that it takes commands in the extended form; absent where it says nothing. */
  readonly isExtended?: boolean;
  /** Most bytes of one whole answer, its status word included; absent where the chip does not say. */
  readonly longestAnswer?: number;
  readonly longestCommand?: number;
}

const tags = { extendedLengths: 0x7f66, capabilities: 0x47, integer: 0x02 } as const;
const compactCapabilities = 0x73;
/** Bit 7 of the third byte: extended Lc and Le fields (ISO 7816-4 §12.1.1.9, table 119). */
const EXTENDED = 0x40;
const MOST_OBJECTS = 32;

/** Reads EF.ATR/INFO, whose data objects stand side by side (ISO 7816-4 §12.7.1; ICAO 9303-10 §3.11.1). */
export function parseAtrInfo(file: Uint8Array): ChipSizes {
  const objects = objectsUntilBroken(file);
  const find = (tag: number) => objects.find((one) => one.tag === tag)?.value;
  const lengths = find(tags.extendedLengths);
  const [longestCommand, longestAnswer] = lengths ? numbersIn(lengths) : [];
  const third = find(tags.capabilities)?.[2];
  return {
    ...(third === undefined ? {} : { isExtended: (third & EXTENDED) !== 0 }),
    ...(longestAnswer && longestCommand ? { isExtended: true, longestAnswer, longestCommand } : {}),
  };
}

/** What the historical bytes of an answer to reset say in their compact data objects (ISO 7816-4 §12.1.1.9). */
export function sizesInHistoricalBytes(bytes: Uint8Array): ChipSizes {
  const isCompact = bytes[0] === 0x00 || bytes[0] === 0x80;
  for (let at = 1; isCompact && at < bytes.length; at += 1 + (bytes[at]! & 0x0f)) {
    const third = bytes[at + 3];
    if (bytes[at] === compactCapabilities && third !== undefined) return { isExtended: (third & EXTENDED) !== 0 };
  }
  return {};
}

/** The historical bytes of an answer to reset, behind its interface bytes (ISO/IEC 7816-3 §8.2). */
export function historicalBytesOf(atr: Uint8Array): Uint8Array {
  const count = (atr[1] ?? 0) & 0x0f;
  let at = 2;
  for (let indicator = atr[1] ?? 0; indicator >> 4; ) {
    const bits = indicator >> 4;
    const following = (bits & 1) + ((bits >> 1) & 1) + ((bits >> 2) & 1) + ((bits >> 3) & 1);
    indicator = bits & 8 ? (atr[at + following - 1] ?? 0) : 0;
    at += following;
  }
  return atr.subarray(at, at + count);
}

/** What stands before the first thing that is no data object, such as the fill of a longer file. */
function objectsUntilBroken(file: Uint8Array): readonly Tlv[] {
  const found: Tlv[] = [];
  for (let at = 0; at < file.length && found.length < MOST_OBJECTS; ) {
    const header = readHeader(file, at);
    if (!header.ok) break;
    const { tag, start, length } = header.value;
    at = start + length;
    if (at > file.length) break;
    found.push({ tag, value: file.subarray(start, at) });
  }
  return found;
}

function numbersIn(value: Uint8Array): readonly number[] {
  const items = readTlvs(value);
  if (!items.ok) return [];
  const integers = items.value.filter((one) => one.tag === tags.integer && one.value.length <= 4);
  return integers.map((one) => one.value.reduce((sum, byte) => sum * 256 + byte, 0));
}
