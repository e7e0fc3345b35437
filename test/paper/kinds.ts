import { readFileSync } from 'node:fs';
import { PNG } from 'pngjs';
import type { HelpSlip, Slip } from '../../core/contract/devices.ts';
import { drawSlip } from '../../core/paper/draw.ts';
import type { Dots } from '../../core/paper/page.ts';
import { parseProfile } from '../../core/paper/profile.ts';
import type { Bitmap } from '../../core/paper/raster.ts';
import { testPage } from '../../core/paper/test-page.ts';
import { makeSurface } from '../../native/printer/canvas.ts';
import { everything, helpSlip, isInk, logo, slip, withoutHub } from './example.ts';

export const widths: readonly Dots[] = [576, 384];

/** Every kind of slip that a citizen can be given. */
export const slips: Record<string, Slip | HelpSlip> = {
  ticket: slip,
  'without-hub': withoutHub,
  reprint: { ...slip, reprints: 1 },
  way: { ...everything, reprints: 0 },
  'reprint-with-way': everything,
  'with-logo': { ...slip, logo },
  help: helpSlip,
};

/** Every kind of paper, by its name, as it is drawn on printers that print one picture. */
export const papers: Record<string, (dots: Dots) => Bitmap> = {
  ...Object.fromEntries(
    Object.entries(slips).map(([name, what]) => [name, (dots: Dots) => drawSlip(what, dots, makeSurface)]),
  ),
  'test-page': (dots) => {
    const [part] = testPage(nameOf(dots), profileOf(nameOf(dots)), makeSurface).parts;
    if (part?.kind !== 'picture') throw new Error('the test page of a raster printer is a picture');
    return part.bitmap;
  },
};

/** A profile that the program brings along. */
export function profileOf(name: string) {
  const file = new URL(`../../assets/printers/${name}.json`, import.meta.url);
  const parsed = parseProfile(readFileSync(file, 'utf8'), name);
  if (!parsed.ok) throw new Error(parsed.fault.join('\n'));
  return parsed.value;
}

/** The usual profile for paper of this width. */
export function nameOf(dots: Dots): string {
  return dots === 576 ? 'generic-80' : 'generic-58';
}

/** A picture file of what is on the paper, 8-bit grey. */
export function pngOf(bitmap: Bitmap): Buffer {
  const png = new PNG({ width: bitmap.width, height: bitmap.height });
  for (let y = 0; y < bitmap.height; y++)
    for (let x = 0; x < bitmap.width; x++) {
      const at = (y * bitmap.width + x) * 4;
      png.data.fill(isInk(bitmap, x, y) ? 0 : 255, at, at + 3);
      png.data[at + 3] = 255;
    }
  return PNG.sync.write(png, { colorType: 0 });
}
