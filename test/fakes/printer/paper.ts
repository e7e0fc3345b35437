import { PNG } from 'pngjs';

/** A piece of paper that the cutter let go: rows of dots, 1 is burnt. */
export class Paper {
  readonly width: number;
  readonly rows: readonly Uint8Array[];

  constructor(width: number, rows: readonly Uint8Array[]) {
    this.width = width;
    this.rows = rows;
  }

  /** Share of burnt dots, 0 to 1. */
  get ink(): number {
    const burnt = this.rows.reduce((sum, row) => sum + row.reduce((dots, dot) => dots + dot, 0), 0);
    return burnt / (this.width * this.rows.length);
  }

  /** RGBA, 8 bits each. */
  pixels(): Uint8ClampedArray {
    const rgba = new Uint8ClampedArray(this.width * this.rows.length * 4).fill(255);
    this.rows.forEach((row, y) => {
      row.forEach((dot, x) => {
        if (dot === 1) rgba.fill(0, (y * this.width + x) * 4, (y * this.width + x) * 4 + 3);
      });
    });
    return rgba;
  }

  toPng(): Buffer {
    const png = new PNG({ width: this.width, height: this.rows.length });
    png.data.set(this.pixels());
    return PNG.sync.write(png);
  }
}
