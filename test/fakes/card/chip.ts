import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';
import type { Citizen } from './citizens.ts';
import { mrzSecret } from './codes.ts';
import { filesOf, tlv } from './files.ts';

interface Keys {
  readonly enc: Buffer;
  readonly mac: Buffer;
}

/** A command as the chip takes it in. */
interface Apdu {
  readonly header: Buffer;
  readonly data: Buffer;
  readonly expect: number;
}

const application = 'a0000002471001';

/** A citizen's chip: Basic Access Control, Triple-DES secure messaging, three files. One power cycle is one life. */
export class Chip {
  readonly #files: Map<number, Buffer>;
  readonly #access: Keys;
  /** A card of another kind knows no such application. */
  readonly #isForeign: boolean;
  #isSelected = false;
  #challenge: Buffer | undefined;
  #session: { keys: Keys; counter: bigint } | undefined;
  #file: Buffer | undefined;

  constructor(citizen: Citizen, { isForeign = false, files = filesOf(citizen) } = {}) {
    this.#files = files;
    this.#access = keysFrom(sha1(Buffer.from(mrzSecret(citizen), 'latin1')).subarray(0, 16));
    this.#isForeign = isForeign;
  }

  reset(): void {
    this.#isSelected = false;
    this.#challenge = undefined;
    this.#session = undefined;
    this.#file = undefined;
  }

  /** The answer to a raw command, with its status word. */
  answer(raw: Uint8Array): Buffer {
    const apdu = takeApart(Buffer.from(raw));
    if (apdu.header[0] === 0x0c) return this.#session ? this.#protected(apdu) : sw(0x6882);
    this.#session = undefined;
    return this.#plain(apdu);
  }

