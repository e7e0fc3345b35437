/** What can be wrong with the mechanism; every one but `near-end` takes the printer offline. */
export type Ailment = 'paper-out' | 'near-end' | 'cover-open' | 'cutter-jammed' | 'head-hot' | 'unrecoverable';

/** The printer's sensors, and how they look in its status bytes. */
export class Condition {
  readonly #ailments = new Set<Ailment>();

  add(ailment: Ailment): void {
    this.#ailments.add(ailment);
  }

  heal(): void {
    this.#ailments.clear();
  }

  get isOffline(): boolean {
    return [...this.#ailments].some((ailment) => ailment !== 'near-end');
  }

  /** The answer to DLE EOT n: one byte 0xx1xx10. */
  realTime(n: number): number {
    if (n === 1) return 0x12 | this.#bit(0x08, this.isOffline);
    if (n === 2)
      return 0x12 | this.#has(0x04, 'cover-open') | this.#has(0x20, 'paper-out') | this.#bit(0x40, this.#isError);
    if (n === 3) return 0x12 | this.#errors();
    return 0x12 | this.#has(0x0c, 'near-end', 'paper-out') | this.#has(0x60, 'paper-out');
  }

  /** The four bytes of automatic status back. */
  automatic(): number[] {
    return [
      0x10 | this.#bit(0x08, this.isOffline) | this.#has(0x20, 'cover-open'),
      this.#errors(),
      this.#has(0x03, 'near-end', 'paper-out') | this.#has(0x0c, 'paper-out'),
      0x0f,
    ];
  }

  /** The answer to GS r 1. */
  paper(): number {
    return this.#has(0x03, 'near-end', 'paper-out') | this.#has(0x0c, 'paper-out');
  }

  get #isError(): boolean {
    return this.#errors() !== 0;
  }

  #errors(): number {
    return this.#has(0x08, 'cutter-jammed') | this.#has(0x20, 'unrecoverable') | this.#has(0x40, 'head-hot');
  }

  #has(bits: number, ...ailments: Ailment[]): number {
    return this.#bit(
      bits,
      ailments.some((ailment) => this.#ailments.has(ailment)),
    );
  }

  #bit(bits: number, isSet: boolean): number {
    return isSet ? bits : 0;
  }
}
