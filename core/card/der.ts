import { concatBytes } from '@noble/hashes/utils.js';

/** Deeper nesting than any certificate or security object has is refused before it can cost anything. */
const DEEPEST = 32;
const MOST_LENGTH_BYTES = 4;
const LONGEST_OID = 32;
const ofIndefiniteLength = -1;

interface Header {
  readonly tag: number;
  readonly start: number;
  readonly length: number;
}

/**
 * One ASN.1 value over the bytes as they came (ITU-T X.690 §8, BER: indefinite lengths too; tags below 31).
 * Its insides are read only when they are asked for, and what is broken reads as empty: a chain of `?.` ends in
 * `undefined`, never in a throw.
 */
export class Asn {
  /** The identifier octet, such as `0x30` for a SEQUENCE. */
  readonly tag: number;
  /** The whole value, tag and length included, as it came. */
  readonly raw: Uint8Array;
  /** The contents, without the end-of-contents of an indefinite length. */
  readonly value: Uint8Array;
  readonly #depth: number;
  #items: readonly Asn[] | undefined;

  constructor(tag: number, raw: Uint8Array, value: Uint8Array, depth: number) {
    this.tag = tag;
    this.raw = raw;
    this.value = value;
    this.#depth = depth;
  }

  /** The values inside, in order; empty where this is primitive, broken or too deep. */
  get items(): readonly Asn[] {
    this.#items ??= this.tag & 0x20 ? itemsIn(this.value, this.#depth + 1) : [];
    return this.#items;
  }

  /** The first value inside with this tag. */
  find(tag: number): Asn | undefined {
    return this.items.find((one) => one.tag === tag);
  }

  /** This value where it has the tag, else `undefined`. */
  as(tag: number): Asn | undefined {
    return this.tag === tag ? this : undefined;
  }

  /** An OCTET STRING's bytes; the pieces of a constructed one are joined (X.690 §8.7.3). */
  get octets(): Uint8Array | undefined {
    if (this.tag === tags.octets) return this.value;
    if (this.tag !== tags.octetPieces) return undefined;
    const pieces = this.items.map((one) => one.octets);
    return pieces.every((one) => one !== undefined) ? concatBytes(...pieces) : undefined;
  }

  /** A BIT STRING's bytes, where it ends on a whole byte. */
  get bits(): Uint8Array | undefined {
    return this.tag === tags.bits && this.value[0] === 0 ? this.value.subarray(1) : undefined;
  }

  /** An INTEGER that is not negative. */
  get integer(): bigint | undefined {
    const isNatural = this.tag === tags.integer && this.value.length > 0 && this.value[0]! < 0x80;
    return isNatural ? bigEndian(this.value) : undefined;
  }

  /** An OBJECT IDENTIFIER in dotted form (X.690 §8.19). */
  get oid(): string | undefined {
    return this.tag === tags.oid ? dotted(this.value) : undefined;
  }
}

/** Identifier octets that are asked for by name (X.680 §8.4). */
export const tags = {
  boolean: 0x01,
  integer: 0x02,
  bits: 0x03,
  octets: 0x04,
  oid: 0x06,
  utcTime: 0x17,
  generalizedTime: 0x18,
  octetPieces: 0x24,
  sequence: 0x30,
  set: 0x31,
} as const;

/** Reads one value that fills `bytes`; `undefined` where they are broken or more than `most`. */
export function readAsn(bytes: Uint8Array, most: number): Asn | undefined {
  if (bytes.length > most) return undefined;
  const one = readOne(bytes, 0, 0);
  return one?.raw.length === bytes.length ? one : undefined;
}

/** Bytes as the natural number that they write, the highest first. */
export function bigEndian(bytes: Uint8Array): bigint {
  return BigInt(`0x0${Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')}`);
}

function itemsIn(bytes: Uint8Array, depth: number): readonly Asn[] {
  const found: Asn[] = [];
  for (let at = 0; at < bytes.length; ) {
    const one = readOne(bytes, at, depth);
    if (!one) return [];
    found.push(one);
    at += one.raw.length;
  }
  return found;
}

function readOne(bytes: Uint8Array, at: number, depth: number): Asn | undefined {
  const header = depth < DEEPEST ? headerAt(bytes, at) : undefined;
  if (!header) return undefined;
  const { tag, start, length } = header;
  const contentEnd = length === ofIndefiniteLength ? endOfContents(bytes, start, depth) : start + length;
  if (contentEnd === undefined || contentEnd > bytes.length) return undefined;
  const end = length === ofIndefiniteLength ? contentEnd + 2 : contentEnd;
  return new Asn(tag, bytes.subarray(at, end), bytes.subarray(start, contentEnd), depth);
}

function headerAt(bytes: Uint8Array, at: number): Header | undefined {
  const tag = bytes[at];
  const first = bytes[at + 1];
  if (tag === undefined || first === undefined || (tag & 0x1f) === 0x1f) return undefined;
  if (first < 0x80) return { tag, start: at + 2, length: first };
  if (first === 0x80) return tag & 0x20 ? { tag, start: at + 2, length: ofIndefiniteLength } : undefined;
  const start = at + 2 + (first & 0x7f);
  if ((first & 0x7f) > MOST_LENGTH_BYTES || start > bytes.length) return undefined;
  return { tag, start, length: Number(bigEndian(bytes.subarray(at + 2, start))) };
}

/** Where the two zero bytes stand that end an indefinite length (X.690 §8.1.5). */
function endOfContents(bytes: Uint8Array, start: number, depth: number): number | undefined {
  for (let at = start; at + 1 < bytes.length; ) {
    if (bytes[at] === 0 && bytes[at + 1] === 0) return at;
    const one = readOne(bytes, at, depth + 1);
    if (!one) return undefined;
    at += one.raw.length;
  }
  return undefined;
}

function dotted(bytes: Uint8Array): string | undefined {
  if (bytes.length === 0 || bytes.length > LONGEST_OID || bytes.at(-1)! & 0x80) return undefined;
  const arcs: bigint[] = [];
  let arc = 0n;
  for (const byte of bytes) {
    arc = (arc << 7n) | BigInt(byte & 0x7f);
    if (byte & 0x80) continue;
    arcs.push(arc);
    arc = 0n;
  }
  const [first, ...rest] = arcs as [bigint, ...bigint[]];
  const top = first < 80n ? first / 40n : 2n;
  return [top, first - top * 40n, ...rest].join('.');
}
