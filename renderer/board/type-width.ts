/** Widths in Be Vietnam Pro ExtraBold, of its type size; whatever else there may be is as wide as a digit. */
const widths: Readonly<Record<string, number>> = { A: 0.78, B: 0.72, H: 0.74, K: 0.73, L: 0.65, M: 0.9, X: 0.79 };
const DIGIT = 0.71;
/** Between the series and the digits. */
const GAP = 0.11;

/** How wide a queue number is, in type sizes, so that it can be set as large as its place allows. */
export function widthOfNumber(number: string): number {
  return GAP + widthOfSign(number);
}

/** How wide the number of a counter or a room is, in type sizes. */
export function widthOfSign(sign: string): number {
  return [...sign].reduce((sum, letter) => sum + (widths[letter] ?? DIGIT), 0);
}

/** Beyond this a sign is a name: it stands in lines, smaller. */
export const isShort = (sign: string): boolean => sign.length <= 4;

/** As wide as the widest of the short signs, and at least as two digits. */
export function widestSign(signs: readonly { readonly sign: string }[]): number {
  const short = signs.filter(({ sign }) => isShort(sign)).map(({ sign }) => widthOfSign(sign));
  return Math.max(2 * DIGIT, signs.every(({ sign }) => isShort(sign)) ? 0 : 3 * DIGIT, ...short);
}
