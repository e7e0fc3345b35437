import { blockLengthOf, type CipherName } from './block-cipher.ts';

/** Most data bytes of an answer in the short form, its status word not counted (ISO 7816-4 §5.1). */
export const SHORT_ANSWER = 256;
/** Most of an answer in the extended form. */
export const EXTENDED_ANSWER = 65_536;

/** Status word and checksum: `99 02 xxxx` and `8E 08 ...`. */
const TRAILER = 4 + 10;

/**
 * The most bytes of a file that fit in one protected answer of `answerLength` bytes without status word: less the
 * checksum and the status inside, the data object's header with its padding byte, and at least one byte of padding
 * to whole blocks (ICAO 9303-11 §9.8.4). A short answer holds 231 bytes by Triple-DES and 223 by AES.
 */
export function largestPiece(cipher: CipherName, answerLength: number): number {
  const block = blockLengthOf(cipher);
  const room = answerLength - TRAILER;
  const blocks = Math.floor((room - headerLength(room) - 1) / block);
  return Math.max(0, blocks * block - 1);
}

/** Tag and length of a data object that fills `room` bytes (ISO 7816-4 §5.2.2.2). */
function headerLength(room: number): number {
  if (room <= 2 + 0x7f) return 2;
  return room <= 3 + 0xff ? 3 : 4;
}
