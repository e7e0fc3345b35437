/** Writes a data object with a tag of one or two bytes, its length in as few bytes as will do (ISO 8825-1 §8.1.3). */
export function tlv(tag: number, ...parts: readonly Uint8Array[]): Buffer {
  const value = Buffer.concat(parts);
  return Buffer.concat([tagBytes(tag), lengthBytes(value.length), value]);
}

/** Like `tlv`, but states a length that is not the value's own. */
export function lyingTlv(tag: number, lie: number, value: Uint8Array): Buffer {
  return Buffer.concat([tagBytes(tag), lengthBytes(value.length + lie), value]);
}

/** The data objects side by side in `bytes`, by tags of one byte; `undefined` where they do not fill it. */
export function dataObjects(bytes: Uint8Array): Map<number, Buffer> | undefined {
  const found = new Map<number, Buffer>();
  const all = Buffer.from(bytes);
  let at = 0;
  while (at + 2 <= all.length) {
    const more = all[at + 1]! > 0x80 ? all[at + 1]! - 0x80 : 0;
    const start = at + 2 + more;
    if (more > 2 || start > all.length) return undefined;
    const end = start + (more ? all.readUIntBE(at + 2, more) : all[at + 1]!);
    if (end > all.length) return undefined;
    found.set(all[at]!, all.subarray(start, end));
    at = end;
  }
  return at === all.length ? found : undefined;
}

function tagBytes(tag: number): Buffer {
  return tag > 0xff ? Buffer.of(tag >> 8, tag & 0xff) : Buffer.of(tag);
}

function lengthBytes(length: number): Buffer {
  if (length < 0x80) return Buffer.of(length);
  return length < 0x100 ? Buffer.of(0x81, length) : Buffer.of(0x82, length >> 8, length & 0xff);
}
