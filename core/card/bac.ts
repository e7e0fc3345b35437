import { sha1 } from '@noble/hashes/legacy.js';
import { concatBytes, utf8ToBytes } from '@noble/hashes/utils.js';
import { fail, ok, type Result } from '../result.ts';
import type { MrzInformation } from './access-key.ts';
import { decryptCbc, encryptCbc } from './des.ts';
import { checkDigit } from './mrz.ts';
import { type Session, startSession } from './session-cipher.ts';
import { deriveKeys, isSame, retailMac, type SessionKeys, wipe } from './session-keys.ts';

/** What the terminal brings to one attempt: two 8-byte nonces and 16 bytes of key, all but `chipNonce` its own. */
export interface Attempt {
  readonly chipNonce: Uint8Array;
  readonly nonce: Uint8Array;
  readonly keyShare: Uint8Array;
}

const MAC_LENGTH = 8;

/** The document's access keys from its MRZ information (ICAO 9303-11 §4.3.2 and Appendix D.2). */
export function accessKeys(mrz: MrzInformation): SessionKeys {
  return deriveKeys(mrzSeed(mrz).subarray(0, 16));
}

/** SHA-1 of document number, birth day and expiry day, each with its check digit (ICAO 9303-11 §9.7.2 and §9.7.3). */
export function mrzSeed({ documentNumber, birthDay, expiryDay }: MrzInformation): Uint8Array {
  const fields = [documentNumber, mrzDay(birthDay), mrzDay(expiryDay)];
  return sha1(utf8ToBytes(fields.map((field) => field + checkDigit(field)).join('')));
}

function mrzDay(day: string): string {
  return day.slice(2).replaceAll('-', '');
}

/** The 40 bytes of EXTERNAL AUTHENTICATE: nonces and key share, encrypted and signed (ICAO 9303-11 §4.3.3.1). */
export function authenticationRequest(access: SessionKeys, { chipNonce, nonce, keyShare }: Attempt): Uint8Array {
  const secret = encryptCbc(access.enc, concatBytes(nonce, chipNonce, keyShare));
  return concatBytes(secret, retailMac(access.mac, secret));
}

/** Checks the chip's 40 bytes and derives the session (ICAO 9303-11 §4.3.3.1 and §9.8.6.3). */
export function openSession(
  access: SessionKeys,
  attempt: Attempt,
  answer: Uint8Array,
): Result<Session, 'card-unreadable'> {
  if (answer.length !== 32 + MAC_LENGTH) return fail('card-unreadable');
  const secret = answer.subarray(0, 32);
  if (!isSame(retailMac(access.mac, secret), answer.subarray(32))) return fail('card-unreadable');
  const plain = decryptCbc(access.enc, secret);
  const { chipNonce, nonce, keyShare } = attempt;
  if (!isSame(plain.subarray(0, 16), concatBytes(chipNonce, nonce))) return fail('card-unreadable');
  const seed = keyShare.map((byte, index) => byte ^ plain[16 + index]!);
  const keys = deriveKeys(seed);
  wipe(plain, seed);
  return ok(startSession('3DES', keys, startOfCounter(chipNonce, nonce)));
}

/** The low halves of both nonces, read as one number of 8 bytes. */
function startOfCounter(chipNonce: Uint8Array, nonce: Uint8Array): bigint {
  const bytes = Uint8Array.from(concatBytes(chipNonce.subarray(4), nonce.subarray(4)));
  return new DataView(bytes.buffer).getBigUint64(0);
}
