import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { Chip } from './chip.ts';
import type { Citizen } from './citizens.ts';
import { Link, type LinkMaking } from './link.ts';
import { concerns, type Misbehaviour, spoilt } from './misbehaviour.ts';
import type { Making } from './profile.ts';
import { FrameReader, frame } from './wire.ts';

/** What the card is made as, and how it misbehaves. APDUs are counted from 1, over the whole life of the card. */
export interface CardOptions extends Making {
  /** Answers so many, then is lifted instead of answering the next. */
  readonly liftAfterApdus?: number;
  /** Sends half of this answer, then is gone. */
  readonly liftInAnswer?: number;
  readonly msPerApdu?: number;
  /** Shows its ATR, but answers no command. */
  readonly isMute?: boolean;
  /** From this APDU on, one byte of each checksum is flipped. */
  readonly tampersFrom?: number;
  /** From this APDU on, answers are random bytes of their right length. */
  readonly garbageFrom?: number;
  readonly misbehaves?: Misbehaviour;
  readonly link?: Partial<LinkMaking>;
  /** Called when it has lifted itself. */
  readonly onLift?: () => void;
}

const control = { off: 0x00, on: 0x01, reset: 0x02, atr: 0x04 } as const;
const atr = Buffer.from('3b8880010000000000000000', 'hex').subarray(0, 12);
const nothing = new Uint8Array();

/**
 * A citizen's card that can be laid on a virtual reader (vpcd of vsmartcard), as a TCP client that is the card, or be
 * talked to directly.
 */
export class VirtualCard {
  /** What went over the link. */
  readonly link: Link;
  readonly #options: CardOptions;
  readonly #chip: Chip;
  readonly #misbehaviours: readonly Misbehaviour[];
  #socket: Socket | undefined;
  #apdus = 0;
  #last: Uint8Array = nothing;
  #isGone = false;
  #lifted = Promise.withResolvers<Uint8Array>();

  constructor(citizen: Citizen, options: CardOptions = {}) {
    this.#options = options;
    this.#chip = new Chip(citizen, options);
    this.link = new Link(options.link);
    this.#misbehaviours = misbehavioursOf(options);
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
    this.enter();
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
    this.#isGone = true;
    this.#lifted.resolve(nothing);
  }

  /** In the field again, without a reader between: it remembers nothing of a conversation. */
  enter(): void {
    this.#isGone = false;
    this.#lifted = Promise.withResolvers();
    this.#chip.reset();
  }

  /** One command without a reader between; nothing comes back from a card that is gone, as vpcd has it. */
  async transceive(apdu: Uint8Array): Promise<Uint8Array> {
    if (this.#isGone) return nothing;
    const answer = await this.#answerTo(apdu);
    if (answer === 'mute') return this.#lifted.promise;
    const isCut = this.#apdus === this.#options.liftInAnswer;
    if (answer !== 'removed' && !isCut) return answer;
    this.lift();
    this.#options.onLift?.();
    return nothing;
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
    const answer = await this.#answerTo(apdu);
    if (this.#socket !== socket || answer === 'mute') return;
    if (answer === 'removed') return this.#liftItself(socket);
    const framed = frame(answer);
    if (this.#apdus === this.#options.liftInAnswer) this.#liftItself(socket, framed.subarray(0, framed.length / 2));
    else socket.write(framed);
  }

  async #answerTo(apdu: Uint8Array): Promise<Uint8Array | 'mute' | 'removed'> {
    const count = ++this.#apdus;
    if (this.#options.msPerApdu) await sleep(this.#options.msPerApdu);
    const wrong = this.#misbehaviours.find((one) => concerns(one, count));
    if (wrong?.kind === 'mute' || wrong?.kind === 'removed') return wrong.kind;
    const { keySteps: before, penaltyMs } = this.#chip;
    const honest = this.#chip.answer(apdu);
    const answer = wrong ? spoilt(wrong, honest, this.#last) : honest;
    this.#last = honest;
    const takes = this.link.exchange(apdu.length, answer.length, this.#chip.keySteps - before);
    const late = this.#chip.penaltyMs - penaltyMs + (this.link.making.isReal ? takes : 0);
    if (late > 0) await sleep(late);
    return answer;
  }

  #liftItself(socket: Socket, last: Uint8Array = nothing): void {
    this.#leave(socket);
    socket.end(last, () => socket.destroy());
    this.#options.onLift?.();
  }
}

/** The first that concerns an answer is what happens to it. */
function misbehavioursOf(options: CardOptions): Misbehaviour[] {
  const { isMute, liftAfterApdus, garbageFrom, tampersFrom, misbehaves } = options;
  const found: Misbehaviour[] = misbehaves ? [misbehaves] : [];
  const onwards = (kind: Misbehaviour['kind'], at: number) => found.push({ kind, at, isFromThereOn: true });
  if (isMute) onwards('mute', 1);
  if (liftAfterApdus !== undefined) onwards('removed', liftAfterApdus + 1);
  if (garbageFrom !== undefined) onwards('garbage', garbageFrom);
  if (tampersFrom !== undefined) onwards('wrong-mac', tampersFrom);
  return found;
}
