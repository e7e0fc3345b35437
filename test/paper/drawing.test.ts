import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Slip } from '../../core/contract/devices.ts';
import type { Mark } from '../../core/paper/blocks.ts';
import { measureOn } from '../../core/paper/draw.ts';
import { pictureJob } from '../../core/paper/job.ts';
import { layOut } from '../../core/paper/layout.ts';
import type { Dots } from '../../core/paper/page.ts';
import { type Bitmap, findRealTime } from '../../core/paper/raster.ts';
import { makeSurface } from '../../native/printer/canvas.ts';
import { compose } from '../../native/printer/composer.ts';
import { draw, everything, isInk, setupFor, slip, withoutHub } from './example.ts';

const widths: readonly Dots[] = [576, 384];
const measure = measureOn(makeSurface(1, 1));
const marksOf = (what: Slip, dots: Dots) => layOut(what, dots, measure).marks;

const numberOn = (what: Slip, dots: Dots) =>
  marksOf(what, dots).filter((mark): mark is Extract<Mark, { kind: 'figure' }> => mark.kind === 'figure');
type Text = Extract<Mark, { kind: 'text' }>;
const textsOf = (what: Slip, dots: Dots) => marksOf(what, dots).filter((mark): mark is Text => mark.kind === 'text');
const wordsOf = (what: Slip, dots: Dots) =>
  textsOf(what, dots)
    .map((mark) => mark.text)
    .join(' ')
    .replace(/\u00a0/g, ' ');

/** Every line of it has the tallest and the deepest marks there are. */
const tall = 'Ế Ổ Ẵ ự ậ Ỗ Ẫ ợ ặ Ể gjựỵ';
const tallWords = { vi: `${tall} ${tall} ${tall}`, en: `${tall} ${tall} ${tall}` };
const tallSlip: Slip = {
  ...slip,
  organisation: tallWords,
  address: tallWords,
  service: tallWords,
  place: tallWords,
  way: { ...tallWords, arrow: 'ahead' },
  kiosk: tallWords.vi,
  number: 'ABQ1234',
  ahead: 9999,
  wait: { fromMinutes: 1000, toMinutes: 1435 },
  reprints: 3,
};

describe.each(widths)('on paper %i dots wide', (dots) => {
  test('says everything: Vietnamese first, English under it', () => {
    const words = wordsOf(slip, dots);
    for (const part of ['Phục vụ', 'Public', 'Hà Đông', 'Chứng thực Certification', 'Quầy 3', 'Counter 3'])
      expect(words).toContain(part);
    for (const part of [
      'Trước ông/bà còn 5 người 5 people ahead Chờ khoảng 20–35 phút Wait about 20–35 min',
      '08:42 24/11/2026',
      'Kiosk 1',
      'Valid today only',
    ])
      expect(words).toContain(part);
    expect(words).toContain('Phiếu chỉ có giá trị trong ngày');
    expect(words).not.toContain('IN LẠI');
    expect(words).toContain('Quét để theo dõi Scan to follow');
    expect(
      numberOn(slip, dots)
        .map((mark) => mark.text)
        .join(''),
    ).toBe('B027');
  });

  test('a reprint says so at the very top', () => {
    expect(textsOf({ ...slip, reprints: 2 }, dots)[0]?.text).toBe('IN LẠI · REPRINT 2');
  });

  test('says nothing of people ahead where nobody knows', () => {
    expect(wordsOf(withoutHub, dots)).not.toMatch(/người|ahead|phút| min\b/);
  });

  test('a wait that may be none is under so many minutes, and never a range from 0', () => {
    const words = wordsOf({ ...slip, wait: { fromMinutes: 0, toMinutes: 10 } }, dots);
    expect(words).toContain('Chờ dưới 10 phút Wait under 10 min');
    expect(wordsOf({ ...slip, wait: { fromMinutes: 0, toMinutes: 0 } }, dots)).toContain('Chờ dưới 5 phút');
    expect(wordsOf({ ...slip, wait: { fromMinutes: 15, toMinutes: 15 } }, dots)).toContain('Chờ khoảng 15 phút');
  });

  test('is set in sizes that older eyes can read', () => {
    const sizeOf = (part: string) => textsOf(slip, dots).find(({ text }) => text.includes(part))!.style.size;
    expect(sizeOf('Chứng thực')).toBeGreaterThanOrEqual(38);
    expect(sizeOf('Quầy 3')).toBeGreaterThanOrEqual(38);
    for (const { text, style } of textsOf(slip, dots))
      expect(style.size, text).toBeGreaterThanOrEqual(/[^ -~·–]/.test(text) ? 26 : 22);
  });

  test('burns at most a quarter of the paper', () => {
    for (const what of [
      slip,
      everything,
      withoutHub,
      { ...slip, reprints: 1 },
      { ...slip, number: 'ABK1234' },
      tallSlip,
    ])
      expect(inkOf(draw(what, dots))).toBeLessThanOrEqual(0.25);
  });

  test('cuts no mark off a letter, and no two lines touch', () => {
    for (const what of [slip, everything, withoutHub, tallSlip])
      expectLinesApart(draw(what, dots), marksOf(what, dots), dots);
  });

  test('fits the paper whatever the words are, and holds no real-time command', async () => {
    await fc.assert(
      fc.asyncProperty(slips(), async (what) => {
        const bitmap = draw(what, dots);
        for (const { x, width } of marksOf(what, dots)) {
          expect(x).toBeGreaterThanOrEqual(0);
          expect(x + width).toBeLessThanOrEqual(dots);
        }
        expect(findRealTime(compose(pictureJob(bitmap), setupFor(1, { dots }).profile, 'not-known'))).toBe(-1);
        // The canvas gives its memory back only between turns of the event loop.
        await new Promise(setImmediate);
      }),
      { numRuns: 60 },
    );
  });

  test('keeps lines apart for every Vietnamese text', async () => {
    const syllables = fc.constantFrom(
      'ẾCH',
      'Nguyễn',
      'ỔN',
      'ẴM',
      'cự',
      'hậu',
      'ĐỖ',
      'Ẫ',
      'quặng',
      'giỡn',
      'thuỵ',
      'y',
    );
    const text = fc.array(syllables, { minLength: 1, maxLength: 14 }).map((list) => list.join(' '));
    await fc.assert(
      fc.asyncProperty(fc.record({ vi: text, en: text }), async (words) => {
        const what = { ...slip, service: words, place: words, organisation: words };
        expectLinesApart(draw(what, dots), marksOf(what, dots), dots);
        await new Promise(setImmediate);
      }),
      { numRuns: 25 },
    );
  });
});

