/** Thrown into the interpreter when the receive buffer is cleared under its hands. */
export class Cleared extends Error {}

/** The receive buffer: filled by the line, emptied by the interpreter, which waits while the printer is offline. */
export class Intake {
  readonly #size: number;
  readonly #madeRoom: () => void;
  #bytes: number[] = [];
  #at = 0;
  #isHeld = false;
  #isCleared = false;
  #wake: (() => void) | undefined;

  /** Holds `size` bytes; calls `madeRoom` each time that it has been emptied. */
  constructor(size: number, madeRoom: () => void) {
    this.#size = size;
    this.#madeRoom = madeRoom;
  }

  get isFull(): boolean {
    return this.#bytes.length - this.#at >= this.#size;
  }

  put(byte: number): void {
    this.#bytes.push(byte);
    this.#wakeUp();
  }

  /** An offline printer keeps its buffer and does nothing with it. */
  hold(isHeld: boolean): void {
    this.#isHeld = isHeld;
    this.#wakeUp();
  }

  /** Waits while the printer is offline. */
  async released(): Promise<void> {
    while (this.#isHeld && !this.#isCleared) await this.#change();
  }

  clear(): void {
    this.#bytes = [];
    this.#at = 0;
    this.#isCleared = true;
    this.#wakeUp();
  }

  /** The next byte, when there is one and the printer is online. */
  async next(): Promise<number> {
    while (!this.#isCleared && (this.#isHeld || this.#at === this.#bytes.length)) {
      if (this.#at === this.#bytes.length) this.#empty();
      await this.#change();
    }
    if (this.#isCleared) {
      this.#isCleared = false;
      throw new Cleared();
    }
    return this.#bytes[this.#at++]!;
  }

  async take(count: number): Promise<number[]> {
    const bytes: number[] = [];
    while (bytes.length < count) bytes.push(await this.next());
    return bytes;
  }

  #change(): Promise<void> {
    return new Promise((wake) => {
      this.#wake = wake;
    });
  }

  #empty(): void {
    this.#bytes = [];
    this.#at = 0;
    this.#madeRoom();
  }

  #wakeUp(): void {
    this.#wake?.();
    this.#wake = undefined;
  }
}
