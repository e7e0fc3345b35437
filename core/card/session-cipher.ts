import { cmac } from '@noble/ciphers/aes.js';
import { blockLengthOf, type CipherName, decryptBlocks, encryptBlocks, encryptOneBlock } from './block-cipher.ts';
import { pad, retailMac, type SessionKeys, wipe } from './session-keys.ts';

/** What protects the messages of one session. `counter` is the send sequence counter in one block of bytes. */
export interface SessionCipher {
  readonly name: CipherName;
  readonly keys: SessionKeys;
  /** The bytes of a block, and of the counter: 8 for Triple-DES, 16 for AES. */
  readonly blockLength: 8 | 16;
  /** Encrypts padded data. */
  encrypt(counter: Uint8Array, padded: Uint8Array): Uint8Array;
  /** Decrypts whole blocks; their padding stays. */
  decrypt(counter: Uint8Array, secret: Uint8Array): Uint8Array;
  /** The 8 bytes that sign a message; pads it first (ICAO 9303-11 §9.8.4). */
  mac(message: Uint8Array): Uint8Array;
}

/** A protected conversation: its cipher with its keys, the counter that it starts from, and its end. */
export interface Session {
  readonly cipher: SessionCipher;
  readonly counter: bigint;
  /** Overwrites the keys: nothing can be sent or read any more. */
  wipe(): void;
}

/** Triple-DES with retail MAC (ICAO 9303-11 §9.8.6) or AES with CMAC (§9.8.7), in JavaScript. */
export const sessionCipher = (name: CipherName, keys: SessionKeys): SessionCipher => ({
  name,
  keys,
  blockLength: blockLengthOf(name),
  encrypt: (counter, padded) => encryptBlocks(name, keys.enc, padded, ivOf(name, keys.enc, counter)),
  decrypt: (counter, secret) => decryptBlocks(name, keys.enc, secret, ivOf(name, keys.enc, counter)),
  mac: (message) =>
    name === '3DES' ? retailMac(keys.mac, message) : authenticate(name, keys.mac, pad(message, blockLengthOf(name))),
});

/** Zeros for Triple-DES (§9.8.6.1), the encrypted counter for AES (§9.8.7.1). */
function ivOf(name: CipherName, key: Uint8Array, counter: Uint8Array): Uint8Array | undefined {
  return name === '3DES' ? undefined : encryptOneBlock(key, counter);
}

/** 8 bytes of MAC over bare data: retail MAC, which pads, or CMAC, cut (ICAO 9303-11 §4.4.3.4 and §9.7.3). */
export function authenticate(name: CipherName, key: Uint8Array, data: Uint8Array): Uint8Array {
  return name === '3DES' ? retailMac(key, data) : cmac(data, key).slice(0, 8);
}

/** Opens a session with these keys. */
export function startSession(name: CipherName, keys: SessionKeys, counter = 0n): Session {
  return { cipher: sessionCipher(name, keys), counter, wipe: () => wipe(keys.enc, keys.mac) };
}
