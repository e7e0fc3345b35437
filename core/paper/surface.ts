/** The part of a Canvas 2D context that a slip is drawn with. */
export type Surface = Pick<
  CanvasRenderingContext2D,
  | 'font'
  | 'fillStyle'
  | 'lineWidth'
  | 'measureText'
  | 'fillText'
  | 'fillRect'
  | 'beginPath'
  | 'moveTo'
  | 'lineTo'
  | 'closePath'
  | 'fill'
  | 'roundRect'
  | 'stroke'
  | 'setTransform'
> & { getImageData(x: number, y: number, width: number, height: number): { readonly data: ArrayLike<number> } };

/** Makes an empty surface of so many dots; the font family 'Be Vietnam Pro' is known on it, weights 500 to 800. */
export type MakeSurface = (width: number, height: number) => Surface;

/** How a text is set: size in dots (8 dots = 1 mm at 203 dpi) and weight. */
export interface TextStyle {
  readonly size: number;
  readonly weight: 500 | 600 | 700 | 800;
}

/** Width in dots that a text takes in a style. */
export type Measure = (text: string, style: TextStyle) => number;

/** The CSS font of a style. */
export function fontOf(style: TextStyle): string {
  return `${style.weight} ${style.size}px 'Be Vietnam Pro'`;
}
