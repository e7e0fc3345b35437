import { fail, ok, type Result } from '../result.ts';
import type { Send } from './apdu.ts';
import { type FileFault, lastOffset, readByShortName, readEven, readFar, selectFile } from './read-binary.ts';
import { readHeader } from './tlv.ts';

export type { FileFault };

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
    const piece = await selectAndRead(access, name, 0, access.piece);
    if (piece.ok || piece.fault !== 'file-refused') return piece;
  }
  const selected = await select(access, name);
  if (!selected.ok) return selected;
  const piece = await readEven(access.send, 0, access.piece);
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
  const { send, piece } = access;
  const expect = Math.min(piece, missing);
  if (access.selected !== name.id) {
    const isNear = at <= lastOffset.byShortName && !access.isWithoutShortNames;
    if (isNear) return selectAndRead(access, name, at, expect);
    const selected = await select(access, name);
    if (!selected.ok) return selected;
  }
  return at <= lastOffset.even ? readEven(send, at, expect) : readFar(send, at, missing, piece);
}

async function selectAndRead(
  access: FileAccess,
  { id, sfi }: FileName,
  at: number,
  expect: number,
): Promise<Result<Uint8Array, FileFault>> {
  const piece = await readByShortName(access.send, sfi, at, expect);
  if (piece.ok) access.selected = id;
  return piece;
}

/** Which file a chip has selected after it refused to select one is not said anywhere. */
async function select(access: FileAccess, { id }: FileName): Promise<Result<void, FileFault>> {
  access.selected = undefined;
  const selected = await selectFile(access.send, id);
  if (selected.ok) access.selected = id;
  return selected;
}
