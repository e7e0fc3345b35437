import { type Block, dashes, inset, type Mark, space, stack } from './blocks.ts';
import { qrBlock } from './code.ts';
import { drawBlock, measureOn } from './draw.ts';
import { codeParts, jobOf, numberParts, stripsFor } from './hybrid.ts';
import { type PaperJob, pictureJob } from './job.ts';
import { number } from './number.ts';
import { english, type Page, pageOf, strong, vietnamese, write } from './page.ts';
import type { PrinterProfile } from './profile.ts';
import { stripsOf } from './strips.ts';
import type { MakeSurface } from './surface.ts';

/** Dots of a millimetre at 203 dpi. */
const mm = 8;
const vowels = ['a', 'ă', 'â', 'e', 'ê', 'i', 'o', 'ô', 'ơ', 'u', 'ư', 'y'];
/** Combining grave, hook, tilde, acute and dot below: the order of Vietnamese dictionaries. */
const tones = ['', '\u0300', '\u0309', '\u0303', '\u0301', '\u0323'];

/** Between the cases; plain spaces would become one. */
const apart = '\u00a0'.repeat(4);

/** Every Vietnamese vowel with every tone in both cases, a line for each vowel, and the letters đ and Đ. */
export const letterLines: readonly string[] = [
  ...vowels.map((vowel) => {
    const small = tones.map((tone) => (vowel + tone).normalize('NFC')).join(' ');
    return `${small}${apart}${small.toUpperCase()}`;
  }),
  `đ${apart}Đ`,
];

/** What the number and the QR of a test page say. */
const sample = { number: 'AK012', link: 'https://motcham.example.vn/p/thu-may-in' };

/**
 * A technician's page for a printer: a ruler across the whole width, every Vietnamese letter, number, QR, a block of
 * full ink, and the name of its profile; in the same kinds of parts as its slips.
 */
export function testPage(
  name: string,
  { dots, drawing, models }: Pick<PrinterProfile, 'dots' | 'drawing' | 'models'>,
  makeSurface: MakeSurface,
): PaperJob {
  const measure = measureOn(makeSurface(1, 1));
  const page = pageOf(dots, measure, drawing === 'hybrid' ? 'left' : 'centre');
  const edge = (dots - page.width) / 2;
  const head = inset(stack(title(name, models, page), dashes(page.width), letters(page)), edge);
  const foot = stack(space(16), ink(page), evenly(page), space(24));
  if (drawing === 'hybrid')
    return jobOf([
      ...stripsOf(drawBlock(ruler(page), makeSurface)),
      ...stripsFor(head, page, makeSurface),
      ...numberParts(sample.number, dots),
      ...codeParts(sample.link, dots),
      ...stripsFor(inset(foot, edge), page, makeSurface),
    ]);
  const code = qrBlock(sample.link, page.width);
  const middle = stack(number(sample, page), inset(code, Math.floor((page.width - code.width) / 2)));
  return pictureJob(
    drawBlock({ ...stack(ruler(page), head, inset(stack(middle, foot), edge)), width: dots }, makeSurface),
  );
}

function title(name: string, models: readonly string[], page: Page): Block {
  return stack(
    space(8),
    write(page, 'Trang thử máy in', page.fact, 1),
    write(page, 'Printer test page', english, 1),
    write(page, name, strong, 1),
    write(page, models.join(', '), english, 3),
  );
}

function letters(page: Page): Block {
  return stack(...letterLines.map((line) => write(page, line, vietnamese, 1)));
}

function evenly(page: Page): Block {
  return stack(
    write(page, 'Ô trên phải đen đều.', vietnamese, 1),
    write(page, 'The box above must be evenly black.', english),
  );
}

/** A mark at every millimetre from the first dot to the last, so that a cut-off edge is seen; centimetres are named. */
function ruler(page: Page): Block {
  const last = page.dots / mm;
  const marks = Array.from({ length: last + 1 }, (_, at): Mark => {
    const height = at % 10 === 0 || at === last ? 32 : at % 5 === 0 ? 24 : 14;
    return { kind: 'ink', x: Math.min(at * mm, page.dots - 2), y: 0, width: 2, height };
  });
  const named = Array.from({ length: Math.ceil(last / 10) - 1 }, (_, at): Mark[] => {
    const text = String((at + 1) * 10);
    const width = Math.ceil(page.measure(text, english));
    const x = (at + 1) * 10 * mm + 1 - Math.floor(width / 2);
    return [{ kind: 'text', text, style: english, x, y: 34, width, height: 30, baseline: 24 }];
  }).flat();
  const base: Mark = { kind: 'ink', x: 0, y: 0, width: page.dots, height: 2 };
  return { width: page.dots, height: 66, marks: [base, ...marks, ...named] };
}

/** Full ink, a third of the paper wide: a weak head or power supply shows as stripes or grey. */
function ink({ width, align }: Page): Block {
  const across = Math.floor(width / 3);
  const x = align === 'left' ? 0 : Math.floor((width - across) / 2);
  return { width, height: 96, marks: [{ kind: 'ink', x, y: 0, width: across, height: 96 }] };
}
