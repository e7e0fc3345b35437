import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { Chip } from './chip.ts';
import type { Citizen } from './citizens.ts';
import { FrameReader, frame } from './wire.ts';

/** How a card misbehaves. APDUs are counted from 1, over the whole life of the card. */
export interface CardOptions {
  /** Answers so many, then is lifted instead of answering the next. */
  readonly liftAfterApdus?: number;
  /** Sends half of this answer, then is gone. */
  readonly liftInAnswer?: number;
  readonly msPerApdu?: number;
  /** A card of another kind: it has no eMRTD application. */
  readonly isForeign?: boolean;
  /** Shows its ATR, but answers no command. */
  readonly isMute?: boolean;
  /** From this APDU on, one byte of each checksum is flipped. */
  readonly tampersFrom?: number;
  /** From this APDU on, answers are random bytes of their right length. */
  readonly garbageFrom?: number;
  /** Added to the length that the header of each data group states. */
  readonly lengthLie?: number;
  /** Called when it has lifted itself. */
  readonly onLift?: () => void;
}

const control = { off: 0x00, on: 0x01, reset: 0x02, atr: 0x04 } as const;
const atr = Buffer.from('3b8880010000000000000000', 'hex').subarray(0, 12);
const MAC_END = 3;

/** A citizen's card that can be laid on a virtual reader (vpcd of vsmartcard): a TCP client that is the card. */
export class VirtualCard {
  readonly #options: CardOptions;
  readonly #chip: Chip;
  #socket: Socket | undefined;
  #apdus = 0;

  constructor(citizen: Citizen, options: CardOptions = {}) {
    this.#options = options;
    this.#chip = new Chip(citizen, options);
  }

  /** How many commands have reached it. */
  get apdus(): number {
    return this.#apdus;
  }

  get isPlaced(): boolean {
    return this.#socket !== undefined;
  }

  /** Lays it on the reader that listens there. */
  async place(port: number, host = '127.0.0.1'): Promise<void> {
    this.lift();
    this.#chip.reset();
    const socket = connect({ port, host, noDelay: true });
    await once(socket, 'connect');
    this.#socket = socket;
    socket.on('error', () => {});
    socket.on('close', () => this.#leave(socket));
    const frames = new FrameReader();
    let work = Promise.resolve();
    socket.on('data', (bytes) => {
      for (const message of frames.take(bytes)) work = work.then(() => this.#hear(socket, message));
    });
  }

  /** Takes it off, in the middle of whatever it does. */
  lift(): void {
    this.#socket?.destroy();
    this.#socket = undefined;
  }

  #leave(socket: Socket): void {
    if (this.#socket === socket) this.#socket = undefined;
  }

  async #hear(socket: Socket, message: Uint8Array): Promise<void> {
    if (this.#socket !== socket) return;
    if (message.length > 1) return this.#answer(socket, message);
    if (message[0] === control.atr) socket.write(frame(atr));
    else this.#chip.reset();
  }

  async #answer(socket: Socket, apdu: Uint8Array): Promise<void> {
    const { liftAfterApdus, liftInAnswer, msPerApdu, isMute } = this.#options;
    const count = ++this.#apdus;
    if (msPerApdu) await sleep(msPerApdu);
    if (isMute || this.#socket !== socket) return;
    if (liftAfterApdus !== undefined && count > liftAfterApdus) return this.#liftItself(socket);
    const answer = frame(this.#spoil(this.#chip.answer(apdu), count));
    if (count === liftInAnswer) this.#liftItself(socket, answer.subarray(0, answer.length / 2));
    else socket.write(answer);
  }

  #liftItself(socket: Socket, last: Uint8Array = new Uint8Array()): void {
    this.#leave(socket);
    socket.end(last, () => socket.destroy());
    this.#options.onLift?.();
  }

  /** The checksum of a protected answer is its last data object, just before the status word. */
  #spoil(answer: Uint8Array, count: number): Uint8Array {
    const { tampersFrom = Infinity, garbageFrom = Infinity } = this.#options;
    if (count >= garbageFrom) return randomBytes(answer.length);
    const isProtected = answer.length > 12 && answer.at(-12) === 0x8e;
    if (count < tampersFrom || !isProtected) return answer;
    return answer.map((byte, index) => (index === answer.length - MAC_END ? byte ^ 0x01 : byte));
  }
}
