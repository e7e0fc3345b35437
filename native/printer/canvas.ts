import { readFileSync } from 'node:fs';
import { createCanvas, GlobalFonts } from '@napi-rs/canvas';
import type { Surface } from '../../core/paper/surface.ts';

const family = 'Be Vietnam Pro';

/** A surface that knows Be Vietnam Pro in the weights of a slip (@fontsource/be-vietnam-pro, woff2 subsets). */
export function makeSurface(width: number, height: number): Surface {
  if (!GlobalFonts.has(family)) registerFonts();
  return createCanvas(width, height).getContext('2d');
}

function registerFonts(): void {
  for (const weight of [500, 600, 700, 800])
    for (const subset of ['latin', 'latin-ext', 'vietnamese']) {
      const file = `@fontsource/be-vietnam-pro/files/be-vietnam-pro-${subset}-${weight}-normal.woff2`;
      // Read here and not by path: native code cannot look into the archive that the program is packed in.
      const font = readFileSync(new URL(import.meta.resolve(file)));
      if (!GlobalFonts.register(font, family)) throw new Error(`the font ${file} cannot be read`);
    }
}
