import { join } from './bytes.ts';
import type { PrinterProfile } from './profile.ts';

/** A black and white picture: 1 bit per dot, 1 is ink, the leftmost dot is the highest bit; rows of `width / 8` bytes. */
export interface Bitmap {
  /** Dots across, a multiple of 8. */
  readonly width: number;
  readonly height: number;
  readonly bits: Uint8Array;
}

/** Luminance (0 to 255) below which a dot is burnt: text stays whole, edges stay sharp. */
const threshold = 160;
/** Blank rows that are worth an `ESC J` and the head of another band. */
const fewestFedRows = 8;
/** The most rows that one `ESC J` feeds. */
const mostFedRows = 255;

/** Packs RGBA pixels (as of `getImageData`) by threshold. */
export function pack(rgba: ArrayLike<number>, width: number): Bitmap {
  const pixels = rgba.length / 4;
  const bits = new Uint8Array(pixels / 8);
  for (let pixel = 0; pixel < pixels; pixel++) {
    const at = pixel * 4;
    const luminance = 0.299 * rgba[at]! + 0.587 * rgba[at + 1]! + 0.114 * rgba[at + 2]!;
    if (luminance < threshold) bits[pixel >> 3]! |= 0x80 >> (pixel & 7);
  }
  return { width, height: pixels / width, bits };
}

/**
 * The same picture without a real-time command in its bytes: printers carry out DLE EOT, DLE ENQ and DLE DC4
 * (10 04, 10 05, 10 14) even inside an image (XP-80X programmer manual). One dot is turned for each.
 */
export function nudge(bitmap: Bitmap): Bitmap {
  const bits = bitmap.bits.slice();
  for (let at = 1; at < bits.length; at++) if (bits[at - 1] === 0x10 && isRealTime(bits[at]!)) bits[at]! ^= 0x08;
  return { ...bitmap, bits };
}

function isRealTime(afterDle: number): boolean {
  return afterDle === 0x04 || afterDle === 0x05 || afterDle === 0x14;
}

/**
 * The picture as raster bit images (Epson ESC/POS, GS v 0), at most `bandRows` rows in each; blank rows are fed instead
 * (ESC J) where the printer does so.
 */
export function rasterBytes(
  bitmap: Bitmap,
  { bandRows, feedsBlankRows }: Pick<PrinterProfile, 'bandRows' | 'feedsBlankRows'>,
): Uint8Array {
  const pieces: Uint8Array[] = [];
  let top = 0;
  while (top < bitmap.height) {
    const blank = feedsBlankRows ? blankRowsFrom(bitmap, top) : 0;
    if (blank >= fewestFedRows) {
      pieces.push(Uint8Array.of(0x1b, 0x4a, blank));
      top += blank;
    } else {
      const end = Math.min(bitmap.height, top + bandRows);
      const rows = feedsBlankRows ? inkedRows(bitmap, top, end) : end - top;
      pieces.push(band(bitmap, top, rows));
      top += rows;
    }
  }
  return join(pieces);
}

function band({ width, bits }: Bitmap, top: number, rows: number): Uint8Array {
  const across = width / 8;
  const head = Uint8Array.of(0x1d, 0x76, 0x30, 0, across & 0xff, across >> 8, rows & 0xff, rows >> 8);
  return join([head, bits.subarray(top * across, (top + rows) * across)]);
}

/** Rows from `top` before blank ones begin that are worth being fed; at least one. */
function inkedRows(bitmap: Bitmap, top: number, end: number): number {
  let row = top + 1;
  while (row < end && blankRowsFrom(bitmap, row) < fewestFedRows) row++;
  return row - top;
}

/** How many blank rows follow each other from `top` on, as many as one `ESC J` feeds. */
function blankRowsFrom({ width, height, bits }: Bitmap, top: number): number {
  const across = width / 8;
  const end = Math.min(height, top + mostFedRows) * across;
  let at = top * across;
  while (at < end && bits[at] === 0) at++;
  return Math.floor(at / across) - top;
}

/** Where the first real-time command begins in what a printer is sent; -1 where there is none. */
export function findRealTime(bytes: Uint8Array): number {
  return bytes.findIndex((byte, at) => byte === 0x10 && at + 1 < bytes.length && isRealTime(bytes[at + 1]!));
}
