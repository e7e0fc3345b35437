import type { FileName } from './files.ts';
import type { FileEdit } from './profile.ts';
import { tlv } from './tlv.ts';

/** In what way a file is not what it should be. */
export type Breakage =
  | 'huge-length'
  | 'length-of-many-bytes'
  | 'indefinite'
  | 'endless-nesting'
  | 'other-tag'
  | 'cut'
  | 'inner-length-past-the-end'
  | 'empty'
  | 'one-bit';

type Break = (bytes: Buffer) => Buffer;

const breaks: Readonly<Record<Breakage, Break>> = {
  /** Four gigabytes, less one byte. */
  'huge-length': (bytes) => Buffer.concat([bytes.subarray(0, 1), Buffer.from('84ffffffff', 'hex'), contentOf(bytes)]),
  'length-of-many-bytes': (bytes) => Buffer.concat([bytes.subarray(0, 1), Buffer.alloc(64, 0xff)]),
  indefinite: (bytes) => Buffer.concat([bytes.subarray(0, 1), Buffer.of(0x80), contentOf(bytes)]),
  'endless-nesting': (bytes) => tlv(bytes[0]!, nested(1000)),
  'other-tag': (bytes) => Buffer.concat([Buffer.of(0x04), bytes.subarray(1)]),
  cut: (bytes) => bytes.subarray(0, bytes.length / 2),
  'inner-length-past-the-end': (bytes) => {
    const value = Buffer.from(contentOf(bytes));
    value[value[0] === 0x5f || value[0] === 0x7f ? 2 : 1] = 0x7f;
    return tlv(bytes[0]!, value.subarray(0, 64));
  },
  empty: (bytes) => tlv(bytes[0]!),
  'one-bit': (bytes) => Buffer.from(bytes.map((byte, index) => (index === bytes.length - 5 ? byte ^ 0x04 : byte))),
};

/** Breaks the file of that name, and leaves the others. */
export function broken(which: FileName, how: Breakage): FileEdit {
  return (name, bytes) => (name === which ? breaks[how](bytes) : bytes);
}

/** A file's content, behind a tag of one byte. */
function contentOf(bytes: Buffer): Buffer {
  return bytes.subarray(bytes[1]! > 0x80 ? 2 + (bytes[1]! & 0x7f) : 2);
}

/** So many sequences of indefinite length, none of them ended. */
function nested(depth: number): Buffer {
  return Buffer.alloc(2 * depth, Buffer.of(0x30, 0x80));
}
