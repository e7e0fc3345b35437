import { decrypt, deriveKeys, encrypt, type Keys, retailMac, sha1 } from './triple-des.ts';

/** What comes of a right EXTERNAL AUTHENTICATE. */
export interface Opened {
  /** The chip's 40 bytes. */
  readonly answer: Buffer;
  readonly keys: Keys;
  readonly counter: bigint;
}

/** The keys that the printed MRZ gives (ICAO 9303-11 §4.3.2). */
export function accessKeys(mrzInformation: string): Keys {
  return deriveKeys(sha1(Buffer.from(mrzInformation)).subarray(0, 16));
}

/**
 * The chip's side of Basic Access Control (ICAO 9303-11 §4.3.3): `undefined` where the terminal's 40 bytes show that
 * it does not know the keys, or answer another challenge. `share` is the chip's own part of the session's keys.
 */
export function authenticate(access: Keys, challenge: Buffer, request: Buffer, share: Buffer): Opened | undefined {
  const secret = request.subarray(0, 32);
  if (request.length !== 40 || !retailMac(access.mac, secret).equals(request.subarray(32))) return undefined;
  const plain = decrypt(access.enc, secret);
  const nonce = plain.subarray(0, 8);
  if (!plain.subarray(8, 16).equals(challenge)) return undefined;
  const seed = share.map((byte, index) => byte ^ plain[16 + index]!);
  const own = encrypt(access.enc, Buffer.concat([challenge, nonce, share]));
  const counter = Buffer.concat([challenge.subarray(4), nonce.subarray(4)]).readBigUInt64BE();
  return { answer: Buffer.concat([own, retailMac(access.mac, own)]), keys: deriveKeys(seed), counter };
}
