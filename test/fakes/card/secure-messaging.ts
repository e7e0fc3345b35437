import { type Answer, type Command, wordBytes } from './apdu.ts';
import { padded, type Suite, suites } from './suites.ts';
import { dataObjects, tlv } from './tlv.ts';
import { type Keys, unpad } from './triple-des.ts';

const tags = { secretOfOdd: 0x85, secret: 0x87, expect: 0x97, word: 0x99, checksum: 0x8e } as const;
const checksumObject = 10;
const none: Buffer = Buffer.alloc(0);

/** The chip's side of secure messaging, Triple-DES or AES (ICAO 9303-11 §9.8); one object is one session. */
export class SecureMessaging {
  readonly #keys: Keys;
  readonly #suite: Suite;
  #counter: bigint;
  #isOdd = false;

  constructor(keys: Keys, counter: bigint, suite: Suite = suites['3des']) {
    this.#keys = keys;
    this.#counter = counter;
    this.#suite = suite;
  }

  /** What fits, encrypted and signed, into the 256 bytes of a short answer. */
  get mostInShort(): number {
    return this.#suite.blockBytes === 8 ? 231 : 223;
  }

  /** The command inside; a status word where its objects are not right (6987) or its checksum is not (6988). */
  open(command: Command): Command | number {
    const { header, data, ins } = command;
    this.#isOdd = ins % 2 === 1;
    const objects = dataObjects(data);
    const checksum = objects?.get(tags.checksum);
    const counter = this.#count();
    if (!objects || !checksum) return 0x6987;
    const signed = [counter, padded(header, this.#suite.blockBytes), data.subarray(0, -checksumObject)];
    if (!this.#suite.seal(this.#keys.mac, Buffer.concat(signed)).equals(checksum)) return 0x6988;
    const plain = this.#decrypted(objects.get(this.#isOdd ? tags.secretOfOdd : tags.secret), counter);
    return plain ? { ...command, data: plain, expect: expected(objects.get(tags.expect)) } : 0x6988;
  }

  /** The answer in its objects, under the same status word outside. */
  close({ data, word }: Answer): Answer {
    const counter = this.#count();
    const secret = data.length ? this.#encrypted(data, counter) : none;
    const content = Buffer.concat([secret, tlv(tags.word, wordBytes(word))]);
    const checksum = this.#suite.seal(this.#keys.mac, Buffer.concat([counter, content]));
    return { data: Buffer.concat([content, tlv(tags.checksum, checksum)]), word };
  }
  /** Data of an even instruction carry an indicator of their padding, those of an odd one do not (§9.8.4). */
  #decrypted(secret: Buffer | undefined, counter: Buffer): Buffer | undefined {
    if (!secret) return none;
    const { blockBytes } = this.#suite;
    const bytes = this.#isOdd ? secret : secret.subarray(1);
    if (bytes.length === 0 || bytes.length % blockBytes || (!this.#isOdd && secret[0] !== 1)) return undefined;
    return unpad(this.#suite.decrypt(this.#keys.enc, bytes, this.#suite.vector(this.#keys.enc, counter)));
  }

  #encrypted(data: Buffer, counter: Buffer): Buffer {
    const { enc } = this.#keys;
    const secret = this.#suite.encrypt(enc, padded(data, this.#suite.blockBytes), this.#suite.vector(enc, counter));
    return this.#isOdd ? tlv(tags.secretOfOdd, secret) : tlv(tags.secret, Buffer.of(1), secret);
  }

  #count(): Buffer {
    const { blockBytes } = this.#suite;
    this.#counter = BigInt.asUintN(8 * blockBytes, this.#counter + 1n);
    return Buffer.from(this.#counter.toString(16).padStart(2 * blockBytes, '0'), 'hex');
  }
}

function expected(bytes: Buffer | undefined): number | undefined {
  if (!bytes) return undefined;
  return bytes.length === 2 ? bytes.readUInt16BE() || 65_536 : bytes[0] || 256;
}
