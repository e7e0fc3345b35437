import { type Block, inset, paragraph, space, stack } from './blocks.ts';
import type { Measure, TextStyle } from './surface.ts';

/**
 * Sizes in dots at 203 dpi: service and place 13 pt or more, other Vietnamese 26 dots or more, the second
 * language 22 dots, nothing thinner than weight 500, so that older eyes can read it.
 */
const sizes = {
  576: { edge: 16, title: 30, fact: 44 },
  384: { edge: 8, title: 28, fact: 40 },
} as const;

/** Widths of paper that a slip is laid out for: 576 dots on 80 mm, 384 on 58 mm. */
export type Dots = keyof typeof sizes;

/** Texts in the two languages, under every heading. */
export const vietnamese: TextStyle = { size: 26, weight: 500 };
/** What must not be missed. */
export const strong: TextStyle = { size: 26, weight: 700 };
/** The second language. */
export const english: TextStyle = { size: 22, weight: 500 };

/** The paper that parts are laid out on. */
export interface Page {
  readonly dots: Dots;
  /** Dots between the edges. */
  readonly width: number;
  readonly title: TextStyle;
  readonly fact: TextStyle;
  readonly align: 'left' | 'centre';
  readonly measure: Measure;
}

/** A part of a paper, laid out between its edges. */
export type Section<Words> = (words: Words, page: Page) => Block;

/** A page as wide as the paper, its lines centred or from the left. */
export function pageOf(dots: Dots, measure: Measure, align: Page['align'] = 'centre'): Page {
  const { edge, title, fact } = sizes[dots];
  return {
    dots,
    width: dots - 2 * edge,
    title: { size: title, weight: 700 },
    fact: { size: fact, weight: 800 },
    align,
    measure,
  };
}

/** The same page where something beside or around the text takes some of its width. */
export function narrower(page: Page, taken: number, align: Page['align'] = page.align): Page {
  return { ...page, width: page.width - taken, align };
}

/** A text of at most so many lines, two unless told. */
export function write({ width, measure, align }: Page, text: string, style: TextStyle, lines = 2): Block {
  return paragraph(text, style, width, measure, { align, lines });
}

/** Sections one under the other between the edges of a paper. */
export function onPage<Words>(sections: readonly Section<Words>[], words: Words, page: Page): Block {
  const body = stack(space(8), ...sections.map((section) => section(words, page)), space(24));
  return { ...inset(body, (page.dots - page.width) / 2), width: page.dots };
}
