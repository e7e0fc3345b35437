/** A message of vpcd's wire: two bytes of length, then so many bytes. */
export function frame(payload: Uint8Array): Uint8Array {
  return Buffer.concat([Uint8Array.of(payload.length >> 8, payload.length & 0xff), payload]);
}

/** Cuts what comes over the wire into messages, however TCP has cut it. */
export class FrameReader {
  #left: Buffer = Buffer.alloc(0);

  /** The messages that are whole now. */
  take(bytes: Uint8Array): Uint8Array[] {
    this.#left = Buffer.concat([this.#left, bytes]);
    const whole: Uint8Array[] = [];
    while (this.#left.length >= 2 && this.#left.length >= 2 + this.#left.readUInt16BE()) {
      const end = 2 + this.#left.readUInt16BE();
      whole.push(Uint8Array.from(this.#left.subarray(2, end)));
      this.#left = this.#left.subarray(end);
    }
    return whole;
  }
}
