const DLE = 0x10;
const clearBuffers = [DLE, 0x14, 8, 1, 3, 0x14, 1, 6, 2, 8];

export type RealTime =
  | { readonly name: 'status'; readonly n: number }
  | { readonly name: 'recover'; readonly n: number }
  | { readonly name: 'pulse' }
  | { readonly name: 'clear-buffers' };

/**
 * Hears real-time commands in every byte that arrives, whatever it belongs to: text, commands or the dots of an
 * image. That is how printers do it, and why an image must not look like one.
 */
export class RealTimeEar {
  #last: readonly number[] = clearBuffers.map(() => 0);

  hear(byte: number): RealTime | undefined {
    this.#last = [...this.#last.slice(1), byte];
    const [dle, kind, n = 0] = this.#last.slice(-3);
    if (clearBuffers.every((expected, index) => this.#last[index] === expected)) return { name: 'clear-buffers' };
    if (dle !== DLE) return undefined;
    if (kind === 0x04) return { name: 'status', n };
    if (kind === 0x05) return { name: 'recover', n };
    if (kind === 0x14 && n === 1) return { name: 'pulse' };
    return undefined;
  }
}
