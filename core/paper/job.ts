import type { Bitmap } from './raster.ts';

/** One thing that a printer puts on the paper, under the one before. */
export type Part =
  /** A picture from the left edge, as wide as the paper or narrower. */
  | { readonly kind: 'picture'; readonly bitmap: Bitmap }
  /** A number in the printer's own font, ASCII, `times` its usual size (1 to 8), in the middle. */
  | { readonly kind: 'number'; readonly text: string; readonly times: number }
  /** A QR that the printer draws itself, error level M, in the middle; one module is so many dots (1 to 8). */
  | { readonly kind: 'code'; readonly link: string; readonly dotsPerModule: number };

/** What one job puts on paper, from top to bottom. */
export interface PaperJob {
  readonly parts: readonly Part[];
  /** Length in dots, the feed to the cutter apart. */
  readonly rows: number;
}

/** A whole slip as one picture. */
export function pictureJob(bitmap: Bitmap): PaperJob {
  return { parts: [{ kind: 'picture', bitmap }], rows: bitmap.height };
}
