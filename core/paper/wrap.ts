import type { Measure, TextStyle } from './surface.ts';

const graphemes = new Intl.Segmenter('vi', { granularity: 'grapheme' });

/** The smallest that a text is set, in dots: 2.75 mm, about 8 pt. */
export const smallest = 22;

/** Lines and the style that they were made to fit in. */
export interface Fitted {
  readonly lines: readonly string[];
  readonly style: TextStyle;
}

/** At most `most` lines of a text: wrapped, then set smaller down to the floor, then cut with an ellipsis. */
export function typeset(text: string, style: TextStyle, width: number, most: number, measure: Measure): Fitted {
  for (let size = style.size; size > smallest; size -= 2) {
    const lines = wrap(text, { ...style, size }, width, measure);
    if (lines.length <= most) return { lines, style: { ...style, size } };
  }
  const least: TextStyle = { ...style, size: Math.min(style.size, smallest) };
  const lines = wrap(text, least, width, measure);
  if (lines.length <= most) return { lines, style: least };
  const last = cut(lines.slice(most - 1).join(' '), least, width, measure);
  return { lines: [...lines.slice(0, most - 1), last], style: least };
}

/** As many whole letters as fit in one line with an ellipsis after them. */
function cut(text: string, style: TextStyle, width: number, measure: Measure): string {
  const letters = Array.from(graphemes.segment(text), ({ segment }) => segment);
  const shortened = (count: number) =>
    `${letters
      .slice(0, count)
      .join('')
      .replace(/[ ,·]+$/, '')}…`;
  let count = letters.length - 1;
  while (count > 0 && measure(shortened(count), style) > width) count--;
  return shortened(count);
}

/**
 * Breaks a text into lines of at most `width` dots: first where parts are joined by ` · `, then after commas, then
 * between words, and inside a word only when it alone is wider than a line. Lines of one part are of even length.
 */
export function wrap(text: string, style: TextStyle, width: number, measure: Measure): string[] {
  const whole = text
    .normalize('NFC')
    .replace(/[ \t\r\n]+/g, ' ')
    .trim();
  if (measure(whole, style) <= width) return [whole];
  return whole.split(' · ').flatMap((part) => even(part, style, width, measure));
}

/** One clause a line where that takes no more lines; otherwise the narrowest setting that takes no more either. */
function even(part: string, style: TextStyle, width: number, measure: Measure): string[] {
  let best = greedy(part, style, width, measure);
  const clauses = part.split(/(?<=,) /);
  if (clauses.length === best.length && clauses.every((clause) => measure(clause, style) <= width)) return clauses;
  for (let narrow = width - 8; best.length > 1 && narrow > width / 2; narrow -= 8) {
    const next = greedy(part, style, narrow, measure);
    if (next.length > best.length) break;
    best = next;
  }
  return best;
}

function greedy(part: string, style: TextStyle, width: number, measure: Measure): string[] {
  const fits = (line: string) => measure(line, style) <= width;
  const lines: string[] = [];
  let line = '';
  for (const piece of part.split(' ').flatMap((word) => pieces(word, fits))) {
    const longer = line === '' ? piece.text : line + piece.joint + piece.text;
    if (line === '' || fits(longer)) line = longer;
    else {
      lines.push(line);
      line = piece.text;
    }
  }
  return [...lines, line];
}

interface Piece {
  readonly text: string;
  /** What stands before it when it goes on in the same line. */
  readonly joint: '' | ' ';
}

function pieces(word: string, fits: (line: string) => boolean): Piece[] {
  if (fits(word)) return [{ text: word, joint: ' ' }];
  return Array.from(graphemes.segment(word), ({ segment }, index) => ({
    text: segment,
    joint: index === 0 ? ' ' : '',
  }));
}
