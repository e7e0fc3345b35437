import { findValue } from './tlv.ts';

const dg15Tag = 0x6f;

/** The SubjectPublicKeyInfo of the key for active authentication, in DER (ICAO 9303-10 §4.7.15). */
export function parseDg15(file: Uint8Array): Uint8Array | undefined {
  return findValue(file, dg15Tag);
}
