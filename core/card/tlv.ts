import { concatBytes } from '@noble/hashes/utils.js';
import { fail, ok, type Result } from '../result.ts';

/** One data object: its tag as printed in the standards (`0x5F1F`) and its value. */
export interface Tlv {
  readonly tag: number;
  readonly value: Uint8Array;
}

/** Where a data object's value begins and how long it is, in bytes. */
export interface TlvHeader {
  readonly tag: number;
  readonly start: number;
  readonly length: number;
}

const unreadable: Result<never, 'card-unreadable'> = fail('card-unreadable');
const MOST_TAG_BYTES = 3;
const MOST_LENGTH_BYTES = 3;

/** Reads tag and length only; the value may still be missing (ISO 7816-4 §5.2.2; definite lengths only). */
export function readHeader(bytes: Uint8Array, at = 0): Result<TlvHeader, 'card-unreadable'> {
  const tag = readTag(bytes, at);
  if (!tag) return unreadable;
  const lengthAt = at + tag.size;
  const first = bytes[lengthAt];
  if (first === undefined) return unreadable;
  if (first < 0x80) return ok({ tag: tag.value, start: lengthAt + 1, length: first });
  const count = first & 0x7f;
  const start = lengthAt + 1 + count;
  if (count === 0 || count > MOST_LENGTH_BYTES || start > bytes.length) return unreadable;
  return ok({ tag: tag.value, start, length: bigEndian(bytes.subarray(lengthAt + 1, start)) });
}

/** Reads data objects that fill `bytes` exactly; anything cut short or left over is a fault. */
export function readTlvs(bytes: Uint8Array): Result<readonly Tlv[], 'card-unreadable'> {
  const found: Tlv[] = [];
  let at = 0;
  while (at < bytes.length) {
    const header = readHeader(bytes, at);
    if (!header.ok) return header;
    const { tag, start, length } = header.value;
    at = start + length;
    if (at > bytes.length) return unreadable;
    found.push({ tag, value: bytes.subarray(start, at) });
  }
  return ok(found);
}

/** The first value under `tag` inside `bytes`, or `undefined` where it is absent or the bytes are no TLV. */
export function findValue(bytes: Uint8Array, tag: number): Uint8Array | undefined {
  const read = readTlvs(bytes);
  return read.ok ? read.value.find((one) => one.tag === tag)?.value : undefined;
}

/** Writes one data object with the shortest length form. */
export function writeTlv(tag: number, value: Uint8Array): Uint8Array {
  return concatBytes(shortestBytes(tag), writeLength(value.length), value);
}

function writeLength(length: number): Uint8Array {
  if (length < 0x80) return Uint8Array.of(length);
  const bytes = shortestBytes(length);
  return concatBytes(Uint8Array.of(0x80 | bytes.length), bytes);
}

function readTag(bytes: Uint8Array, at: number): { value: number; size: number } | undefined {
  const first = bytes[at];
  if (first === undefined) return undefined;
  if ((first & 0x1f) !== 0x1f) return { value: first, size: 1 };
  for (let size = 2; size <= MOST_TAG_BYTES; size++) {
    const next = bytes[at + size - 1];
    if (next === undefined) return undefined;
    if (next < 0x80) return { value: bigEndian(bytes.subarray(at, at + size)), size };
  }
  return undefined;
}

function bigEndian(bytes: Uint8Array): number {
  return bytes.reduce((sum, byte) => sum * 256 + byte, 0);
}

function shortestBytes(value: number): Uint8Array {
  const bytes: number[] = [];
  for (let rest = value; rest > 0 || bytes.length === 0; rest = Math.floor(rest / 256)) bytes.unshift(rest % 256);
  return Uint8Array.from(bytes);
}
