import { type Answer, type Command, wordBytes } from './apdu.ts';
import { dataObjects, tlv } from './tlv.ts';
import { decrypt, encrypt, type Keys, pad, retailMac, unpad } from './triple-des.ts';

const tags = { secret: 0x87, expect: 0x97, word: 0x99, checksum: 0x8e } as const;
const checksumObject = 10;

/** The chip's side of Triple-DES secure messaging (ICAO 9303-11 §9.8); one object is one session. */
export class SecureMessaging {
  readonly #keys: Keys;
  #counter: bigint;

  constructor(keys: Keys, counter: bigint) {
    this.#keys = keys;
    this.#counter = counter;
  }

  /** The command inside; a status word where its objects are not right (6987) or its checksum is not (6988). */
  open(command: Command): Command | number {
    const { header, data } = command;
    const objects = dataObjects(data);
    const checksum = objects?.get(tags.checksum);
    const prefix = Buffer.concat([this.#count(), pad(header)]);
    if (!objects || !checksum) return 0x6987;
    const signed = Buffer.concat([prefix, data.subarray(0, -checksumObject)]);
    if (!retailMac(this.#keys.mac, signed).equals(checksum)) return 0x6988;
    const secret = objects.get(tags.secret);
    if (secret && (secret[0] !== 1 || secret.length % 8 !== 1)) return 0x6988;
    const plain = secret ? unpad(decrypt(this.#keys.enc, secret.subarray(1))) : Buffer.alloc(0);
    return { ...command, data: plain, expect: expected(objects.get(tags.expect)) };
  }

  /** The answer in its objects, under the same status word outside. */
  close({ data, word }: Answer): Answer {
    const secret = data.length ? tlv(tags.secret, Buffer.of(1), encrypt(this.#keys.enc, pad(data))) : data;
    const content = Buffer.concat([secret, tlv(tags.word, wordBytes(word))]);
    const checksum = retailMac(this.#keys.mac, Buffer.concat([this.#count(), content]));
    return { data: Buffer.concat([content, tlv(tags.checksum, checksum)]), word };
  }

  #count(): Buffer {
    this.#counter = BigInt.asUintN(64, this.#counter + 1n);
    const bytes = Buffer.alloc(8);
    bytes.writeBigUInt64BE(this.#counter);
    return bytes;
  }
}

function expected(bytes: Buffer | undefined): number | undefined {
  if (!bytes) return undefined;
  return bytes.length === 2 ? bytes.readUInt16BE() || 65_536 : bytes[0] || 256;
}
