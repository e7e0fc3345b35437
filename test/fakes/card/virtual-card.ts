import { connect, type Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { Chip } from './chip.ts';
import type { Citizen } from './citizens.ts';
import { type CardOptions, sick } from './trouble.ts';

/** As contactless readers make it up; nothing reads it. */
const atr = Buffer.from('3b8f8001804f0ca000000306030001000000006a', 'hex');
const control = { off: 0, on: 1, reset: 2, getAtr: 4 } as const;

/**
 * A citizen's card that is laid on a virtual reader over TCP: connected is placed, disconnected is lifted. Every message
 * is a length of two bytes and that many bytes; one byte is a control, more are a command.
 */
export class VirtualCard {
  readonly #answer: ReturnType<typeof sick>;
  readonly #chip: Chip;
  readonly #msPerApdu: number;
  #socket: Socket | undefined;
  #received = Buffer.alloc(0);
  #work: Promise<void> = Promise.resolve();

  constructor(citizen: Citizen, options: CardOptions = {}) {
    this.#chip = new Chip(citizen, { isForeign: options.isForeign ?? false });
    this.#answer = sick(this.#chip, options);
    this.#msPerApdu = options.msPerApdu ?? 0;
  }

  get isPlaced(): boolean {
    return this.#socket !== undefined;
  }

  place(port: number, host = '127.0.0.1'): Promise<void> {
    const socket = connect({ port, host, noDelay: true });
    this.#socket = socket;
    socket.on('data', (bytes) => this.#take(bytes));
    socket.on('close', () => this.lift());
    return new Promise((resolve, reject) => {
      socket.once('connect', resolve);
      socket.on('error', reject);
    });
  }

  lift(): void {
    this.#socket?.destroy();
    this.#socket = undefined;
    this.#received = Buffer.alloc(0);
    this.#chip.reset();
  }

  #take(bytes: Buffer): void {
    this.#received = Buffer.concat([this.#received, bytes]);
    while (this.#received.length >= 2) {
      const end = 2 + this.#received.readUInt16BE();
      if (this.#received.length < end) return;
      const message = this.#received.subarray(2, end);
      this.#received = this.#received.subarray(end);
      this.#work = this.#work.then(() => this.#obey(message));
    }
  }

  async #obey(message: Buffer): Promise<void> {
    if (message.length === 1) {
      if (message[0] === control.getAtr) this.#send(atr);
      else this.#chip.reset();
      return;
    }
    const outcome = this.#answer(message);
    if (this.#msPerApdu > 0) await pause(this.#msPerApdu);
    if (outcome.kind === 'answered') this.#send(outcome.bytes);
    if (outcome.kind === 'lifted-halfway') this.#socket?.end(framed(outcome.bytes).subarray(0, 6));
    if (outcome.kind === 'lifted') this.lift();
  }

  #send(bytes: Buffer): void {
    this.#socket?.write(framed(bytes));
  }
}

function framed(bytes: Buffer): Buffer {
  const length = Buffer.alloc(2);
  length.writeUInt16BE(bytes.length);
  return Buffer.concat([length, bytes]);
}
