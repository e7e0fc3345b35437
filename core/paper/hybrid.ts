import type { HelpSlip, Slip } from '../contract/devices.ts';
import { type Block, inset, space, stack } from './blocks.ts';
import { dotsIn, modulesAcross, quiet } from './code.ts';
import { drawBlock, measureOn } from './draw.ts';
import { desk, made, request } from './help-layout.ts';
import type { PaperJob, Part } from './job.ts';
import { followWords, heading, place, reprintWords, service, validity, waiting } from './layout.ts';
import { type Dots, type Page, pageOf, type Section } from './page.ts';
import { blankStrip, stripsOf } from './strips.ts';
import type { MakeSurface } from './surface.ts';
import { way } from './way.ts';

/** Dots of a letter of the printer's own font A (Epson ESC/POS, ESC M). */
const letter = { width: 12, height: 24 };
/** From the left edge of the paper, for letters that reach a little out of their place. */
const margin = 3;
/** The most that GS ! magnifies. */
const mostTimes = 8;

/** A slip for a slow line: Vietnamese lines as narrow pictures from the left, number and QR by the printer itself. */
export function hybridJob(slip: Slip | HelpSlip, dots: Dots, makeSurface: MakeSurface): PaperJob {
  const page = pageOf(dots, measureOn(makeSurface(1, 1)), 'left');
  const strips = <Words>(words: Words, ...sections: Section<Words>[]) =>
    stripsFor(stack(...sections.map((section) => section(words, page))), page, makeSurface);
  if (!('number' in slip)) return jobOf(strips(slip, heading, desk, request, made));
  return jobOf([
    ...strips(slip, reprintWords, heading, service),
    ...numberParts(slip.number, dots),
    ...strips(slip, place, way, gap, waiting),
    ...codeParts(slip.link, dots),
    ...strips(slip, (_, where) => followWords(where), validity),
  ]);
}

/** Parts one under the other. */
export function jobOf(parts: readonly Part[]): PaperJob {
  return { parts, rows: parts.reduce((sum, part) => sum + rowsOfPart(part), 0) };
}

/** A block of drawn lines, as strips. */
export function stripsFor(block: Block, { dots }: Page, makeSurface: MakeSurface): Part[] {
  return stripsOf(drawBlock({ ...inset(block, margin), width: dots }, makeSurface));
}

/** A number in the printer's own font, as large as one line allows. */
export function numberParts(text: string, dots: Dots): Part[] {
  const times = Math.min(mostTimes, Math.floor(dots / (letter.width * text.length)));
  return [blankStrip(16), { kind: 'number', text, times }, blankStrip(16)];
}

/** A QR that the printer draws, with the blank rows above and under it that printers leave out. */
export function codeParts(link: string, dots: Dots): Part[] {
  const dotsPerModule = dotsIn(dots, link);
  const blank = blankStrip(quiet * dotsPerModule);
  return [blank, { kind: 'code', link, dotsPerModule }, blank];
}

function gap(): Block {
  return space(12);
}

function rowsOfPart(part: Part): number {
  if (part.kind === 'picture') return part.bitmap.height;
  if (part.kind === 'number') return letter.height * part.times;
  return modulesAcross(part.link) * part.dotsPerModule;
}
