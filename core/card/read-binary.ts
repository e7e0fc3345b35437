import type { Fault } from '../faults.ts';
import { fail, ok, type Result } from '../result.ts';
import { type Command, type Send, status } from './apdu.ts';
import { findValue, writeTlv } from './tlv.ts';

/** A chip may refuse a file, or so long an answer; what then is done is for the caller to say. */
export type FileFault = Fault | 'file-refused' | 'length-refused';

/** Where an even READ BINARY can begin: 15 bits, or 8 beside a short identifier (ISO 7816-4 §11.3.3). */
export const lastOffset = { even: 0x7fff, byShortName: 0xff } as const;

const shortName = 0x80;
/** Offset and data of an odd READ BINARY. */
const tags = { offset: 0x54, data: 0x53 } as const;
/** Tag and length of {@link tags.data} around a whole piece. */
const ODD_HEADER = 4;
const words = { lengthRefused: 0x6700, offsetPastEnd: 0x6b00 } as const;

/** A piece of the selected file: at least one byte and at most `expect`. */
export function readEven(send: Send, at: number, expect: number): Promise<Result<Uint8Array, FileFault>> {
  return readPiece(send, evenRead(at, expect), 'card-unreadable');
}

/** The same of the file with this short identifier, which becomes the selected one (ISO 7816-4 §11.3.2). */
export function readByShortName(
  send: Send,
  sfi: number,
  at: number,
  expect: number,
): Promise<Result<Uint8Array, FileFault>> {
  const pastEnd = at === 0 ? 'file-refused' : 'card-unreadable';
  return readPiece(send, evenRead(((shortName | sfi) << 8) | at, expect), pastEnd);
}

/** Past 32 KB the offset travels as data, and the piece comes inside a data object (ISO 7816-4 §11.3.3, odd INS). */
export async function readFar(
  send: Send,
  at: number,
  missing: number,
  most: number,
): Promise<Result<Uint8Array, FileFault>> {
  const data = writeTlv(tags.offset, Uint8Array.of(at >> 16, at >> 8, at));
  const expect = Math.min(most, missing + ODD_HEADER);
  const object = await readPiece(send, { cla: 0, ins: 0xb1, p1: 0, p2: 0, data, expect }, 'card-unreadable');
  if (!object.ok) return object;
  const piece = findValue(object.value, tags.data);
  return piece && piece.length > 0 && piece.length <= missing ? ok(piece) : fail('card-unreadable');
}

/** Selects an elementary file of the current application (ISO 7816-4 §11.2.2; ICAO 9303-10 §3.6). */
export async function selectFile(send: Send, id: number): Promise<Result<void, FileFault>> {
  const data = Uint8Array.of(id >> 8, id & 0xff);
  const answer = await send({ cla: 0, ins: 0xa4, p1: 0x02, p2: 0x0c, data });
  if (!answer.ok) return answer;
  return answer.value.status === status.done ? ok(undefined) : fail('file-refused');
}

const evenRead = (where: number, expect: number): Command => ({
  cla: 0,
  ins: 0xb0,
  p1: where >> 8,
  p2: where & 0xff,
  expect,
});

/** What reading past the end means: a length that was a lie, or a short identifier taken for an offset. */
type PastEnd = 'card-unreadable' | 'file-refused';

async function readPiece(send: Send, command: Command, pastEnd: PastEnd): Promise<Result<Uint8Array, FileFault>> {
  const answer = await send(command);
  if (!answer.ok) return answer;
  const { data, status: word } = answer.value;
  if (word === words.lengthRefused) return fail('length-refused');
  if (word === words.offsetPastEnd) return fail(pastEnd);
  if (word !== status.done && word !== status.endOfFile) return fail('file-refused');
  return data.length > 0 && data.length <= command.expect! ? ok(data) : fail('card-unreadable');
}
