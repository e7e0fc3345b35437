import { constants, createHash, type KeyObject, privateEncrypt, randomBytes, sign } from 'node:crypto';
import type { ActiveKey } from './chip-keys.ts';

/** The chip's signature over the terminal's eight bytes (ICAO 9303-11 §6.1.2). */
export function activeSignature({ kind, secret }: ActiveKey, challenge: Uint8Array, form: 'plain' | 'der'): Buffer {
  if (kind === 'rsa-1024') return recoverable(secret, challenge, 128, 'sha1');
  if (kind === 'rsa-2048') return recoverable(secret, challenge, 256, 'sha256');
  return sign('sha256', challenge, { key: secret, dsaEncoding: form === 'der' ? 'der' : 'ieee-p1363' });
}

const trailers = { sha1: Buffer.of(0xbc), sha256: Buffer.of(0x34, 0xcc) } as const;

/** ISO 9796-2 scheme 1 with partial recovery: 6A, the chip's own random part, the hash of both parts, the trailer. */
function recoverable(key: KeyObject, challenge: Uint8Array, bytes: number, hash: 'sha1' | 'sha256'): Buffer {
  const trailer = trailers[hash];
  const digestBytes = hash === 'sha1' ? 20 : 32;
  const own = randomBytes(bytes - 1 - digestBytes - trailer.length);
  const digest = createHash(hash).update(own).update(challenge).digest();
  const message = Buffer.concat([Buffer.of(0x6a), own, digest, trailer]);
  return privateEncrypt({ key, padding: constants.RSA_NO_PADDING }, message);
}
