import type { IsoDay } from '../person.ts';
import { fail, ok, type Result } from '../result.ts';
import type { AccessKey } from './access-key.ts';
import { dayOfDmy, noExpiryDay } from './dates.ts';
import { possibleExpiryDays } from './expiry.ts';
import { citizenNumber, parseTd1 } from './mrz.ts';

type Scan = Result<AccessKey, 'code-unknown'>;

/**
 * What a citizen types from the card: 12 digits, of which the last six open a chip that takes PACE; for a chip that does
 * not, `ddmmyyyy` as well, and `ddmmyyyy` or nothing for a card without an end.
 */
export interface TypedFields {
  readonly idNumber: string;
  readonly birthDay: string;
  readonly expiryDay: string;
}

/** Makes a key of what a scanner gave: the card's QR or the three lines on its back; all else is unknown. */
export function parseScan(text: string, today: IsoDay): Scan {
  const key = text.includes('|') ? keyOfQr(text, today) : keyOfMrz(text, today);
  return key ? ok(key) : fail('code-unknown');
}

/** Makes a key of what a citizen typed; a day that no calendar has, or a life out of order, is unknown. */
export function typedKey({ idNumber, birthDay, expiryDay }: TypedFields, today: IsoDay): Scan {
  if (birthDay === '' && expiryDay === '' && isCitizenNumber(idNumber)) return ok({ idNumber, mrz: [] });
  const birth = dayOfDmy(birthDay);
  const expiry = expiryDay === '' ? noExpiryDay : dayOfDmy(expiryDay);
  const isInOrder = birth && expiry && birth <= today && birth < expiry;
  if (!isCitizenNumber(idNumber) || !isInOrder) return fail('code-unknown');
  return ok(keyOf(idNumber, birth, [expiry]));
}

/**
 * The QR of the card of 2021: `number|old number|name|birth|sex|address|issued`, days as ddmmyyyy. Later cards append
 * fields, so more than seven are taken too.
 */
function keyOfQr(text: string, today: IsoDay): AccessKey | undefined {
  const fields = text.trim().split('|');
  const [idNumber = '', oldNumber = '', , birthText = '', , , issueText = ''] = fields;
  const birth = dayOfDmy(birthText);
  const issued = dayOfDmy(issueText);
  if (!isCitizenNumber(idNumber) || !/^(\d{9})?$/.test(oldNumber) || !birth || !issued) return undefined;
  return birth < issued && issued <= today ? keyOf(idNumber, birth, possibleExpiryDays(birth, issued)) : undefined;
}

/** Three lines of 30, however the scanner parts them. */
function keyOfMrz(text: string, today: IsoDay): AccessKey | undefined {
  const td1 = parseTd1(text.replace(/\s/g, '').toUpperCase(), today);
  const idNumber = td1?.issuer === 'VNM' ? citizenNumber(td1) : undefined;
  return td1 && idNumber ? keyOf(idNumber, td1.birthDay, [td1.expiryDay]) : undefined;
}

function isCitizenNumber(text: string): boolean {
  return /^\d{12}$/.test(text);
}

/** The document number is the last 9 of the citizen's 12 digits. */
function keyOf(idNumber: string, birthDay: IsoDay, expiryDays: readonly IsoDay[]): AccessKey {
  const documentNumber = idNumber.slice(-9);
  return { idNumber, mrz: expiryDays.map((expiryDay) => ({ documentNumber, birthDay, expiryDay })) };
}
