import { describe, expect, test } from 'vitest';
import { citizenNumber, parseTd1 } from '../../core/card/mrz.ts';

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
