import { findValue } from './tlv.ts';

const dg14Tag = 0x6e;

/** The SecurityInfos of DG14 in DER, exactly as the issuer wrote them: they are never encoded again (ICAO 9303-10 §4.7.14). */
export function parseDg14(file: Uint8Array): Uint8Array | undefined {
  return findValue(file, dg14Tag);
}
