import { cbc, ecb } from '@noble/ciphers/aes.js';
import { decryptCbc, encryptCbc } from './des.ts';

/** The block ciphers that a chip may agree to (ICAO 9303-11 §9.7.1 and §9.8). */
export type CipherName = '3DES' | 'AES-128' | 'AES-192' | 'AES-256';

const table = {
  '3DES': { keyLength: 16, blockLength: 8 },
  'AES-128': { keyLength: 16, blockLength: 16 },
  'AES-192': { keyLength: 24, blockLength: 16 },
  'AES-256': { keyLength: 32, blockLength: 16 },
} as const satisfies Record<CipherName, unknown>;

/** The bytes of a key. */
export const keyLengthOf = (name: CipherName): number => table[name].keyLength;

/** The bytes of a block. */
export const blockLengthOf = (name: CipherName): 8 | 16 => table[name].blockLength;

const zeros: Uint8Array = new Uint8Array(16);
const raw = { disablePadding: true };

/** Encrypts whole blocks in CBC mode without padding; the IV is zeros unless given (Triple-DES never needs another). */
export function encryptBlocks(name: CipherName, key: Uint8Array, plain: Uint8Array, iv = zeros): Uint8Array {
  return name === '3DES' ? encryptCbc(key, plain) : cbc(key, iv, raw).encrypt(plain);
}

/** Decrypts what {@link encryptBlocks} wrote. */
export function decryptBlocks(name: CipherName, key: Uint8Array, secret: Uint8Array, iv = zeros): Uint8Array {
  return name === '3DES' ? decryptCbc(key, secret) : cbc(key, iv, raw).decrypt(secret);
}

/** One block of AES by itself: the IV of a message is its counter, encrypted (ICAO 9303-11 §9.8.7.1). */
export function encryptOneBlock(key: Uint8Array, block: Uint8Array): Uint8Array {
  return ecb(key, raw).encrypt(block);
}
