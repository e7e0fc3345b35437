import type { Fault } from '../faults.ts';
import { fail, ok, type Result } from '../result.ts';
import { type Answer, type Command, type Send, status } from './apdu.ts';
import { findValue, readHeader, writeTlv } from './tlv.ts';

/** A chip may refuse a file, or so long an answer; what then is done is for the caller to say. */
export type FileFault = Fault | 'file-refused' | 'length-refused';

/** An elementary file by its identifier and by its short one, which selects it with the first read (ICAO 9303-10 §3.6). */
export interface FileName {
  readonly id: number;
  readonly sfi: number;
}

/** Through what files are read. */
export interface FileAccess {
  readonly send: Send;
  /** The largest piece of a file that one answer holds, in bytes. */
  readonly piece: number;
  /** The file that the chip has selected; kept here by the functions below. */
  selected?: number | undefined;
  /** Set where the chip did not know a file by its short identifier, but by its whole one. */
  isWithoutShortNames?: boolean;
}

/** A file of which the first piece is there, and with it the whole length. */
export interface BegunFile {
  readonly name: FileName;
  /** In bytes, from the header of its outer data object. */
  readonly length: number;
  readonly first: Uint8Array;
}

/** Longer than the longest file of any document that is known; a length beyond it is a lie. */
const LONGEST_FILE = 0x3ffff;
/** An even READ BINARY has 15 bits for its offset, with a short identifier 8 (ISO 7816-4 §11.3.3). */
const LAST_EVEN_OFFSET = 0x7fff;
const LAST_SHORT_OFFSET = 0xff;
const shortName = 0x80;
/** Offset and data of an odd READ BINARY. */
const tags = { offset: 0x54, data: 0x53 } as const;
/** Tag and length of {@link tags.data} around a whole piece. */
const ODD_HEADER = 4;
const words = { lengthRefused: 0x6700, offsetPastEnd: 0x6b00 } as const;

/** Selects a file with its first read and learns its length from it: a file that fits one piece costs one command. */
export async function beginFile(access: FileAccess, name: FileName): Promise<Result<BegunFile, FileFault>> {
  const first = await readFirst(access, name);
  if (!first.ok) return first;
  const header = readHeader(first.value);
  if (!header.ok) return header;
  const length = header.value.start + header.value.length;
  return length <= LONGEST_FILE
    ? ok({ name, length, first: first.value.subarray(0, length) })
    : fail('card-unreadable');
}

/** Reads what is missing of a begun file; `came` hears of every piece, the first one too. */
export async function finishFile(
  access: FileAccess,
  { name, length, first }: BegunFile,
  came: (bytes: number) => void = () => {},
): Promise<Result<Uint8Array, FileFault>> {
  const bytes = new Uint8Array(length);
  bytes.set(first);
  came(first.length);
  for (let at = first.length; at < length; ) {
    const piece = await readAt(access, name, at, length - at);
    if (!piece.ok) return piece;
    bytes.set(piece.value, at);
    at += piece.value.length;
    came(piece.value.length);
  }
  return ok(bytes);
}

/** A whole file. */
export async function readFile(access: FileAccess, name: FileName): Promise<Result<Uint8Array, FileFault>> {
  const begun = await beginFile(access, name);
  return begun.ok ? finishFile(access, begun.value) : begun;
}

async function readFirst(access: FileAccess, name: FileName): Promise<Result<Uint8Array, FileFault>> {
  if (!access.isWithoutShortNames) {
    const piece = await readPiece(access, byShortName(name, 0, access.piece));
    if (piece.ok) access.selected = name.id;
    if (piece.ok || piece.fault !== 'file-refused') return piece;
  }
  const selected = await select(access, name);
  if (!selected.ok) return selected;
  const piece = await readPiece(access, evenRead(0, access.piece));
  if (piece.ok) access.isWithoutShortNames = true;
  return piece;
}

/** At least one byte and at most `missing`, from the file that the chip has selected or has yet to select. */
async function readAt(
  access: FileAccess,
  name: FileName,
  at: number,
  missing: number,
): Promise<Result<Uint8Array, FileFault>> {
  const expect = Math.min(access.piece, missing);
  if (access.selected !== name.id) {
    if (at <= LAST_SHORT_OFFSET && !access.isWithoutShortNames) {
      const piece = await readPiece(access, byShortName(name, at, expect));
      if (piece.ok) access.selected = name.id;
      return piece;
    }
    const selected = await select(access, name);
    if (!selected.ok) return selected;
  }
  return at <= LAST_EVEN_OFFSET ? readPiece(access, evenRead(at, expect)) : readFar(access, at, missing);
}

/** Past 32 KB the offset travels as data, and the piece comes inside a data object (ISO 7816-4 §11.3.3, odd INS). */
async function readFar(access: FileAccess, at: number, missing: number): Promise<Result<Uint8Array, FileFault>> {
  const data = writeTlv(tags.offset, Uint8Array.of(at >> 16, at >> 8, at));
  const expect = Math.min(access.piece, missing + ODD_HEADER);
  const object = await readPiece(access, { cla: 0, ins: 0xb1, p1: 0, p2: 0, data, expect });
  if (!object.ok) return object;
  const piece = findValue(object.value, tags.data);
  return piece && piece.length > 0 && piece.length <= missing ? ok(piece) : fail('card-unreadable');
}

const byShortName = ({ sfi }: FileName, at: number, expect: number): Command =>
  evenRead(((shortName | sfi) << 8) | at, expect);

const evenRead = (where: number, expect: number): Command => ({
  cla: 0,
  ins: 0xb0,
  p1: where >> 8,
  p2: where & 0xff,
  expect,
});

async function select(access: FileAccess, { id }: FileName): Promise<Result<Answer, FileFault>> {
  const data = Uint8Array.of(id >> 8, id & 0xff);
  access.selected = undefined;
  const answer = await access.send({ cla: 0, ins: 0xa4, p1: 0x02, p2: 0x0c, data });
  if (!answer.ok) return answer;
  if (answer.value.status !== status.done) return fail('file-refused');
  access.selected = id;
  return answer;
}

/** At least one byte and at most as many as were asked for. A read past the end means that the length was a lie. */
async function readPiece({ send }: FileAccess, command: Command): Promise<Result<Uint8Array, FileFault>> {
  const answer = await send(command);
  if (!answer.ok) return answer;
  const { data, status: word } = answer.value;
  if (word === words.lengthRefused) return fail('length-refused');
  if (word === words.offsetPastEnd && !isFirst(command)) return fail('card-unreadable');
  if (word !== status.done && word !== status.endOfFile) return fail('file-refused');
  return data.length > 0 && data.length <= command.expect! ? ok(data) : fail('card-unreadable');
}

/** A chip that takes no short identifiers reads one as an offset past the end. */
function isFirst({ ins, p1, p2 }: Command): boolean {
  return ins === 0xb0 && p1 >= shortName && p2 === 0;
}
