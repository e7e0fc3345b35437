import { cell, isBurnt } from './font.ts';

export type Align = 'left' | 'centre' | 'right';

interface Letter {
  readonly byte: number;
  readonly wide: number;
  readonly tall: number;
  readonly isBold: boolean;
}

const usualSpacing = 30;

/** The printer's typewriter: one line in hand, and the modes that the next letters are set in. */
export class Typing {
  readonly #width: number;
  #letters: Letter[] = [];
  #wide = 1;
  #tall = 1;
  isBold = false;
  align: Align = 'left';
  spacing = usualSpacing;

  constructor(width: number) {
    this.#width = width;
  }

  get text(): string {
    return String.fromCharCode(...this.#letters.map(({ byte }) => byte));
  }

  /** ESC @: the line in hand and all modes are gone. */
  reset(): void {
    this.#letters = [];
    this.magnify(0);
    this.isBold = false;
    this.align = 'left';
    this.spacing = usualSpacing;
  }

  /** GS !: width less one in the high half, height less one in the low half. */
  magnify(sizes: number): void {
    this.#wide = ((sizes >> 4) & 7) + 1;
    this.#tall = (sizes & 7) + 1;
  }

  /** True where the letter found no more room, and the line must be printed first. */
  isFullFor(): boolean {
    return this.#across + cell.width * this.#wide > this.#width;
  }

  type(byte: number): void {
    this.#letters.push({ byte, wide: this.#wide, tall: this.#tall, isBold: this.isBold });
  }

  /** The line in hand as rows of dots, at least as many as the line spacing; a new line begins. */
  takeLine(): Uint8Array[] {
    const tallest = Math.max(0, ...this.#letters.map(({ tall }) => tall * cell.height));
    const rows = Array.from({ length: tallest }, (_, y) => this.place(this.#rowOf(tallest - y)));
    while (rows.length < this.spacing) rows.push(new Uint8Array(this.#width));
    this.#letters = [];
    return rows;
  }

  /** Dots of any width where the justification puts them; what does not fit is cut off. */
  place(dots: Uint8Array): Uint8Array {
    const row = new Uint8Array(this.#width);
    const free = Math.max(0, this.#width - dots.length);
    const left = this.align === 'left' ? 0 : this.align === 'right' ? free : Math.floor(free / 2);
    row.set(dots.subarray(0, this.#width), left);
    return row;
  }

  get #across(): number {
    return this.#letters.reduce((dots, { wide }) => dots + wide * cell.width, 0);
  }

  /** Letters stand on one line, so rows are counted from below. */
  #rowOf(fromBelow: number): Uint8Array {
    const row = new Uint8Array(this.#across);
    let left = 0;
    for (const { byte, wide, tall, isBold } of this.#letters) {
      const y = cell.height - Math.ceil(fromBelow / tall);
      for (let x = 0; y >= 0 && x < cell.width * wide; x++) {
        const column = Math.floor(x / wide);
        if (isBurnt(byte, column, y) || (isBold && isBurnt(byte, column - 1, y))) row[left + x] = 1;
      }
      left += cell.width * wide;
    }
    return row;
  }
}
