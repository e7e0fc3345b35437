import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import type { HelpSlip, Slip } from '../../core/contract/devices.ts';
import type { Mark } from '../../core/paper/blocks.ts';
import { measureOn } from '../../core/paper/draw.ts';
import { layOutHelp } from '../../core/paper/help-layout.ts';
import { layOut } from '../../core/paper/layout.ts';
import type { Dots } from '../../core/paper/page.ts';
import type { Bitmap } from '../../core/paper/raster.ts';
import { makeSurface } from '../../native/printer/canvas.ts';
import { draw, isInk } from './example.ts';
import { papers, pngOf, slips, widths } from './kinds.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'slips-'));
afterAll(() => rmSync(folder, { recursive: true }));
const hasTesseract = spawnSync('tesseract', ['--list-langs'], { encoding: 'utf8' }).stdout?.split('\n').includes('vie');
const hasZbar = !spawnSync('zbarimg', ['--version']).error;
const measure = measureOn(makeSurface(1, 1));
type Text = Extract<Mark, { kind: 'text' }>;

describe.each(widths)('on paper %i dots wide', (dots) => {
  test('tesseract reads at least 95 % of the letters of every kind of slip', ({ skip }) => {
    if (!hasTesseract) skip('tesseract with Vietnamese (tesseract-ocr-vie) is not installed');
    let [wrong, letters] = [0, 0];
    for (const [name, what] of Object.entries(slips)) {
      const lines = linesOf(what, dots);
      const expected = lines.map(({ text }) => plain(text)).join('\n');
      const errors = distance(read(name, cutOut(draw(what, dots), lines)), expected);
      expect(errors / expected.length, `${name}, share of letters misread`).toBeLessThanOrEqual(0.05);
      wrong += errors;
      letters += expected.length;
    }
    console.log(`${dots} dots: ${wrong} of ${letters} letters misread, ${((100 * wrong) / letters).toFixed(2)} %`);
  });

  test.for(Object.keys(papers).filter((name) => name !== 'help'))('zbar reads the QR of: %s', (name, { skip }) => {
    if (!hasZbar) skip('zbarimg (zbar-tools) is not installed');
    const what = slips[name];
    const link = what && 'link' in what ? what.link : 'https://motcham.example.vn/p/thu-may-in';
    const file = save(`${name}-${dots}`, papers[name]!(dots));
    expect(spawnSync('zbarimg', ['-q', '--raw', file], { encoding: 'utf8' }).stdout.trim()).toBe(link);
  });
});

function read(name: string, bitmap: Bitmap): string {
  const file = save(name, bitmap);
  const env = { ...process.env, OMP_THREAD_LIMIT: '1' };
  const { stdout } = spawnSync('tesseract', [file, '-', '-l', 'vie', '--psm', '6'], { encoding: 'utf8', env });
  return plain(stdout.replace(/\n+/g, '\n'));
}

function save(name: string, bitmap: Bitmap): string {
  const file = path.join(folder, `${name}.png`);
  writeFileSync(file, pngOf(bitmap));
  return file;
}

/** Lines of text from top to bottom, without number and QR. */
function linesOf(what: Slip | HelpSlip, dots: Dots): Text[] {
  const { marks } = 'number' in what ? layOut(what, dots, measure) : layOutHelp(what, dots, measure);
  return marks.filter((mark): mark is Text => mark.kind === 'text');
}

/** The dots of each line, cut out of the paper and put one under the other. */
function cutOut(bitmap: Bitmap, lines: readonly Text[]): Bitmap {
  const width = bitmap.width + 64;
  const height = lines.reduce((sum, line) => sum + line.height, 64);
  const bits = new Uint8Array((width * height) / 8);
  let top = 32;
  for (const line of lines) {
    for (let y = 0; y < line.height; y++)
      for (let x = 0; x < line.width; x++)
        if (isInk(bitmap, line.x + x, line.y + y)) {
          const dot = (top + y) * width + 32 + x;
          bits[dot >> 3]! |= 0x80 >> (dot & 7);
        }
    top += line.height;
  }
  return { width, height, bits };
}

function plain(text: string): string {
  return text
    .normalize('NFC')
    .replace(/[\u00a0 ]+/g, ' ')
    .trim();
}

/** Letters to put in, take out or change (Levenshtein). */
function distance(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, at) => at);
  for (let at = 0; at < from.length; at++) {
    const next = [at + 1];
    for (let other = 0; other < to.length; other++)
      next.push(Math.min(next[other]! + 1, row[other + 1]! + 1, row[other]! + (from[at] === to[other] ? 0 : 1)));
    row = next;
  }
  return row[to.length]!;
}
