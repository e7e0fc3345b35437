import { fail, ok, type Result } from '../result.ts';
import { findValue } from './tlv.ts';

const comTag = 0x60;
const tagList = 0x5c;

/** The tags of the data groups that the chip says it holds, such as `0x61` for DG1 (ICAO 9303-10 §4.6.1). */
export function parseCom(file: Uint8Array): Result<readonly number[], 'card-unreadable'> {
  const content = findValue(file, comTag);
  const tags = content && findValue(content, tagList);
  return tags ? ok(Array.from(tags)) : fail('card-unreadable');
}
