import { sha1 } from '@noble/hashes/legacy.js';
import { concatBytes, utf8ToBytes } from '@noble/hashes/utils.js';
import { fail, ok, type Result } from '../result.ts';
import type { MrzInformation } from './access-key.ts';
import { decryptCbc, encryptCbc } from './des.ts';
import { checkDigit } from './mrz.ts';
import { deriveKeys, isSame, retailMac, type SessionKeys } from './session-keys.ts';

/** What the terminal brings to one attempt: two 8-byte nonces and 16 bytes of key, all but `chipNonce` its own. */
export interface Attempt {
  readonly chipNonce: Uint8Array;
  readonly nonce: Uint8Array;
  readonly keyShare: Uint8Array;
}

/** Keys of a protected conversation and the counter that it starts from. */
export interface Session {
  readonly keys: SessionKeys;
  readonly counter: bigint;
}

const MAC_LENGTH = 8;

/** The document's access keys from its MRZ information (ICAO 9303-11 §4.3.2 and Appendix D.2). */
export function accessKeys({ documentNumber, birthDay, expiryDay }: MrzInformation): SessionKeys {
  const fields = [documentNumber, mrzDay(birthDay), mrzDay(expiryDay)];
  const information = fields.map((field) => field + checkDigit(field)).join('');
  return deriveKeys(sha1(utf8ToBytes(information)).slice(0, 16));
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
  return ok({ keys: deriveKeys(seed), counter: startOfCounter(chipNonce, nonce) });
}

/** The low halves of both nonces, read as one number of 8 bytes. */
function startOfCounter(chipNonce: Uint8Array, nonce: Uint8Array): bigint {
  const bytes = Uint8Array.from(concatBytes(chipNonce.subarray(4), nonce.subarray(4)));
  return new DataView(bytes.buffer).getBigUint64(0);
}
