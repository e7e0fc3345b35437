import type { Part } from './job.ts';
import type { Bitmap } from './raster.ts';

/** Bytes that a strip costs beside its dots: ESC a 0 and the head of GS v 0. */
const headBytes = 11;
/** Keeps the search short; a line of text has fewer rows. */
const mostRows = 96;

/** A picture as strips one under the other, each from the left edge to its last ink: those of the fewest bytes. */
export function stripsOf(bitmap: Bitmap): Part[] {
  const across = inkAcross(bitmap);
  return cheapestEnds(across).map((end, index, ends) => strip(bitmap, ends[index - 1] ?? 0, end, across));
}

/** So many blank rows: a strip eight dots wide, one byte a row, which every printer knows. */
export function blankStrip(rows: number): Part {
  return { kind: 'picture', bitmap: { width: 8, height: rows, bits: new Uint8Array(rows) } };
}

/** For each row, the bytes up to the last that has ink; at least one. */
function inkAcross({ width, height, bits }: Bitmap): number[] {
  const across = width / 8;
  return Array.from({ length: height }, (_, y) => {
    const row = bits.subarray(y * across, (y + 1) * across);
    return Math.max(1, row.findLastIndex((byte) => byte !== 0) + 1);
  });
}

/** Where strips end so that all together take the fewest bytes. */
function cheapestEnds(across: readonly number[]): number[] {
  const bytes = [0];
  const begins = [0];
  for (let end = 1; end <= across.length; end++) {
    let widest = 0;
    bytes[end] = Number.POSITIVE_INFINITY;
    for (let begin = end - 1; begin >= Math.max(0, end - mostRows); begin--) {
      widest = Math.max(widest, across[begin]!);
      const sum = bytes[begin]! + headBytes + (end - begin) * widest;
      if (sum >= bytes[end]!) continue;
      bytes[end] = sum;
      begins[end] = begin;
    }
  }
  const ends: number[] = [];
  for (let end = across.length; end > 0; end = begins[end]!) ends.unshift(end);
  return ends;
}

function strip({ width, bits }: Bitmap, from: number, end: number, across: readonly number[]): Part {
  const widest = Math.max(...across.slice(from, end));
  const cropped = new Uint8Array((end - from) * widest);
  for (let y = from; y < end; y++) {
    const at = (y * width) / 8;
    cropped.set(bits.subarray(at, at + widest), (y - from) * widest);
  }
  return { kind: 'picture', bitmap: { width: widest * 8, height: end - from, bits: cropped } };
}
