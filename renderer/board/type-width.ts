import type { PlaceSign } from './place-sign.ts';

/** Widths in Be Vietnam Pro ExtraBold, of its type size; whatever else there may be is as wide as a digit. */
const widths: Readonly<Record<string, number>> = { A: 0.78, B: 0.72, H: 0.74, K: 0.73, L: 0.65, M: 0.9, X: 0.79 };
const DIGIT = 0.7;
/** How much nearer the letters of a number stand. */
const CLOSER = 0.02;
/** A lower-case letter of a word, with wide ones among them; over a longer text they even out. */
const LETTER = 0.62;
const LETTER_OF_CAPTION = 0.55;
/** A name in lines is given as much as a number of four digits. */
const NAME = 4 * DIGIT;
/** Between the series and the digits. */
const GAP = 0.11;

/** How wide a queue number is, in type sizes, so that it can be set as large as its place allows. */
export function widthOfNumber(number: string): number {
  return GAP + widthOfSign(number) - CLOSER * number.length;
}

/** How wide the number of a counter or a room is, in type sizes. */
export function widthOfSign(sign: string): number {
  return [...sign].reduce((sum, letter) => sum + (widths[letter] ?? DIGIT), 0);
}

const letters = (word: string) => LETTER * word.length;

/** Beyond this a sign is a name: it stands in lines, smaller. */
export const isShort = (sign: string): boolean => sign.length <= 4;

/** A caption of more letters is set narrower. */
export const isTight = (caption: string): boolean => caption.length > 14;

/** As wide as the widest of the signs with the caption below it, and at least as two digits; a name has room for three. */
export function widestSign(signs: readonly PlaceSign[]): number {
  const widths = signs.map(({ sign, floor = '' }) =>
    Math.max(
      isShort(sign) ? widthOfSign(sign) : 3 * DIGIT,
      (isTight(floor) ? 0.2 : 0.24) * LETTER_OF_CAPTION * floor.length,
    ),
  );
  return Math.max(2 * DIGIT, ...widths);
}

/** A sign in one line on the large card: its head and floor, smaller, beside its number. */
export function widthOfLine(place: PlaceSign | undefined): number {
  if (!place) return 0;
  const { head = '', sign, floor = '' } = place;
  if (!isShort(sign)) return NAME;
  const beside = floor ? Math.max(0.4 * letters(head), 0.3 * letters(floor)) : 0.56 * letters(head);
  return beside + widthOfSign(sign);
}
