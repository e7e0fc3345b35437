import { describe, expect, test } from 'vitest';
import { citizenNumber, parseTd1, parseTd3 } from '../../core/card/mrz.ts';

const today = '2026-11-24';
/** An invented person. */
const zone = 'IDVNM0990000187001099000018<<89905153M3905151VNM<<<<<<<<<<<8TRAN<<QUOC<BINH<<<<<<<<<<<<<<<';

function change(at: number, to: string): string {
  return zone.slice(0, at) + to + zone.slice(at + to.length);
}

test('a Vietnamese zone', () => {
  const td1 = parseTd1(zone, today)!;
  expect(td1).toEqual({
    documentNumber: '099000018',
    issuer: 'VNM',
    optionalData: '001099000018<<8',
    birthDay: '1999-05-15',
    sex: 'male',
    expiryDay: '2039-05-15',
    name: 'TRAN QUOC BINH',
  });
  expect(citizenNumber(td1)).toBe('001099000018');
});

test.each(Array.from({ length: 60 }, (_, at) => at).filter((at) => /\d/.test(zone[at]!)))(
  'a digit misread at %i is noticed',
  (at) => {
    const td1 = parseTd1(change(at, String((Number(zone[at]) + 1) % 10)), today);
    expect(td1).toBeUndefined();
  },
);

test.each([
  ['too short', zone.slice(1)],
  ['too long', `${zone}<`],
  ['lower case', zone.toLowerCase()],
  ['a marked letter', change(60, 'Đ')],
  ['a sex that is none', change(37, 'X')],
])('%s is no zone', (_, text) => {
  expect(parseTd1(text, today)).toBeUndefined();
});

describe('two digits of a year', () => {
  test('a birth is never after today', () => {
    expect(parseTd1(zone, '1999-05-15')?.birthDay).toBe('1999-05-15');
    expect(parseTd1(zone, '2099-05-15')?.birthDay).toBe('2099-05-15');
    expect(parseTd1(zone, '2099-05-14')?.birthDay).toBe('1999-05-15');
  });
});

test('the twelve digits must end in the document number and agree with their own check digit', () => {
  const td1 = parseTd1(zone, today)!;
  expect(citizenNumber({ ...td1, documentNumber: '099000019' })).toBeUndefined();
  expect(citizenNumber({ ...td1, optionalData: '001099000018<<7' })).toBeUndefined();
  expect(citizenNumber({ ...td1, optionalData: '<<<<<<<<<<<<<<<' })).toBeUndefined();
});

describe("a passport's zone", () => {
  /** The specimen of ICAO 9303-4 Appendix B. */
  const passport = 'P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<L898902C36UTO7408122F1204159ZE184226B<<<<<10';

  test('of ICAO 9303-4', () => {
    expect(parseTd3(passport, today)).toEqual({
      documentNumber: 'L898902C3',
      issuer: 'UTO',
      optionalData: 'ZE184226B<<<<<',
      birthDay: '1974-08-12',
      sex: 'female',
      expiryDay: '2012-04-15',
      name: 'ERIKSSON ANNA MARIA',
    });
  });

  test('an empty personal number may have a filler for its check digit', () => {
    const empty = (digit: string, composite: string) => `${passport.slice(0, 72)}${'<'.repeat(14)}${digit}${composite}`;
    const composites = Array.from({ length: 10 }, (_, at) => String(at));
    for (const digit of ['<', '0']) {
      expect(composites.filter((composite) => parseTd3(empty(digit, composite), today))).toHaveLength(1);
    }
    expect(composites.filter((composite) => parseTd3(empty('1', composite), today))).toHaveLength(0);
  });

  test('a digit misread anywhere is noticed', () => {
    for (let at = 44; at < 88; at++) {
      if (!/\d/.test(passport[at]!)) continue;
      const other = passport.slice(0, at) + String((Number(passport[at]) + 1) % 10) + passport.slice(at + 1);
      expect(parseTd3(other, today)).toBeUndefined();
    }
  });

  test.each([passport.slice(1), `${passport}<`, zone, passport.toLowerCase()])('%s is none', (text) => {
    expect(parseTd3(text, today)).toBeUndefined();
  });
});
