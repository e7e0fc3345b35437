import { join } from './bytes.ts';

/** A black and white picture: 1 bit per dot, 1 is ink, the leftmost dot is the highest bit; rows of `width / 8` bytes. */
export interface Bitmap {
  /** Dots across, a multiple of 8. */
  readonly width: number;
  readonly height: number;
  readonly bits: Uint8Array;
}

/** Luminance (0 to 255) below which a dot is burnt: text stays whole, edges stay sharp. */
const threshold = 160;
/** Rows in one `GS v 0`: 9 kB on 80 mm paper, so that small receive buffers see an end soon. */
const bandRows = 128;
/** The most bytes of one band: 128 rows of 576 dots. */
export const longestBand = bandRows * (576 / 8);

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

/** The picture as raster bit images (Epson ESC/POS, GS v 0), one for each 128 rows. */
export function rasterBytes({ width, height, bits }: Bitmap): Uint8Array {
  const across = width / 8;
  const bands: Uint8Array[] = [];
  for (let top = 0; top < height; top += bandRows) {
    const rows = Math.min(bandRows, height - top);
    bands.push(Uint8Array.of(0x1d, 0x76, 0x30, 0, across & 0xff, across >> 8, rows & 0xff, rows >> 8));
    bands.push(bits.subarray(top * across, (top + rows) * across));
  }
  return join(bands);
}
