import { type AddressInfo, createServer, type Socket } from 'node:net';
import type { Fault } from '../../core/faults.ts';
import { fail, ok, type Result } from '../../core/result.ts';
import { FrameReader, frame } from './card/wire.ts';

export type ReaderEvent = 'reader-found' | 'reader-lost' | 'card-placed' | 'card-removed';

/** First bytes of a hand that pulls the reader's cable, or puts it back; a card's first byte is a length, so 0. */
export const plugBytes = { out: 0x55, in: 0x50 } as const;

const control = { on: Uint8Array.of(0x01), reset: Uint8Array.of(0x02), atr: Uint8Array.of(0x04) };

interface Card {
  readonly socket: Socket;
  /** Gets the next message, or `undefined` once the card is gone. */
  heard: (message: Uint8Array | undefined) => void;
}

/** Plays vpcd's side of the wire without pcscd: one card at a time on a port of loopback, and a cable to pull. */
export class PretendReader {
  readonly #listeners = new Set<(event: ReaderEvent) => void>();
  readonly #server = createServer((socket) => this.#greet(socket));
  #isPlugged = true;
  #card: Card | undefined;
  /** One command at a time: an answer that nobody waits for any more is still let past first. */
  #line: Promise<unknown> = Promise.resolve();

  async listen(port: number): Promise<number> {
    await new Promise<void>((done) => this.#server.listen(port, '127.0.0.1', done));
    return (this.#server.address() as AddressInfo).port;
  }

  close(): void {
    this.#card?.socket.destroy();
    this.#server.close();
  }

  /** Tells what is there now, then every change; returns a way to call it off. */
  watch(then: (event: ReaderEvent) => void): () => void {
    then(this.#isPlugged ? 'reader-found' : 'reader-lost');
    if (this.#card) then('card-placed');
    this.#listeners.add(then);
    return () => this.#listeners.delete(then);
  }

  /** The card forgets what was said to it before. */
  reset(): void {
    this.#card?.socket.write(frame(control.reset));
  }

  transceive(apdu: Uint8Array): Promise<Result<Uint8Array, Fault>> {
    const answer = this.#line.then(() => this.#exchange(apdu));
    this.#line = answer;
    return answer;
  }

  async #exchange(apdu: Uint8Array): Promise<Result<Uint8Array, Fault>> {
    const card = this.#card;
    if (!card) return fail(this.#isPlugged ? 'card-removed' : 'reader-lost');
    const answer = await new Promise<Uint8Array | undefined>((heard) => {
      card.heard = heard;
      card.socket.write(frame(apdu));
    });
    if (answer) return ok(answer);
    return fail(this.#isPlugged ? 'card-removed' : 'reader-lost');
  }

  /** Asks whoever connects for its ATR: a card sends it, a hand on the cable has already said what it wants. */
  #greet(socket: Socket): void {
    socket.on('error', () => {});
    socket.setNoDelay();
    socket.write(Buffer.concat([frame(control.on), frame(control.atr)]));
    socket.once('data', (first: Buffer) => {
      if (first[0] === plugBytes.out) this.#plug(false, socket);
      else if (first[0] === plugBytes.in) this.#plug(true, socket);
      else this.#take(socket, first);
    });
  }

  #plug(isPlugged: boolean, hand: Socket): void {
    const isChanged = this.#isPlugged !== isPlugged;
    this.#isPlugged = isPlugged;
    if (!isPlugged) this.#drop(this.#card);
    if (isChanged) this.#tell(isPlugged ? 'reader-found' : 'reader-lost');
    hand.end();
  }

  #take(socket: Socket, first: Buffer): void {
    if (!this.#isPlugged || this.#card) {
      socket.destroy();
      return;
    }
    const card: Card = { socket, heard: () => {} };
    const frames = new FrameReader();
    let isKnown = false;
    const hear = (bytes: Uint8Array) => {
      for (const message of frames.take(bytes)) {
        if (isKnown) card.heard(message);
        isKnown = true;
      }
    };
    this.#card = card;
    socket.on('data', hear);
    socket.on('close', () => this.#drop(card));
    hear(first);
    this.#tell('card-placed');
  }

  #drop(card: Card | undefined): void {
    if (!card || this.#card !== card) return;
    this.#card = undefined;
    card.socket.destroy();
    card.heard(undefined);
    this.#tell('card-removed');
  }

  #tell(event: ReaderEvent): void {
    for (const then of this.#listeners) then(event);
  }
}
