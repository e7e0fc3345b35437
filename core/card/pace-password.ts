import { utf8ToBytes } from '@noble/hashes/utils.js';
import type { MrzInformation } from './access-key.ts';
import { mrzSeed } from './bac.ts';
import type { CipherName } from './block-cipher.ts';
import { deriveKey, keyUse } from './session-keys.ts';

/** What the citizen brings: the 6 digits of the card access number, or what the machine-readable zone says. */
export type Password =
  | { readonly kind: 'can'; readonly digits: string }
  | { readonly kind: 'mrz'; readonly mrz: MrzInformation };

/** A password made a key, with the number by which the chip knows which one it is (ICAO 9303-11 §4.4.4.1). */
export interface PasswordKey {
  readonly reference: 1 | 2;
  readonly key: Uint8Array;
}

/** The key that decrypts the chip's nonce (ICAO 9303-11 §9.7.3). */
export function passwordKey(password: Password, cipher: CipherName): PasswordKey {
  const seed = password.kind === 'can' ? utf8ToBytes(password.digits) : mrzSeed(password.mrz);
  return { reference: password.kind === 'can' ? 2 : 1, key: deriveKey(seed, keyUse.password, cipher) };
}
