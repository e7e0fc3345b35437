import { type Answer, readAnswers } from '../../core/paper/status.ts';
import type { Result } from '../../core/result.ts';

/** Hears what a printer says on its line. */
export interface Listener {
  answered(answer: Answer): void;
  /** The line is gone: pulled out, switched off, or broken on the way. */
  closed(): void;
}

/** An open two-way line to a printer: bytes go out, whole answers come in. */
export interface Line {
  /** Answers and the end of the line go to one listener at a time; one that is gone says so at once. */
  listen(listener: Listener): void;
  /** Resolves when the bytes have left this process, or when the line is gone. One piece at a time. */
  write(bytes: Uint8Array): Promise<void>;
  /** Ends the line after what was written. */
  close(): void;
  /** Ends the line and takes back what has not yet left, so that it cannot come out later as a ghost. */
  cut(): void;
}

/** How a line to a printer is opened. */
export interface Way {
  /** `printer-lost` when nothing is there. What the printer said to somebody before is not heard on a new line. */
  open(): Promise<Result<Line, 'printer-lost'>>;
  /** What the line itself carries; `Infinity` where the printer is the slower one. */
  readonly bytesPerSecond: number;
}

/** What every line does with what comes in: puts answers together and hands them to the one who listens. */
export class Ear {
  #listener: Listener | undefined;
  #rest: Uint8Array = new Uint8Array();
  #isClosed = false;

  listen(listener: Listener): void {
    this.#listener = listener;
    if (this.#isClosed) listener.closed();
  }

  hear(bytes: Uint8Array): void {
    const { answers, rest } = readAnswers(Buffer.concat([this.#rest, bytes]));
    this.#rest = rest;
    for (const answer of answers) this.#listener?.answered(answer);
  }

  /** Tells that the line is gone, once. */
  closed(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.#listener?.closed();
  }

  /** Hears nothing more. */
  leave(): void {
    this.#listener = undefined;
  }
}
