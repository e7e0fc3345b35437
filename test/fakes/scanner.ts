import { spawnSync } from 'node:child_process';
import { closeSync, constants, openSync, writeSync } from 'node:fs';

/** A code scanner in serial mode: a pipe stands where its device file would. */
export class VirtualScanner {
  readonly device: string;
  readonly #fd: number;

  constructor(device: string) {
    const made = spawnSync('mkfifo', [device]);
    if (made.status !== 0) throw new Error(`mkfifo ${device}: ${made.stderr}`);
    this.device = device;
    this.#fd = openSync(device, constants.O_RDWR | constants.O_NONBLOCK);
  }

  /** Holds a code to the scanner: its text and an end of line, as a real one sends it. */
  scan(text: string): void {
    writeSync(this.#fd, `${text}\r\n`);
  }

  /** Half a message, and no end of line. */
  scanHalf(text: string): void {
    writeSync(this.#fd, text.slice(0, text.length / 2));
  }

  stop(): void {
    closeSync(this.#fd);
  }
}
