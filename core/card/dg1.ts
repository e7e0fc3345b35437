import type { IsoDay } from '../person.ts';
import { fail, ok, type Result } from '../result.ts';
import { parseTd1, type Td1 } from './mrz.ts';
import { findValue } from './tlv.ts';

const dg1Tag = 0x61;
const mrzTag = 0x5f1f;

/** The machine readable zone in DG1, with every check digit right (ICAO 9303-10 §4.7.1). */
export function parseDg1(file: Uint8Array, today: IsoDay): Result<Td1, 'card-unreadable'> {
  const content = findValue(file, dg1Tag);
  const zone = content && findValue(content, mrzTag);
  const td1 = zone && parseTd1(String.fromCharCode(...zone.subarray(0, 200)), today);
  return td1 ? ok(td1) : fail('card-unreadable');
}
