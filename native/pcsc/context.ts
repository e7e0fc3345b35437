import { type Handle, type Out, requestOf, stateOf, winscard } from './winscard.ts';

/** Return codes that are told apart (MS-ERREF §2.1.1; pcsclite.h has the same). */
export const code = {
  cancelled: 0x80100002,
  invalidHandle: 0x80100003,
  unknownReader: 0x80100009,
  timeout: 0x8010000a,
  noCard: 0x8010000c,
  /** The line to the service broke in the middle of a call. */
  serviceBroke: 0x80100013,
  readerUnavailable: 0x80100017,
  noService: 0x8010001d,
  serviceStopped: 0x8010001e,
  noReaders: 0x8010002e,
  cardReset: 0x80100068,
  cardRemoved: 0x80100069,
  /** The service lets nobody in, or hung up: pcsclite says either when it reads nothing more from it. */
  accessDenied: 0x8010006a,
} as const;

/** Bits of a reader's state; the 16 above them count the cards that came and went. */
export const stateBit = { changed: 0x0002, unknown: 0x0004, unavailable: 0x0008, present: 0x0020 } as const;

const scopeSystem = 2;
const shared = 2;
const eitherProtocol = 1 | 2;
const leave = 0;
const reset = 1;
/** A long answer (65,536) with its status word, and room to spare; pcsclite's MAX_BUFFER_SIZE_EXTENDED. */
const answerBytes = 65_548;
const namesBytes = 8_192;

/** PC/SC refused: which function, and its code. */
export class PcscError extends Error {
  readonly fn: string;
  readonly code: number;

  constructor(fn: string, code: number) {
    super(`${fn}: 0x${code.toString(16)}`);
    this.fn = fn;
    this.code = code;
  }
}

/** One connection to the PC/SC service. It ends with the service: after that only a new one works. */
export class Context {
  readonly #handle: Handle;

  private constructor(handle: Handle) {
    this.#handle = handle;
  }

  static async open(): Promise<Context> {
    const handle: Out<Handle> = [0];
    check('SCardEstablishContext', await winscard.establishContext(scopeSystem, null, null, handle));
    return new Context(handle[0]);
  }

  /** The first reader whose name holds `namePart`; the first of all where that is left out. */
  async findReader(namePart = ''): Promise<string | undefined> {
    const names = Buffer.alloc(namesBytes);
    const length: Out = [names.length];
    const answer = await winscard.listReaders(this.#handle, null, names, length);
    if (answer === code.noReaders) return undefined;
    check('SCardListReaders', answer);
    const all = names.toString('utf8', 0, length[0]).split('\0').filter(Boolean);
    return all.find((name) => name.includes(namePart));
  }

  /** Waits until the reader's state is no longer `known` (0: answers at once); `known` again when time is up. */
  async waitForChange(reader: string, known: number, patienceMs: number): Promise<number> {
    const states = [stateOf(reader, known)];
    const answer = await winscard.getStatusChange(this.#handle, patienceMs, states, states.length);
    if (answer === code.timeout || answer === code.cancelled) return known;
    check('SCardGetStatusChange', answer);
    return states[0]!.dwEventState & ~stateBit.changed;
  }

  /** What the card in `reader` said when it was reset; empty where there is none. */
  async answerToReset(reader: string): Promise<Uint8Array> {
    const states = [stateOf(reader, 0)];
    check('SCardGetStatusChange', await winscard.getStatusChange(this.#handle, 0, states, states.length));
    const { rgbAtr, cbAtr } = states[0]!;
    return Uint8Array.from(rgbAtr).slice(0, Number(cbAtr));
  }

  /** Ends a wait that is under way. */
  async cancel(): Promise<void> {
    await winscard.cancel(this.#handle);
  }

  async close(): Promise<void> {
    await winscard.releaseContext(this.#handle);
  }

  /** Connects to the card in `reader`, in a transaction that keeps others waiting. Its chip begins from nothing. */
  async connect(reader: string): Promise<ConnectedCard> {
    const handle: Out<Handle> = [0];
    const protocol: Out = [0];
    const answer = await winscard.connect(this.#handle, reader, shared, eitherProtocol, handle, protocol);
    check('SCardConnect', answer);
    check('SCardReconnect', await winscard.reconnect(handle[0], shared, eitherProtocol, reset, protocol));
    check('SCardBeginTransaction', await winscard.beginTransaction(handle[0]));
    return new ConnectedCard(handle[0], protocol[0]);
  }
}

/** A card under the reader, ours until it is let go. */
export class ConnectedCard {
  readonly #handle: Handle;
  readonly #protocol: number;
  readonly #answer = new Uint8Array(answerBytes);

  constructor(handle: Handle, protocol: number) {
    this.#handle = handle;
    this.#protocol = protocol;
  }

  async transmit(command: Uint8Array): Promise<Uint8Array> {
    const length: Out = [this.#answer.length];
    const request = requestOf(this.#protocol);
    check(
      'SCardTransmit',
      await winscard.transmit(this.#handle, request, command, command.length, null, this.#answer, length),
    );
    return this.#answer.slice(0, length[0]);
  }

  /**
   * Lets go; a card that is gone is no matter. No reset here: pcscd 1.9.9 no longer sees a card that is lifted during
   * its reset and put back at once.
   */
  async disconnect(): Promise<void> {
    await winscard.endTransaction(this.#handle, leave);
    await winscard.disconnect(this.#handle, leave);
  }
}

function check(fn: string, answer: number): void {
  if (answer !== 0) throw new PcscError(fn, answer);
}
