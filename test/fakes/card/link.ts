/** A contactless link and the chip behind it, as numbers. */
export interface LinkMaking {
  /** ISO 14443-3 and -4: 106, 212, 424 or 848 kbit/s, both ways. */
  readonly kbitPerSecond: 106 | 212 | 424 | 848;
  /** What the chip takes for any command. */
  readonly msPerCommand: number;
  /** What it takes instead where it does a step with a public key. */
  readonly msPerKeyStep: number;
  /** Waits as long as it takes; otherwise the account alone is kept. */
  readonly isReal: boolean;
}

export const defaultLink: LinkMaking = { kbitPerSecond: 424, msPerCommand: 12, msPerKeyStep: 60, isReal: false };

/** An account of what went over the link, readable without waiting for it. */
export class Link {
  readonly making: LinkMaking;
  #toChip = 0;
  #fromChip = 0;
  #commands = 0;
  #keySteps = 0;

  constructor(making: Partial<LinkMaking> = {}) {
    this.making = { ...defaultLink, ...making };
  }

  /** Adds one exchange; gives what it takes, in ms. */
  exchange(command: number, answer: number, keySteps: number): number {
    const before = this.elapsedMs;
    this.#toChip += command;
    this.#fromChip += answer;
    this.#commands++;
    this.#keySteps += keySteps;
    return this.elapsedMs - before;
  }

  /** Back to nothing: the next reading. */
  clear(): void {
    [this.#toChip, this.#fromChip, this.#commands, this.#keySteps] = [0, 0, 0, 0];
  }

  get apdus(): number {
    return this.#commands;
  }

  /** Of commands, headers and all. */
  get bytesToChip(): number {
    return this.#toChip;
  }

  /** Of answers, status words and all. */
  get bytesFromChip(): number {
    return this.#fromChip;
  }

  /** What the bits take; framing of ISO 14443-4 is left out. */
  get bitsMs(): number {
    return bitsMs(this.#toChip + this.#fromChip, this.making);
  }

  /** What the chip takes of its own. */
  get ownMs(): number {
    const { msPerCommand, msPerKeyStep } = this.making;
    return (this.#commands - this.#keySteps) * msPerCommand + this.#keySteps * msPerKeyStep;
  }

  get elapsedMs(): number {
    return this.bitsMs + this.ownMs;
  }
}

/** So many bytes at the link's bit rate. */
export function bitsMs(bytes: number, { kbitPerSecond }: Pick<LinkMaking, 'kbitPerSecond'>): number {
  return (bytes * 8) / kbitPerSecond;
}
