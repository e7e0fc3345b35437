import jsqr from 'jsqr';
import { expect, test } from 'vitest';
import { letterLines, testPage } from '../../core/paper/test-page.ts';
import { makeSurface } from '../../native/printer/canvas.ts';
import { openPrinter } from '../../native/printer/open-printer.ts';
import { VirtualPrinter } from '../fakes/printer/virtual-printer.ts';
import { isInk, setupFor } from './example.ts';
import { papers, profileOf, widths } from './kinds.ts';

test('it shows every Vietnamese letter with its marks in both cases, each once', () => {
  const letters = letterLines.join('').replace(/[ \u00a0]/g, '');
  expect(new Set(letters).size).toBe(letters.length);
  expect(letters).toHaveLength(12 * 6 * 2 + 2);
  for (const letter of 'ăâđêôơưỗẫặựỵẾỔẴỰẬĐ') expect(letters).toContain(letter);
});

test.each(widths)('its ruler has a mark at every millimetre of %i dots, from the first dot to the last', (dots) => {
  const bitmap = papers['test-page']!(dots);
  for (let mm = 0; mm < dots / 8; mm++) expect(isInk(bitmap, mm * 8, 10), `${mm} mm`).toBe(true);
  expect(isInk(bitmap, dots - 1, 10)).toBe(true);
  expect(isInk(bitmap, 4, 10)).toBe(false);
});

test.each(['generic-80', 'generic-58', 'serial-80'])('it comes out of a printer with the profile %s', async (name) => {
  const profile = profileOf(name);
  const printer = await VirtualPrinter.start({ width: profile.dots, hasCutter: true });
  const job = testPage(name, profile, makeSurface);
  const setup = setupFor(printer.port, { ...profile, cut: 'partial' });
  expect(await openPrinter(setup).print(1, job)).toEqual({ outcome: 'printed' });
  expect(printer.oddities).toEqual([]);
  expect(printer.papers.map(({ rows }) => rows.length)).toEqual([job.rows]);
  const paper = printer.papers[0]!;
  expect(paper.ink).toBeLessThanOrEqual(0.25);
  expect(jsqr.default(paper.pixels(), paper.width, paper.rows.length)?.data).toBe(
    'https://motcham.example.vn/p/thu-may-in',
  );
  await printer.stop();
});
