/** A command as the chip takes it in (ISO 7816-4 §5.1). */
export interface Command {
  readonly header: Buffer;
  readonly ins: number;
  readonly p1: number;
  readonly p2: number;
  readonly data: Buffer;
  /** Le, with its zero read as the most; `undefined` where nothing is wanted back. */
  readonly expect: number | undefined;
  readonly isExtended: boolean;
}

/** The chip's answer before it is written down. */
export interface Answer {
  readonly data: Buffer;
  readonly word: number;
}

/** Takes a command apart, short or extended; `undefined` where its lengths do not agree. */
export function takeApart(raw: Uint8Array): Command | undefined {
  const bytes = Buffer.from(raw);
  if (bytes.length < 4) return undefined;
  const header = bytes.subarray(0, 4);
  const body = bytes.subarray(4);
  const isExtended = body.length > 2 && body[0] === 0;
  const parts = isExtended ? inTwos(body.subarray(1)) : inOnes(body);
  return parts && { header, ins: header[1]!, p1: header[2]!, p2: header[3]!, isExtended, ...parts };
}

/** Only a status word. */
export function says(word: number): Answer {
  return { data: Buffer.alloc(0), word };
}

/** Data and status word, as they go over the wire. */
export function written({ data, word }: Answer): Buffer {
  return Buffer.concat([data, wordBytes(word)]);
}

/** A status word's two bytes. */
export function wordBytes(word: number): Buffer {
  return Buffer.of(word >> 8, word & 0xff);
}

function inOnes(body: Buffer): Pick<Command, 'data' | 'expect'> | undefined {
  if (body.length <= 1) return { data: Buffer.alloc(0), expect: body.length ? body[0] || 256 : undefined };
  const end = 1 + body[0]!;
  if (body.length !== end && body.length !== end + 1) return undefined;
  return { data: body.subarray(1, end), expect: body.length > end ? body[end] || 256 : undefined };
}

function inTwos(body: Buffer): Pick<Command, 'data' | 'expect'> | undefined {
  const first = body.readUInt16BE();
  if (body.length === 2) return { data: Buffer.alloc(0), expect: first || 65_536 };
  const end = 2 + first;
  if (body.length !== end && body.length !== end + 2) return undefined;
  return { data: body.subarray(2, end), expect: body.length > end ? body.readUInt16BE(end) || 65_536 : undefined };
}
