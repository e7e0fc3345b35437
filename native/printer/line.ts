import { connect, type Socket } from 'node:net';
import { type Answer, readAnswers } from '../../core/paper/status.ts';
import { fail, ok, type Result } from '../../core/result.ts';

interface Listener {
  answered(answer: Answer): void;
  closed(): void;
}

/** One TCP connection to a printer (port 9100): bytes go out, whole answers come in. */
export class Line {
  readonly #socket: Socket;
  #listener: Listener | undefined;
  #rest: Uint8Array = new Uint8Array();

  private constructor(socket: Socket) {
    this.#socket = socket;
    socket.setNoDelay(true);
    socket.on('data', (bytes) => this.#take(bytes));
    socket.on('close', () => this.#listener?.closed());
  }

  /** Opens the line; `printer-lost` when nobody answers within `deadlineMs`. */
  static open(host: string, port: number, deadlineMs: number): Promise<Result<Line, 'printer-lost'>> {
    return new Promise((resolve) => {
      const socket = connect({ host, port });
      const lost = () => {
        clearTimeout(timer);
        socket.destroy();
        resolve(fail('printer-lost'));
      };
      const timer = setTimeout(lost, deadlineMs);
      // A broken line closes; what broke it changes nothing.
      socket.on('error', () => {});
      socket.once('close', lost);
      socket.once('connect', () => {
        clearTimeout(timer);
        socket.off('close', lost);
        resolve(ok(new Line(socket)));
      });
    });
  }

  /** Answers and the end of the line go to one listener at a time. */
  listen(listener: Listener): void {
    this.#listener = listener;
    if (this.#socket.destroyed) listener.closed();
  }

  /** Resolves when the next piece may follow, or when the line is gone. */
  write(bytes: Uint8Array): Promise<void> {
    if (this.#socket.destroyed || this.#socket.write(bytes)) return Promise.resolve();
    return new Promise((resolve) => {
      this.#socket.once('drain', resolve);
      this.#socket.once('close', resolve);
    });
  }

  /** Ends the line after what was written. */
  close(): void {
    this.#listener = undefined;
    this.#socket.destroySoon();
  }

  /** Ends the line and takes back what has not yet left, so that it cannot come out later as a ghost. */
  cut(): void {
    this.#listener = undefined;
    this.#socket.resetAndDestroy();
  }

  #take(bytes: Uint8Array): void {
    const { answers, rest } = readAnswers(Buffer.concat([this.#rest, bytes]));
    this.#rest = rest;
    for (const answer of answers) this.#listener?.answered(answer);
  }
}
