import { expect, test } from 'vitest';
import type { Slip } from '../../core/contract/devices.ts';
import type { Mark } from '../../core/paper/blocks.ts';
import { measureOn } from '../../core/paper/draw.ts';
import { layOut } from '../../core/paper/layout.ts';
import type { Dots } from '../../core/paper/page.ts';
import { makeSurface } from '../../native/printer/canvas.ts';
import { draw, everything, isInk, slip } from './example.ts';
import { widths } from './kinds.ts';

const measure = measureOn(makeSurface(1, 1));
const marksOf = (what: Slip, dots: Dots) => layOut(what, dots, measure).marks;
const numberOn = (what: Slip, dots: Dots) =>
  marksOf(what, dots).filter((mark): mark is Extract<Mark, { kind: 'figure' }> => mark.kind === 'figure');

test.each([
  [576, 128],
  [384, 88],
] as const)('on paper %i dots wide the digits of five characters are %i dots high, give or take 6', (dots, high) => {
  for (const number of ['AK012', 'BK888', 'XM444']) {
    const what = { ...slip, number };
    const [first] = numberOn(what, dots);
    const bitmap = draw(what, dots);
    const digits = numberOn(what, dots).slice(2);
    const right = Math.round(digits[0]!.x);
    const columns = Array.from({ length: dots - right }, (_, x) => right + x);
    const rows = Array.from({ length: first!.height }, (_, y) => first!.y + y);
    const burnt = rows.filter((y) => columns.some((x) => isInk(bitmap, x, y)));
    expect(Math.abs(burnt.length - high), number).toBeLessThanOrEqual(6);
  }
});

test.each(widths)('on paper %i dots wide the digits stand in cells of equal width, whatever they are', (dots) => {
  const middles = (number: string) =>
    numberOn({ ...slip, number }, dots)
      .slice(1)
      .map(({ x, width }) => Math.round(x + width / 2));
  for (const number of ['B111', 'B444', 'B071']) expect(middles(number)).toEqual(middles('B000'));
});

test.each(widths)('on paper %i dots wide a longer number still fits, on paper and beside its neighbours', (dots) => {
  for (const number of ['B1234', 'AK1234', 'ABK1234', 'XMM4444'])
    numberOn({ ...slip, number }, dots).forEach(({ x, width, squeeze }, at, all) => {
      expect(squeeze).toBeGreaterThanOrEqual(0.83);
      expect(x).toBeGreaterThanOrEqual(0);
      expect(x + width).toBeLessThanOrEqual(all[at + 1] ? all[at + 1]!.x + width * 0.1 : dots);
    });
});

test.each(['left', 'ahead', 'right', 'upstairs', 'downstairs'] as const)(
  'an arrow %s is heavier where it points',
  (arrow) => {
    const what: Slip = { ...everything, way: { ...everything.way!, arrow } };
    const mark = marksOf(what, 576).find(({ kind }) => kind === 'arrow')!;
    const bitmap = draw(what, 576);
    let [right, down] = [0, 0];
    for (let y = 0; y < mark.height; y++)
      for (let x = 0; x < mark.width; x++)
        if (isInk(bitmap, mark.x + x, mark.y + y)) {
          right += x + 0.5 - mark.width / 2;
          down += y + 0.5 - mark.height / 2;
        }
    const clear = (sum: number) => (Math.abs(sum) < 500 ? 0 : Math.sign(sum));
    const points = { left: [-1, 0], ahead: [0, -1], right: [1, 0], upstairs: [1, -1], downstairs: [1, 1] };
    expect([clear(right), clear(down)]).toEqual(points[arrow]);
  },
);
