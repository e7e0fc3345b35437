import { readFileSync } from 'node:fs';
import { brotliDecompressSync } from 'node:zlib';

const knownTags =
  'cmap head hhea hmtx maxp name OS/2 post cvt_ fpgm glyf loca prep CFF_ VORG EBDT EBLC gasp hdmx kern LTSH PCLT VDMX vhea vmtx BASE GDEF GPOS GSUB'.split(
    ' ',
  );

/** The characters that the shipped subsets of Be Vietnam Pro have a glyph for in this weight. */
export function charactersOf(weight: number): ReadonlySet<string> {
  const subsets = ['latin', 'latin-ext', 'vietnamese'].map((subset) =>
    import.meta.resolve(`@fontsource/be-vietnam-pro/files/be-vietnam-pro-${subset}-${weight}-normal.woff2`),
  );
  return new Set(subsets.flatMap((file) => charactersIn(cmapOf(readFileSync(new URL(file))))));
}

/** The `cmap` table of a WOFF2 file (W3C WOFF 2.0 §4 and §5). */
function cmapOf(file: Buffer): Buffer {
  let at = 48;
  const number = () => {
    let value = 0;
    for (;;) {
      const byte = file[at++]!;
      value = value * 128 + (byte & 0x7f);
      if (byte < 0x80) return value;
    }
  };
  let offset = 0;
  let cmap: readonly [number, number] | undefined;
  for (let table = 0; table < file.readUInt16BE(12); table++) {
    const flags = file[at++]!;
    if ((flags & 0x3f) === 0x3f) at += 4;
    const tag = knownTags[flags & 0x3f] ?? '';
    const whole = number();
    const isTransformed = tag === 'glyf' || tag === 'loca' ? flags >> 6 !== 3 : flags >> 6 !== 0;
    const length = isTransformed ? number() : whole;
    if (tag === 'cmap') cmap = [offset, offset + length];
    offset += length;
  }
  if (!cmap) throw new Error('the font has no cmap');
  return brotliDecompressSync(file.subarray(at, at + file.readUInt32BE(20))).subarray(...cmap);
}

/** Characters of the segment map (OpenType, cmap format 4) that do not lead to glyph 0. */
function charactersIn(cmap: Buffer): string[] {
  const tables = Array.from({ length: cmap.readUInt16BE(2) }, (_, index) => cmap.readUInt32BE(4 + index * 8 + 4));
  const start = tables.find((offset) => cmap.readUInt16BE(offset) === 4);
  if (start === undefined) throw new Error('the font has no segment map');
  const doubled = cmap.readUInt16BE(start + 6);
  const ends = start + 14;
  const starts = ends + doubled + 2;
  const found: string[] = [];
  for (let at = 0; at < doubled; at += 2) {
    const last = cmap.readUInt16BE(ends + at);
    for (let code = cmap.readUInt16BE(starts + at); code <= last && code !== 0xffff; code++)
      if (glyphOf(cmap, starts + at, doubled, code) !== 0) found.push(String.fromCharCode(code));
  }
  return found;
}

function glyphOf(cmap: Buffer, start: number, doubled: number, code: number): number {
  const delta = cmap.readUInt16BE(start + doubled);
  const range = cmap.readUInt16BE(start + 2 * doubled);
  if (range === 0) return (code + delta) & 0xffff;
  const glyph = cmap.readUInt16BE(start + 2 * doubled + range + 2 * (code - cmap.readUInt16BE(start)));
  return glyph === 0 ? 0 : (glyph + delta) & 0xffff;
}
