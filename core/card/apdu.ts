import { concatBytes } from '@noble/hashes/utils.js';
import type { Fault } from '../faults.ts';
import { fail, ok, type Result } from '../result.ts';

/** One command to the chip (ISO 7816-4 §5.1). `expect` is Le: the most bytes wanted back. */
export interface Command {
  readonly cla: number;
  readonly ins: number;
  readonly p1: number;
  readonly p2: number;
  readonly data?: Uint8Array;
  readonly expect?: number;
}

/** The chip's answer: its data and its status word, `0x9000` when all is well. */
export interface Answer {
  readonly data: Uint8Array;
  readonly status: number;
  /** A refusal that came without the protection of the session it belongs to: anybody may have said it. */
  readonly isUnprotected?: true;
}

/** Sends one raw command and brings the raw answer, or names what happened to the card or its reader. */
export type Transceive = (apdu: Uint8Array) => Promise<Result<Uint8Array, Fault>>;

/** Sends one command in words; plain or protected. */
export type Send = (command: Command) => Promise<Result<Answer, Fault>>;

/** Status words that the reading tells apart (ISO 7816-4 §5.1.3). */
export const status = {
  done: 0x9000,
  /** The file ended before Le bytes. */
  endOfFile: 0x6282,
} as const;

const noSuchApplication: readonly number[] = [0x6a81, 0x6a82, 0x6a86, 0x6999, 0x6d00, 0x6e00];

/** True when the chip says that it does not hold the application, or does not know how to select one. */
export function isWithoutApplication(word: number): boolean {
  return noSuchApplication.includes(word);
}

/** Writes a command in the short form, or in the extended form where its data or Le need it (ISO 7816-4 §5.1). */
export function encodeCommand({ cla, ins, p1, p2, data, expect }: Command): Uint8Array {
  const isExtended = (data?.length ?? 0) > 255 || (expect ?? 0) > 256;
  return concatBytes(
    Uint8Array.of(cla, ins, p1, p2),
    isExtended ? extendedBody(data, expect) : shortBody(data, expect),
  );
}

function shortBody(data: Uint8Array | undefined, expect: number | undefined): Uint8Array {
  const lengthAndData = data ? concatBytes(Uint8Array.of(data.length), data) : new Uint8Array();
  return expect === undefined ? lengthAndData : concatBytes(lengthAndData, Uint8Array.of(expect & 0xff));
}

function extendedBody(data: Uint8Array | undefined, expect: number | undefined): Uint8Array {
  const parts: Uint8Array[] = [Uint8Array.of(0)];
  if (data) parts.push(twoBytes(data.length), data);
  if (expect !== undefined) parts.push(twoBytes(expect));
  return concatBytes(...parts);
}

function twoBytes(value: number): Uint8Array {
  return Uint8Array.of((value >> 8) & 0xff, value & 0xff);
}

/** Splits an answer; fewer than two bytes can only come of a card that is gone. */
export function parseAnswer(bytes: Uint8Array): Result<Answer, 'card-removed'> {
  if (bytes.length < 2) return fail('card-removed');
  const end = bytes.length - 2;
  return ok({ data: bytes.subarray(0, end), status: bytes[end]! * 256 + bytes[end + 1]! });
}

/** Sends commands unprotected. */
export function plainSend(transceive: Transceive): Send {
  return async (command) => {
    const raw = await transceive(encodeCommand(command));
    return raw.ok ? parseAnswer(raw.value) : raw;
  };
}
