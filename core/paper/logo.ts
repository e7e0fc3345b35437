import { z } from 'zod';

/** The most dots across, which fits between the edges of 58 mm paper, and down. */
const most = { across: 368, down: 160 };
/** Dots across the narrowest paper: beside the logo, three quarters of it stay blank. */
const paper = 384;
/** Luminance from 0 to 255 above which a dot stays paper. */
const middle = 128;

/** A site's logo in black and white: rows of dots in hex, the leftmost dot is the highest bit, 1 is ink. */
export const logoSchema = z
  .strictObject({
    rows: z
      .array(z.string().regex(/^([0-9a-f]{2})+$/))
      .min(8)
      .max(most.down),
  })
  .refine(({ rows }) => rows.every((row) => row.length === rows[0]?.length), 'must have rows of equal length')
  .refine(({ rows }) => (rows[0]?.length ?? 0) * 4 <= most.across, `must be at most ${most.across} dots wide`)
  .refine(({ rows }) => inkOf(rows) <= (rows.length * paper) / 4, 'must burn at most a quarter of its paper');
export type Logo = z.infer<typeof logoSchema>;

/** Where the ink is in a row, in dots from the left. */
export function inkIn(row: string): number[] {
  return Array.from(row, (digit, at) =>
    [8, 4, 2, 1].flatMap((bit, dot) => (parseInt(digit, 16) & bit ? [at * 4 + dot] : [])),
  ).flat();
}

function inkOf(rows: readonly string[]): number {
  return rows.reduce((sum, row) => sum + inkIn(row).length, 0);
}

/**
 * A logo from a picture's RGBA pixels, `width` dots across: dithered once, when it is installed (Floyd and Steinberg,
 * 1976), so that every slip carries the same dots. What is transparent is paper.
 */
export function logoOf(rgba: ArrayLike<number>, width: number): Logo {
  const height = rgba.length / 4 / width;
  const light = Float64Array.from({ length: width * height }, (_, dot) => luminance(rgba, dot * 4));
  const spread = (x: number, y: number, error: number) => {
    if (x >= 0 && x < width && y < height) light[y * width + x]! += error;
  };
  const rows = Array.from({ length: height }, (_, y) => {
    const bits = Array.from({ length: Math.ceil(width / 8) * 8 }, () => 0);
    for (let x = 0; x < width; x++) {
      const here = light[y * width + x]!;
      bits[x] = here < middle ? 1 : 0;
      const error = here - (bits[x] ? 0 : 255);
      spread(x + 1, y, (error * 7) / 16);
      spread(x - 1, y + 1, (error * 3) / 16);
      spread(x, y + 1, (error * 5) / 16);
      spread(x + 1, y + 1, error / 16);
    }
    return hexOf(bits);
  });
  return { rows };
}

function luminance(rgba: ArrayLike<number>, at: number): number {
  const seen = rgba[at + 3]! / 255;
  const light = 0.299 * rgba[at]! + 0.587 * rgba[at + 1]! + 0.114 * rgba[at + 2]!;
  return light * seen + 255 * (1 - seen);
}

function hexOf(bits: readonly number[]): string {
  return bits.join('').replace(/.{4}/g, (four) => parseInt(four, 2).toString(16));
}
