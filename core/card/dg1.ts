import type { IsoDay } from '../person.ts';
import { fail, ok, type Result } from '../result.ts';
import { parseTd1, parseTd3, type Td1, type Td3 } from './mrz.ts';
import { findValue } from './tlv.ts';

const dg1Tag = 0x61;
const mrzTag = 0x5f1f;
/** Above the 90 characters of a TD1 zone, so that a longer one is noticed. */
const LONGEST_ZONE = 200;

/** The machine readable zone in DG1, with every check digit right (ICAO 9303-10 §4.7.1). */
export function parseDg1(file: Uint8Array, today: IsoDay): Result<Td1, 'card-unreadable'> {
  const td1 = parseTd1(textIn(file), today);
  return td1 ? ok(td1) : fail('card-unreadable');
}

/** The same of a passport, whose zone has two lines. */
export function parsePassportDg1(file: Uint8Array, today: IsoDay): Result<Td3, 'card-unreadable'> {
  const td3 = parseTd3(textIn(file), today);
  return td3 ? ok(td3) : fail('card-unreadable');
}

function textIn(file: Uint8Array): string {
  const content = findValue(file, dg1Tag);
  const zone = content && findValue(content, mrzTag);
  return zone ? String.fromCharCode(...zone.subarray(0, LONGEST_ZONE)) : '';
}
