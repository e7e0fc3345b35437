/** Writes DER by hand, so that what is tested here shares nothing with what reads it. */
export function der(tag: number, ...parts: Uint8Array[]): Buffer {
  const value = Buffer.concat(parts);
  if (value.length < 0x80) return Buffer.concat([Buffer.of(tag, value.length), value]);
  const length = Buffer.from(value.length.toString(16).padStart(6, '0'), 'hex');
  return Buffer.concat([Buffer.of(tag, 0x83), length, value]);
}
export const sequence = (...parts: Uint8Array[]) => der(0x30, ...parts);
export const set = (...parts: Uint8Array[]) => der(0x31, ...parts);
export const octets = (bytes: Uint8Array) => der(0x04, bytes);
export const integer = (value: number) =>
  der(0x02, value < 0x80 ? Buffer.of(value) : Buffer.of(value >> 8, value & 0xff));
/** A GeneralizedTime of a day's noon, or of an instant in UTC. */
export const time = (text: string) =>
  der(0x18, Buffer.from((text.length === 10 ? `${text}T12:00:00Z` : text).replace(/[-:T]/g, '')));

/** An OBJECT IDENTIFIER. */
export function oid(dotted: string): Buffer {
  const [top, second, ...rest] = dotted.split('.').map(Number) as [number, number, ...number[]];
  const bytes = [top * 40 + second, ...rest].flatMap((arc) => {
    const digits = [arc & 0x7f];
    for (let left = arc >> 7; left > 0; left >>= 7) digits.unshift((left & 0x7f) | 0x80);
    return digits;
  });
  return der(0x06, Buffer.from(bytes));
}
