import type { IsoDay, Sex } from '../person.ts';
import { birthDayOf, expiryDayOf } from './dates.ts';

/** What a machine readable zone holds, with every check digit found right. */
export interface Zone {
  /** 9 characters. */
  readonly documentNumber: string;
  readonly issuer: string;
  readonly optionalData: string;
  readonly birthDay: IsoDay;
  readonly sex: Sex;
  readonly expiryDay: IsoDay;
  /** Without marks, surname first. */
  readonly name: string;
}

/** A card's zone; on a Vietnamese card the optional data are the citizen's 12 digits, their check digit and fillers. */
export type Td1 = Zone;

/** A passport's zone; `optionalData` are its personal number. */
export type Td3 = Zone;

const LINE = 30;
const PASSPORT_LINE = 44;
const WEIGHTS = [7, 3, 1] as const;
const sexes: Readonly<Record<string, Sex>> = { M: 'male', F: 'female', '<': 'unknown' };

/** One check digit: weights 7-3-1, modulo 10 (ICAO 9303-3 §4.9). */
export function checkDigit(field: string): string {
  const sum = Array.from(field).reduce((total, char, index) => total + valueOfChar(char) * WEIGHTS[index % 3]!, 0);
  return String(sum % 10);
}

function valueOfChar(char: string): number {
  return char === '<' ? 0 : Number.parseInt(char, 36);
}

/** Reads the 90 characters of a TD1 zone (ICAO 9303-5 §4.2); `undefined` where anything about them is wrong. */
export function parseTd1(text: string, today: IsoDay): Td1 | undefined {
  if (!/^[A-Z0-9<]{90}$/.test(text)) return undefined;
  const [upper, middle, lower] = [text.slice(0, LINE), text.slice(LINE, 2 * LINE), text.slice(2 * LINE)];
  const documentNumber = upper.slice(5, 14);
  const birth = middle.slice(0, 6);
  const expiry = middle.slice(8, 14);
  const composite = upper.slice(5) + middle.slice(0, 7) + middle.slice(8, 15) + middle.slice(18, 29);
  const isChecked =
    checkDigit(documentNumber) === upper[14] &&
    checkDigit(birth) === middle[6] &&
    checkDigit(expiry) === middle[14] &&
    checkDigit(composite) === middle[29];
  const birthDay = birthDayOf(birth, today);
  const expiryDay = expiryDayOf(expiry);
  const sex = sexes[middle[7]!];
  if (!isChecked || !birthDay || !expiryDay || !sex) return undefined;
  const issuer = upper.slice(2, 5);
  return { documentNumber, issuer, optionalData: upper.slice(15), birthDay, sex, expiryDay, name: nameOf(lower) };
}

/** Reads the 88 characters of a TD3 zone (ICAO 9303-4 §4.2); `undefined` where anything about them is wrong. */
export function parseTd3(text: string, today: IsoDay): Td3 | undefined {
  if (!/^P[A-Z0-9<]{87}$/.test(text)) return undefined;
  const [upper, lower] = [text.slice(0, PASSPORT_LINE), text.slice(PASSPORT_LINE)];
  const documentNumber = lower.slice(0, 9);
  const birth = lower.slice(13, 19);
  const expiry = lower.slice(21, 27);
  const optionalData = lower.slice(28, 42);
  const composite = lower.slice(0, 10) + lower.slice(13, 20) + lower.slice(21, 43);
  const isChecked =
    checkDigit(documentNumber) === lower[9] &&
    checkDigit(birth) === lower[19] &&
    checkDigit(expiry) === lower[27] &&
    isPersonalNumber(optionalData, lower[42]!) &&
    checkDigit(composite) === lower[43];
  const birthDay = birthDayOf(birth, today);
  const expiryDay = expiryDayOf(expiry);
  const sex = sexes[lower[20]!];
  if (!isChecked || !birthDay || !expiryDay || !sex) return undefined;
  const issuer = upper.slice(2, 5);
  return { documentNumber, issuer, optionalData, birthDay, sex, expiryDay, name: nameOf(upper.slice(5)) };
}

/** An empty personal number may have a filler for its check digit (ICAO 9303-4 §4.2.2.2). */
function isPersonalNumber(field: string, digit: string): boolean {
  return checkDigit(field) === digit || (digit === '<' && /^<+$/.test(field));
}

function nameOf(line: string): string {
  return line.replaceAll('<', ' ').trim().replace(/ +/g, ' ');
}

/**
 * The citizen's 12 digits in a Vietnamese zone: the document number is their last nine, the optional data hold all
 * twelve and their check digit. `undefined` where the parts do not agree.
 */
export function citizenNumber({ documentNumber, optionalData }: Td1): string | undefined {
  const digits = optionalData.slice(0, 12);
  const own = optionalData[14];
  const isWhole = /^\d{12}$/.test(digits) && digits.endsWith(documentNumber);
  return isWhole && (own === '<' || own === checkDigit(digits)) ? digits : undefined;
}