  #plain({ header, data }: Apdu): Buffer {
    const ins = header[1];
    if (ins === 0xa4 && header[2] === 4) return this.#select(data);
    if (!this.#isSelected) return sw(0x6985);
    if (ins === 0x84) {
      this.#challenge = randomBytes(8);
      return Buffer.concat([this.#challenge, sw(0x9000)]);
    }
    return ins === 0x82 ? this.#authenticate(data) : sw(0x6982);
  }

  #select(name: Buffer): Buffer {
    if (this.#isForeign || name.toString('hex') !== application) return sw(0x6a82);
    this.#isSelected = true;
    return sw(0x9000);
  }

  #authenticate(data: Buffer): Buffer {
    const challenge = this.#challenge;
    this.#challenge = undefined;
    const secret = data.subarray(0, 32);
    if (!challenge || data.length !== 40 || !mac(this.#access.mac, secret).equals(data.subarray(32))) return sw(0x6300);
    const plain = open(this.#access.enc, secret);
    const [theirs, ours, share] = [plain.subarray(0, 8), plain.subarray(8, 16), plain.subarray(16)];
    if (!ours.equals(challenge)) return sw(0x6300);
    const own = randomBytes(16);
    const seed = Buffer.from(share.map((byte, index) => byte ^ own[index]!));
    const counter = Buffer.concat([challenge.subarray(4), theirs.subarray(4)]).readBigUInt64BE();
    this.#session = { keys: keysFrom(seed), counter };
    const answer = seal(this.#access.enc, Buffer.concat([challenge, theirs, own]));
    return Buffer.concat([answer, mac(this.#access.mac, answer), sw(0x9000)]);
  }

  /** Checks the command's MAC, carries it out and signs the answer. */
  #protected({ header, data }: Apdu): Buffer {
    const { keys } = this.#session!;
    const [signed, sum] = [data.subarray(0, -10), data.subarray(-8)];
    const whole = Buffer.concat([this.#count(), pad(header), signed]);
    if (!mac(keys.mac, whole).equals(sum)) {
      this.#session = undefined;
      return sw(0x6988);
    }
    const objects = objectsIn(signed);
    const secret = objects.get(0x87);
    const body = secret ? unpad(open(keys.enc, secret.subarray(1))) : Buffer.alloc(0);
    const [out, status] = this.#carryOut({ header, data: body, expect: objects.get(0x97)?.[0] || 256 });
    const hidden = out.length ? tlv('87', '01', seal(keys.enc, pad(out))) : Buffer.alloc(0);
    const content = Buffer.concat([hidden, tlv('99', sw(status))]);
    const answer = tlv('8e', mac(keys.mac, Buffer.concat([this.#count(), content])));
    return Buffer.concat([content, answer, sw(0x9000)]);
  }

  #carryOut({ header, data, expect }: Apdu): [Buffer, number] {
    const none = Buffer.alloc(0);
    if (header[1] === 0xa4) {
      this.#file = this.#files.get(data.length === 2 ? data.readUInt16BE() : 0);
      return [none, this.#file ? 0x9000 : 0x6a82];
    }
    if (header[1] !== 0xb0) return [none, 0x6d00];
    const offset = header.readUInt16BE(2);
    if (!this.#file || offset >= this.#file.length) return [none, this.#file ? 0x6b00 : 0x6986];
    const out = this.#file.subarray(offset, offset + expect);
    return [out, out.length < expect ? 0x6282 : 0x9000];
  }

  #count(): Buffer {
    const session = this.#session!;
    session.counter = BigInt.asUintN(64, session.counter + 1n);
    const bytes = Buffer.alloc(8);
    bytes.writeBigUInt64BE(session.counter);
    return bytes;
  }
}

/** Short APDUs only, as a plain card of today takes them. */
function takeApart(raw: Buffer): Apdu {
  const [header, rest] = [raw.subarray(0, 4), raw.subarray(4)];
  if (rest.length <= 1) return { header, data: Buffer.alloc(0), expect: rest[0] || 256 };
  const end = 1 + rest[0]!;
  return { header, data: rest.subarray(1, end), expect: rest[end] || 256 };
}

function objectsIn(bytes: Buffer): Map<number, Buffer> {
  const found = new Map<number, Buffer>();
  for (let at = 0; at + 1 < bytes.length; ) {
    const isLong = bytes[at + 1] === 0x81;
    const start = at + (isLong ? 3 : 2);
    const end = start + bytes[start - 1]!;
    found.set(bytes[at]!, bytes.subarray(start, end));
    at = end;
  }
  return found;
}

const sw = (word: number): Buffer => Buffer.of(word >> 8, word & 0xff);
const sha1 = (bytes: Buffer): Buffer => createHash('sha1').update(bytes).digest();

/** OpenSSL ignores the keys' parity bits. */
function keysFrom(seed: Buffer): Keys {
  const key = (which: number) => sha1(Buffer.concat([seed, Buffer.of(0, 0, 0, which)])).subarray(0, 16);
  return { enc: key(1), mac: key(2) };
}

function seal(key: Buffer, plain: Buffer): Buffer {
  const cipher = createCipheriv('des-ede-cbc', key, Buffer.alloc(8)).setAutoPadding(false);
  return Buffer.concat([cipher.update(plain), cipher.final()]);
}

function open(key: Buffer, secret: Buffer): Buffer {
  const decipher = createDecipheriv('des-ede-cbc', key, Buffer.alloc(8)).setAutoPadding(false);
  return Buffer.concat([decipher.update(secret), decipher.final()]);
}

/** Single DES is no longer offered; Triple-DES with one key twice is the same. */
function mac(key: Buffer, bytes: Buffer): Buffer {
  const [a, b] = [key.subarray(0, 8), key.subarray(8)];
  const chained = seal(Buffer.concat([a, a]), pad(bytes)).subarray(-8);
  return seal(Buffer.concat([a, a]), open(Buffer.concat([b, b]), chained));
}

function pad(bytes: Buffer): Buffer {
  return Buffer.concat([bytes, Buffer.of(0x80), Buffer.alloc(7 - (bytes.length % 8))]);
}

const unpad = (bytes: Buffer): Buffer => bytes.subarray(0, bytes.lastIndexOf(0x80));
