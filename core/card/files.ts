import type { Fault } from '../faults.ts';
import { fail, ok, type Result } from '../result.ts';
import { type Answer, type Send, status } from './apdu.ts';
import { readHeader } from './tlv.ts';

/** A chip may refuse a file; whether the reading can do without is for its caller to say. */
export type FileFault = Fault | 'file-refused';

/** Fits a short protected answer on every reader (ICAO 9303-11 §9.8.4: 224 bytes encrypted, 253 in all). */
const MOST_AT_ONCE = 223;
/** Tag and length of the file's outer data object. */
const HEADER = 4;
/** READ BINARY's offset has 15 bits; nothing that is read here comes near. */
const LONGEST_FILE = 0x7fff;

/** Selects an elementary file and learns its whole length, in bytes, from its first ones (ICAO 9303-10 §3.6). */
export async function measureFile(send: Send, file: number): Promise<Result<number, FileFault>> {
  const selected = await selectFile(send, file);
  if (!selected.ok) return selected;
  const begin = await readBinary(send, 0, HEADER);
  if (!begin.ok) return begin;
  const header = readHeader(begin.value);
  if (!header.ok) return header;
  const length = header.value.start + header.value.length;
  return length <= LONGEST_FILE ? ok(length) : fail('card-unreadable');
}

/** Selects and reads a file of known length; `came` hears of every piece. */
export async function readFile(
  send: Send,
  file: number,
  length: number,
  came: (bytes: number) => void = () => {},
): Promise<Result<Uint8Array, FileFault>> {
  const selected = await selectFile(send, file);
  if (!selected.ok) return selected;
  const bytes = new Uint8Array(length);
  for (let at = 0; at < length; ) {
    const piece = await readBinary(send, at, Math.min(MOST_AT_ONCE, length - at));
    if (!piece.ok) return piece;
    bytes.set(piece.value, at);
    at += piece.value.length;
    came(piece.value.length);
  }
  return ok(bytes);
}

async function selectFile(send: Send, file: number): Promise<Result<Answer, FileFault>> {
  const data = Uint8Array.of(file >> 8, file & 0xff);
  const answer = await send({ cla: 0, ins: 0xa4, p1: 0x02, p2: 0x0c, data });
  return answer.ok && answer.value.status !== status.done ? fail('file-refused') : answer;
}

/** At least one byte and at most `expect`. */
async function readBinary(send: Send, offset: number, expect: number): Promise<Result<Uint8Array, FileFault>> {
  const answer = await send({ cla: 0, ins: 0xb0, p1: offset >> 8, p2: offset & 0xff, expect });
  if (!answer.ok) return answer;
  const { data, status: word } = answer.value;
  if (word !== status.done && word !== status.endOfFile) return fail('file-refused');
  return data.length > 0 && data.length <= expect ? ok(data) : fail('card-unreadable');
}
