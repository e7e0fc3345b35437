import { createCipheriv, createDecipheriv, createHash } from 'node:crypto';
import { deriveKey, decrypt as desDecrypt, encrypt as desEncrypt, type Keys, retailMac } from './triple-des.ts';

/** The ciphers that PACE and chip authentication may end in (ICAO 9303-11 Table 5). */
export type CipherName = '3des' | 'aes-128' | 'aes-192' | 'aes-256';

/** Everything that a session needs of its cipher. */
export interface Suite {
  readonly blockBytes: 8 | 16;
  readonly keyBytes: number;
  /** The last arc of the protocol's object identifier. */
  readonly arc: number;
  /** §9.7.1: counter 1 to encrypt, 2 to sign, 3 for a password. */
  derive(secret: Uint8Array, counter: 1 | 2 | 3): Buffer;
  encrypt(key: Buffer, plain: Uint8Array, iv?: Buffer): Buffer;
  decrypt(key: Buffer, secret: Uint8Array, iv?: Buffer): Buffer;
  /** Eight bytes over a message as it is: the token of PACE (§4.4.3.4). */
  mac(key: Buffer, bytes: Uint8Array): Buffer;
  /** Eight bytes over a message that is padded first: secure messaging (§9.8.6). */
  seal(key: Buffer, bytes: Uint8Array): Buffer;
  /** The vector under a send sequence counter (§9.8.6). */
  vector(key: Buffer, counter: Buffer): Buffer;
}

const noIv = Buffer.alloc(16);

const tripleDes: Suite = {
  blockBytes: 8,
  keyBytes: 16,
  arc: 1,
  derive: deriveKey,
  encrypt: (key, plain) => desEncrypt(key, plain),
  decrypt: (key, secret) => desDecrypt(key, secret),
  mac: retailMac,
  seal: retailMac,
  vector: () => Buffer.alloc(8),
};

export const suites: Readonly<Record<CipherName, Suite>> = {
  '3des': tripleDes,
  'aes-128': aes(16, 2),
  'aes-192': aes(24, 3),
  'aes-256': aes(32, 4),
};

/** Both keys of a session. */
export function sessionKeys(suite: Suite, secret: Uint8Array): Keys {
  return { enc: suite.derive(secret, 1), mac: suite.derive(secret, 2) };
}

/** A one and then zeros, to the end of the block (ISO 9797-1 method 2). */
export function padded(bytes: Uint8Array, blockBytes: number): Buffer {
  return Buffer.concat([bytes, Buffer.of(0x80), Buffer.alloc(blockBytes - 1 - (bytes.length % blockBytes))]);
}

function aes(keyBytes: number, arc: number): Suite {
  const cbc = `aes-${keyBytes * 8}-cbc`;
  const encrypt = (key: Buffer, plain: Uint8Array, iv = noIv) => {
    const cipher = createCipheriv(cbc, key, iv).setAutoPadding(false);
    return Buffer.concat([cipher.update(plain), cipher.final()]);
  };
  const decrypt = (key: Buffer, secret: Uint8Array, iv = noIv) => {
    const decipher = createDecipheriv(cbc, key, iv).setAutoPadding(false);
    return Buffer.concat([decipher.update(secret), decipher.final()]);
  };
  const hash = keyBytes === 16 ? 'sha1' : 'sha256';
  const derive = (secret: Uint8Array, counter: number) =>
    createHash(hash)
      .update(Buffer.concat([secret, Buffer.of(0, 0, 0, counter)]))
      .digest()
      .subarray(0, keyBytes);
  const mac = (key: Buffer, bytes: Uint8Array) => cmac((block) => encrypt(key, block), bytes).subarray(0, 8);
  const seal = (key: Buffer, bytes: Uint8Array) => mac(key, padded(bytes, 16));
  return { blockBytes: 16, keyBytes, arc, derive, encrypt, decrypt, mac, seal, vector: encrypt };
}

/** NIST SP 800-38B §6.2; `encrypt` is CBC from a zero vector, so its last block is the chain's. */
function cmac(encrypt: (plain: Uint8Array) => Buffer, bytes: Uint8Array): Buffer {
  const once = shifted(encrypt(noIv));
  const isWhole = bytes.length > 0 && bytes.length % 16 === 0;
  const message = isWhole ? Buffer.from(bytes) : padded(bytes, 16);
  const mask = isWhole ? once : shifted(once);
  for (const [index, byte] of mask.entries()) message[message.length - 16 + index]! ^= byte;
  return encrypt(message).subarray(-16);
}

/** Doubled in the field of 2¹²⁸. */
function shifted(block: Buffer): Buffer {
  const doubled = BigInt(`0x${block.toString('hex')}`) << 1n;
  const low = BigInt.asUintN(128, doubled) ^ (doubled >> 128n ? 0x87n : 0n);
  return Buffer.from(low.toString(16).padStart(32, '0'), 'hex');
}
