import { expect, test } from 'vitest';
import { ageOn, mask } from '../../core/person.ts';
import { businessDay, formatNumber } from '../../core/ticket.ts';
import { person } from './samples.ts';

test('a man of 73 is shown as ông T.Q. Bình, 1953, 481', () => {
  expect(mask(person, '2026-11-24')).toEqual({
    honorific: 'elder-man',
    name: 'T.Q. Bình',
    birthYear: '1953',
    idTail: '481',
  });
});

test('a name in capitals without marks is masked alike, and a single name stays', () => {
  expect(mask({ ...person, name: 'TRAN QUOC BINH' }, '2026-11-24').name).toBe('T.Q. Binh');
  expect(mask({ ...person, name: 'ĐỨC' }, '2026-11-24').name).toBe('Đức');
});

test('a birthday counts from the day itself', () => {
  expect(ageOn('1953-11-24', '2026-11-23')).toBe(72);
  expect(ageOn('1953-11-24', '2026-11-24')).toBe(73);
  expect(ageOn('2008-02-29', '2026-02-28')).toBe(17);
});

test("a day of numbers begins at the site's hour in the site's own zone", () => {
  const zone = 'Asia/Ho_Chi_Minh';
  expect(businessDay(new Date('2026-11-23T20:59:00Z'), zone, 4)).toBe('2026-11-23');
  expect(businessDay(new Date('2026-11-23T21:00:00Z'), zone, 4)).toBe('2026-11-24');
  expect(businessDay(new Date('2026-11-23T17:00:00Z'), zone, 0)).toBe('2026-11-24');
});

test('a number has three digits, and a fourth past 999', () => {
  expect([formatNumber('A', 7), formatNumber('AK', 12), formatNumber('A', 1000)]).toEqual(['A007', 'AK012', 'A1000']);
});
