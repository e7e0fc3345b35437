import { tlv } from './tlv.ts';

/** ASN.1's distinguished encoding (ISO 8825-1), as far as certificates and chips need it. */
export const sequence = (...parts: readonly Uint8Array[]): Buffer => tlv(0x30, ...parts);

/** The parts in their encoded order (§11.6). */
export const setOf = (...parts: readonly Buffer[]): Buffer => tlv(0x31, ...parts.toSorted(Buffer.compare));

export const octets = (bytes: Uint8Array): Buffer => tlv(0x04, bytes);

export const bits = (bytes: Uint8Array, unused = 0): Buffer => tlv(0x03, Buffer.of(unused), bytes);

export const nothing: Buffer = tlv(0x05);

export const yes: Buffer = tlv(0x01, Buffer.of(0xff));

/** `[n]`, constructed. */
export const context = (number: number, ...parts: readonly Uint8Array[]): Buffer => tlv(0xa0 + number, ...parts);

/** Not negative. */
export function integer(value: number | bigint): Buffer {
  const digits = value.toString(16);
  const bytes = Buffer.from(digits.length % 2 ? `0${digits}` : digits, 'hex');
  return tlv(0x02, bytes[0]! < 0x80 ? bytes : Buffer.concat([Buffer.alloc(1), bytes]));
}

/** From its dotted form. */
export function oid(dotted: string): Buffer {
  const [first, second, ...rest] = dotted.split('.').map(Number);
  return tlv(0x06, Buffer.from([first! * 40 + second!, ...rest.flatMap(base128)]));
}

/** `YYYY-MM-DD` at midnight, with two digits of the year up to 2049 (RFC 5280 §4.1.2.5). */
export function time(day: string): Buffer {
  const digits = `${day.replaceAll('-', '')}000000Z`;
  return day < '2050' ? tlv(0x17, Buffer.from(digits.slice(2))) : tlv(0x18, Buffer.from(digits));
}

function base128(arc: number): number[] {
  const bytes = [arc & 0x7f];
  for (let left = arc >>> 7; left > 0; left >>>= 7) bytes.unshift((left & 0x7f) | 0x80);
  return bytes;
}
