import type { Slip } from '../contract/devices.ts';
import { type Block, type Mark, space, stack } from './blocks.ts';
import type { Dots, Page } from './page.ts';
import type { TextStyle } from './surface.ts';

/**
 * Font sizes in dots: the largest, and the one that a number wider than the paper is squeezed for. A digit is about
 * three quarters as high: 16 mm of 80 mm paper and 11 mm of 58 mm paper with five characters.
 */
const sizes: Record<Dots, { readonly largest: number; readonly tall: number }> = {
  576: { largest: 188, tall: 172 },
  384: { largest: 128, tall: 118 },
};
/** The narrowest that a letter is squeezed before the number gets smaller, and the usual distance between letters. */
const narrowest = 0.84;
const tight = 0.96;
/** Between the series and the digits, in em. */
const gap = 0.16;

/** The number as large as the paper allows; its digits are equally wide, and the series stands a little apart. */
export function number({ number: text }: Pick<Slip, 'number'>, page: Page): Block {
  const cells = cellsOf(text, page);
  const wide = cells.reduce((sum, cell) => sum + cell.width, 0);
  const { largest, tall } = sizes[page.dots];
  const natural = Math.floor(page.width / wide);
  const size = Math.min(largest, Math.max(natural, Math.min(tall, Math.floor(natural / narrowest))));
  const squeeze = Math.min(1, page.width / (wide * size));
  const style: TextStyle = { size, weight: 800 };
  // Letters A to Z and digits carry no marks, so the box needs no room for them.
  const box = { y: 0, height: Math.ceil(size * 0.95), baseline: Math.ceil(size * 0.82) };
  let x = (page.width - wide * size * squeeze) / 2;
  const marks = cells.flatMap((cell): Mark[] => {
    const left = x + ((cell.width - cell.ink) / 2) * size * squeeze;
    x += cell.width * size * squeeze;
    const width = cell.ink * size * squeeze;
    return cell.text === ' ' ? [] : [{ kind: 'figure', text: cell.text, style, squeeze, x: left, width, ...box }];
  });
  return stack(space(16), { width: page.width, height: box.height, marks }, space(8));
}

interface Cell {
  readonly text: string;
  /** In em: of the cell, and of the letter in its middle. */
  readonly width: number;
  readonly ink: number;
}

/** The font has no figures of equal width, so every digit stands in the middle of a cell for the widest. */
function cellsOf(text: string, { measure }: Page): Cell[] {
  const inEm = (letter: string) => measure(letter, { size: 100, weight: 800 }) / 100;
  const digit = Math.max(...Array.from('0123456789', inEm));
  return Array.from(text.replace(/(?<=[A-Z])(?=\d)/, ' '), (letter) => {
    if (letter === ' ') return { text: letter, width: gap, ink: gap };
    const ink = inEm(letter);
    return { text: letter, width: (/\d/.test(letter) ? digit : ink) * tight, ink };
  });
}
