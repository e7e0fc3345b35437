/** The panels that the board is laid out for: rows of last calls, and the size of their numbers on 1920 x 1080. */
export const panels = {
  43: { rows: 4, rowPx: 170, leftShare: 0.504 },
  50: { rows: 5, rowPx: 146, leftShare: 0.52 },
  55: { rows: 5, rowPx: 132, leftShare: 0.55 },
  65: { rows: 6, rowPx: 112, leftShare: 0.57 },
} as const;
export type Panel = keyof typeof panels;
export const usualPanel: Panel = 55;

/** What can be read from 5 m: ADA Standards 703.5.5, 51 mm at 4.57 m and 3.2 mm more for each further 305 mm. */
export const LEAST_CAP_MM = 55.5;

/** Height of a capital or digit in Be Vietnam Pro, of its type size. */
export const CAP_OF_TYPE = 0.75;

/** Pixels of the drawing (1920 x 1080, either way up) on a millimetre of the panel. */
export function pxPerMm(inches: number): number {
  return Math.hypot(1920, 1080) / (inches * 25.4);
}

/** The type size whose capitals are so high on the panel, in pixels of the drawing. */
export function typePx(capMm: number, inches: number): number {
  return (capMm * pxPerMm(inches)) / CAP_OF_TYPE;
}

/** The panel that was asked for; the next smaller one where it is of another size, and 43 inches at least. */
export function panelFor(inches: string | null): Panel {
  const asked = Number(inches);
  if (!inches || Number.isNaN(asked)) return usualPanel;
  const sizes: readonly Panel[] = [65, 55, 50, 43];
  return sizes.find((size) => size <= asked) ?? 43;
}
