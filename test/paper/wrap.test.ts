import fc from 'fast-check';
import { expect, test } from 'vitest';
import { measureOn } from '../../core/paper/draw.ts';
import type { TextStyle } from '../../core/paper/surface.ts';
import { smallest, typeset } from '../../core/paper/wrap.ts';
import { makeSurface } from '../../native/printer/canvas.ts';

const measure = measureOn(makeSurface(1, 1));
const style: TextStyle = { size: 44, weight: 800 };
const set = (text: string, lines: number, width = 520) => typeset(text, style, width, lines, measure);
const long = 'Đăng ký hộ tịch, cư trú và cấp giấy chứng nhận quyền sử dụng đất cho hộ gia đình và cá nhân';

test('a text that fits stays as large as it was meant to be', () => {
  expect(set('Chứng thực', 1)).toEqual({ lines: ['Chứng thực'], style });
});

test('a text that is too long wraps first, then shrinks, and only past the floor is cut with an ellipsis', () => {
  expect(set(long, 9).style.size).toBe(44);
  expect(set(long, 9).lines.join(' ')).toBe(long);
  const shrunk = set(long, 3);
  expect(shrunk.style.size).toBeLessThan(44);
  expect(shrunk.style.size).toBeGreaterThanOrEqual(smallest);
  expect(shrunk.lines.join(' ')).toBe(long);
  const cut = set(long, 1);
  expect(cut.style.size).toBe(smallest);
  expect(cut.lines).toHaveLength(1);
  expect(cut.lines[0]).toMatch(/^Đăng ký hộ tịch.*[^ ,·]…$/);
});

test('lines break after a comma where that takes no more of them', () => {
  expect(set('Đi thẳng, rẽ trái sau quầy 2', 3, 420).lines).toEqual(['Đi thẳng,', 'rẽ trái sau quầy 2']);
});

test('lines are of even length where there is no comma to break at', () => {
  expect(set('Phiếu chỉ có giá trị trong ngày hôm nay', 3, 700).lines).toEqual([
    'Phiếu chỉ có giá trị',
    'trong ngày hôm nay',
  ]);
});

test('whatever the text is, no line is wider than the paper, there are no more than may be, and none is below the floor', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'grapheme', minLength: 1, maxLength: 90 }),
      fc.integer({ min: 1, max: 3 }),
      (text, most) => {
        const { lines, style: fitted } = set(text, most, 300);
        expect(lines.length).toBeLessThanOrEqual(most);
        expect(fitted.size).toBeGreaterThanOrEqual(smallest);
        for (const line of lines) expect(measure(line, fitted)).toBeLessThanOrEqual(300);
      },
    ),
    { numRuns: 100 },
  );
});
