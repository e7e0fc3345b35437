import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { PNG } from 'pngjs';
import { describe, expect, test } from 'vitest';
import type { Bitmap } from '../../core/paper/raster.ts';
import { isInk } from './example.ts';
import { papers, pngOf, widths } from './kinds.ts';

// After a change that is meant, look at the pictures that this writes: GOLDEN=write npx vitest run test/paper/golden
const isWriting = process.env.GOLDEN === 'write';
const folder = new URL('./golden/', import.meta.url);
const names = Object.keys(papers).flatMap((name) =>
  widths.map((dots) => ({ name, dots, file: `${name}-${dots}.png` })),
);

describe.each(names)('$name on paper $dots dots wide', ({ name, dots, file }) => {
  test('is drawn as in its picture, dot for dot', () => {
    const drawn = papers[name]!(dots);
    const picture = new URL(file, folder);
    if (isWriting) writeFileSync(picture, pngOf(drawn));
    expect(existsSync(picture), `golden/${file} is missing`).toBe(true);
    expect(differing(drawn, PNG.sync.read(readFileSync(picture)))).toEqual([]);
  });
});

test('every picture is of a kind of paper that there is', () => {
  expect(readdirSync(folder).sort()).toEqual(names.map(({ file }) => file).sort());
});

test('one dot that differs is found', () => {
  const drawn = papers.help!(384);
  const png = PNG.sync.read(pngOf(drawn));
  png.data.fill(0, (10 * 384 + 7) * 4, (10 * 384 + 7) * 4 + 3);
  expect(differing(drawn, png)).toEqual(['7, 10: paper, not ink']);
});

/** The first dots that are not as in the picture, or the sizes where they differ. */
function differing(drawn: Bitmap, picture: PNG): string[] {
  const size = ({ width, height }: { width: number; height: number }) => `${width} x ${height}`;
  if (size(drawn) !== size(picture)) return [`${size(drawn)}, not ${size(picture)}`];
  const found: string[] = [];
  for (let y = 0; y < drawn.height; y++)
    for (let x = 0; x < drawn.width; x++) {
      const isBlack = picture.data[(y * drawn.width + x) * 4]! < 128;
      if (isInk(drawn, x, y) !== isBlack) found.push(`${x}, ${y}: ${isBlack ? 'paper, not ink' : 'ink, not paper'}`);
    }
  return found.slice(0, 10);
}
