import { describe, expect, test } from 'vitest';
import { hybridJob } from '../../core/paper/hybrid.ts';
import { inkIn, logoOf, logoSchema } from '../../core/paper/logo.ts';
import { makeSurface } from '../../native/printer/canvas.ts';
import { draw, isInk, logo, slip } from './example.ts';
import { widths } from './kinds.ts';

const flat = (width: number, height: number, grey: number, alpha = 255) =>
  logoOf(Array.from({ length: width * height }, () => [grey, grey, grey, alpha]).flat(), width);
const shareOf = ({ rows }: { rows: readonly string[] }) =>
  rows.reduce((sum, row) => sum + inkIn(row).length, 0) / (rows.length * rows[0]!.length * 4);

test('a picture is dithered: as much ink as it is dark, always the same dots', () => {
  expect(shareOf(flat(64, 64, 0))).toBe(1);
  expect(shareOf(flat(64, 64, 255))).toBe(0);
  expect(shareOf(flat(64, 64, 0, 0))).toBe(0);
  for (const grey of [64, 128, 192])
    expect(Math.abs(shareOf(flat(64, 64, grey)) - (1 - grey / 255))).toBeLessThan(0.03);
  expect(flat(64, 64, 100)).toEqual(flat(64, 64, 100));
});

test('a row that is not whole bytes ends in paper', () => {
  expect(flat(12, 8, 0).rows).toEqual(Array(8).fill('fff0'));
});

describe('a logo is refused where it', () => {
  test.each([
    ['is wider than narrow paper', Array(8).fill('00'.repeat(47))],
    ['is higher than 20 mm', Array(161).fill('00')],
    ['burns more than a quarter of its paper', Array(8).fill('ff'.repeat(13))],
    ['has rows of different lengths', [...Array(8).fill('00'), '0000']],
    ['is not hex', Array(8).fill('zz')],
  ])('%s', (_, rows) => {
    expect(logoSchema.safeParse({ rows }).success).toBe(false);
  });

  test('is none of these', () => {
    expect(logoSchema.safeParse({ rows: Array(8).fill('ff'.repeat(12)) }).success).toBe(true);
    expect(logoSchema.parse(logo)).toEqual(logo);
  });
});

test.each(widths)('it stands at the head of the paper, in the middle, dot for dot, %i dots wide', (dots) => {
  const bitmap = draw({ ...slip, logo }, dots);
  const left = (dots - logo.rows[0]!.length * 4) / 2;
  logo.rows.forEach((row, y) => {
    const ink = new Set(inkIn(row).map((x) => x + left));
    for (let x = 0; x < dots; x++) expect(isInk(bitmap, x, 8 + y)).toBe(ink.has(x));
  });
  expect(bitmap.height - draw(slip, dots).height).toBe(logo.rows.length + 12);
  expect(hybridJob({ ...slip, logo }, dots, makeSurface).rows).toBe(
    hybridJob(slip, dots, makeSurface).rows + logo.rows.length + 12,
  );
});
