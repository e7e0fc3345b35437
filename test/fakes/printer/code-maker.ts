import encodeQR from 'qr';

const levels = ['low', 'medium', 'quartile', 'high'] as const;

/** The printer's own QR (GS ( k, code 49): module size, error level and data are kept until they are set anew. */
export class CodeMaker {
  #dotsPerModule = 3;
  #level: (typeof levels)[number] = 'low';
  #data = '';

  reset(): void {
    this.#dotsPerModule = 3;
    this.#level = 'low';
    this.#data = '';
  }

  /** Carries one function out; gives the rows where it was "print", without a quiet zone as printers do, or what is odd. */
  take(fn: number, parameters: readonly number[]): Uint8Array[] | string | undefined {
    const [first = 0] = parameters;
    switch (fn) {
      case 65:
        return first === 49 || first === 50 ? undefined : `QR model ${first}`;
      case 67:
        this.#dotsPerModule = first;
        return first >= 1 && first <= 16 ? undefined : `QR of ${first} dots a module`;
      case 69:
        this.#level = levels[first - 48] ?? 'low';
        return levels[first - 48] ? undefined : `QR level ${first}`;
      case 80:
        this.#data = Buffer.from(parameters.slice(1)).toString('latin1');
        return undefined;
      case 81:
        return this.#data === '' ? 'a QR of nothing' : this.#rows();
      default:
        return `QR function ${fn}`;
    }
  }

  #rows(): Uint8Array[] {
    const size = this.#dotsPerModule;
    const framed = encodeQR(this.#data, 'raw', { ecc: this.#level, border: 1 });
    return framed.slice(1, -1).flatMap((framedLine) => {
      const line = framedLine.slice(1, -1);
      const row = Uint8Array.from({ length: line.length * size }, (_, x) => (line[Math.floor(x / size)] ? 1 : 0));
      return Array.from({ length: size }, () => row);
    });
  }
}