test('the way to the place is an arrow and words, only where the site gives one', () => {
  const arrows = (what: Slip) => marksOf(what, 576).flatMap((mark) => (mark.kind === 'arrow' ? [mark.direction] : []));
  expect(arrows(everything)).toEqual(['left']);
  expect(wordsOf(everything, 576)).toContain('Đi thẳng, rẽ trái sau quầy 2 Straight on, then left after counter 2');
  expect(arrows(slip)).toEqual([]);
});

function slips(): fc.Arbitrary<Slip> {
  const text = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 60 });
  const words = fc.record({ vi: text, en: text });
  return fc.record({
    organisation: words,
    address: words,
    service: words,
    number: fc.stringMatching(/^[A-Z]{1,3}\d{3,4}$/),
    place: words,
    way: words.map((way) => ({ ...way, arrow: 'right' as const })),
    ahead: fc.nat({ max: 9999 }),
    wait: fc.record({ fromMinutes: fc.nat({ max: 9999 }), toMinutes: fc.nat({ max: 9999 }) }),
    issuedAt: fc.constant(slip.issuedAt),
    kiosk: text,
    link: fc.webUrl(),
    reprints: fc.nat({ max: 20 }),
  });
}

/** Ink lies only inside the boxes, and the first and last row of each line's box are blank. */
function expectLinesApart(bitmap: Bitmap, marks: readonly Mark[], dots: number): void {
  const overhang = 2;
  const free = new Set<number>();
  for (let y = 0; y < bitmap.height; y++) if (hasInk(bitmap, 0, dots, y)) free.add(y);
  for (const mark of marks) {
    for (let y = mark.y; y < mark.y + mark.height; y++) free.delete(y);
    if (mark.kind !== 'text') continue;
    const [from, to] = [mark.x - overhang, mark.x + mark.width + overhang];
    expect(hasInk(bitmap, from, to, mark.y), `top of "${mark.text}"`).toBe(false);
    expect(hasInk(bitmap, from, to, mark.y + mark.height - 1), `foot of "${mark.text}"`).toBe(false);
  }
  expect([...free], 'rows of ink outside every box').toEqual([]);
}

function hasInk(bitmap: Bitmap, from: number, to: number, y: number): boolean {
  for (let x = Math.max(0, from); x < Math.min(to, bitmap.width); x++) if (isInk(bitmap, x, y)) return true;
  return false;
}

function inkOf(bitmap: Bitmap): number {
  let burnt = 0;
  for (let y = 0; y < bitmap.height; y++) for (let x = 0; x < bitmap.width; x++) if (isInk(bitmap, x, y)) burnt++;
  return burnt / (bitmap.width * bitmap.height);
}
