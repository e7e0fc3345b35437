import type { Way } from '../settings.ts';
import type { Measure, TextStyle } from './surface.ts';
import { typeset } from './wrap.ts';

/** One thing on the paper, by its box in dots. */
export type Mark = Box &
  (
    | { readonly kind: 'text'; readonly text: string; readonly style: TextStyle; readonly baseline: number }
    /** One character of the number, `squeeze` times as wide as the font draws it. */
    | {
        readonly kind: 'figure';
        readonly text: string;
        readonly style: TextStyle;
        readonly baseline: number;
        readonly squeeze: number;
      }
    | { readonly kind: 'frame'; readonly stroke: number }
    | { readonly kind: 'arrow'; readonly direction: Way['arrow'] }
    /** Rows of dots in hex, the leftmost dot is the highest bit, 1 is ink. */
    | { readonly kind: 'picture'; readonly rows: readonly string[] }
    | { readonly kind: 'ink' }
  );

interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** A part of the paper, laid out from its own top left corner. */
export interface Block {
  readonly width: number;
  readonly height: number;
  readonly marks: readonly Mark[];
}

/**
 * Ế and Ẫ reach 1.23 em above the baseline at weight 800, ự and ậ 0.28 em below: this box keeps the marks of two
 * lines apart (measured on Be Vietnam Pro 5.3.0).
 */
const lineBox = 1.56;
const baseline = 1.25;

/** How lines stand between the edges, and how many there may be. */
export interface Setting {
  readonly align: 'left' | 'centre';
  readonly lines: number;
}

/** Lines of text: as large as the style says, smaller where they are too many, cut with an ellipsis past the floor. */
export function paragraph(text: string, style: TextStyle, width: number, measure: Measure, setting: Setting): Block {
  const fitted = typeset(text, style, width, setting.lines, measure);
  const height = Math.ceil(fitted.style.size * lineBox);
  return {
    width,
    height: height * fitted.lines.length,
    marks: fitted.lines.map((line, index) => {
      const taken = Math.ceil(measure(line, fitted.style));
      return {
        kind: 'text',
        text: line,
        style: fitted.style,
        x: setting.align === 'left' ? 0 : Math.max(0, Math.floor((width - taken) / 2)),
        y: index * height,
        width: taken,
        height,
        baseline: Math.ceil(fitted.style.size * baseline),
      };
    }),
  };
}

/** Blank paper. */
export function space(height: number): Block {
  return { width: 0, height, marks: [] };
}

/** A picture of one bit a dot, as rows in hex. */
export function picture(rows: readonly string[]): Block {
  const box = { x: 0, y: 0, width: (rows[0]?.length ?? 0) * 4, height: rows.length };
  return { width: box.width, height: box.height, marks: [{ kind: 'picture', rows, ...box }] };
}

/** A line of dashes across, as where a paper is torn. */
export function dashes(width: number): Block {
  const count = Math.floor((width + 6) / 12);
  const left = Math.floor((width + 6 - count * 12) / 2);
  const marks = Array.from({ length: count }, (_, index): Mark => {
    return { kind: 'ink', x: left + index * 12, y: 14, width: 6, height: 3 };
  });
  return { width, height: 32, marks };
}

/** A block inside a rounded frame. */
export function framed(block: Block, padding: number): Block {
  const width = block.width + 2 * padding;
  const height = block.height + 2 * padding;
  const frame: Mark = { kind: 'frame', x: 0, y: 0, width, height, stroke: 4 };
  return { width, height, marks: [frame, ...moved(block, padding, padding)] };
}

/** Blocks one under the other. */
export function stack(...blocks: readonly Block[]): Block {
  let height = 0;
  const marks: Mark[] = [];
  for (const block of blocks) {
    marks.push(...moved(block, 0, height));
    height += block.height;
  }
  return { width: Math.max(0, ...blocks.map((block) => block.width)), height, marks };
}

/** Two blocks side by side, their middles level. */
export function beside(left: Block, right: Block): Block {
  const height = Math.max(left.height, right.height);
  const middle = (block: Block) => Math.floor((height - block.height) / 2);
  return {
    width: left.width + right.width,
    height,
    marks: [...moved(left, 0, middle(left)), ...moved(right, left.width, middle(right))],
  };
}

/** A block set in by so many dots. */
export function inset(block: Block, left: number): Block {
  return { width: block.width + left, height: block.height, marks: moved(block, left, 0) };
}

function moved(block: Block, right: number, down: number): Mark[] {
  return block.marks.map((mark) => ({ ...mark, x: mark.x + right, y: mark.y + down }));
}
