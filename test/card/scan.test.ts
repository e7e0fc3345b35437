import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseScan, typedKey } from '../../core/card/scan.ts';
import { fail, ok } from '../../core/result.ts';
import { citizens } from '../fakes/card/citizens.ts';
import { mrzLines, mrzText, qrText } from '../fakes/card/codes.ts';

const today = '2026-11-24';
const unknown = fail('code-unknown');
const citizen = citizens.find((one) => one.expiryDay)!;

function keyOf({ idNumber, birthDay, expiryDay = '2099-12-31' }: (typeof citizens)[number]) {
  return ok({ idNumber, mrz: [{ documentNumber: idNumber.slice(3), birthDay, expiryDay }] });
}

/** A QR with the days that matter. */
const qr = (birth: string, issued: string) => `001090123456|012345678|Nguyễn Văn A|${birth}|Nam|Quận 1|${issued}`;
const endsOf = (birth: string, issued: string) => {
  const key = parseScan(qr(birth, issued), today);
  return key.ok ? key.value.mrz.map((one) => one.expiryDay) : key.fault;
};

describe.each(citizens)('the card of $name', (one) => {
  test('its QR gives the key of its chip', () => expect(parseScan(qrText(one), today)).toEqual(keyOf(one)));
  test('so do its three lines', () => expect(parseScan(mrzText(one), today)).toEqual(keyOf(one)));
});

describe('however the scanner gives it', () => {
  const lines = mrzLines(citizen);
  test.each([
    ['with line feeds', lines.join('\n')],
    ['without breaks', lines.join('')],
    ['with blanks around', `  ${lines.join('\r')}\r\n`],
    ['in lower case', lines.join('\n').toLowerCase()],
  ])('an MRZ %s', (_, text) => expect(parseScan(text, today)).toEqual(keyOf(citizen)));

  test('a QR with its end of line, and with fields that later cards append', () => {
    expect(parseScan(`${qrText(citizen)}\r\n`, today)).toEqual(keyOf(citizen));
    expect(parseScan(`${qrText(citizen)}||Nguyễn Văn B|Trần Thị C|`, today)).toEqual(keyOf(citizen));
  });
});

describe('a QR does not say when the card ends; the law does', () => {
  test.each([
    ['at 23 less a day: to 25', '15061998', '14062021', ['2023-06-15']],
    ['on the 23rd birthday: to 40', '15061998', '15062021', ['2038-06-15']],
    ['at 37: to 40', '15061984', '14062022', ['2024-06-15']],
    ['at 38: to 60', '15061984', '15062022', ['2044-06-15']],
    ['at 57: to 60', '15061964', '14062022', ['2024-06-15']],
    ['at 58: without end', '15061964', '15062022', ['2099-12-31']],
    ['at 80: without end', '15061942', '15062022', ['2099-12-31']],
    ['at 10: to 14 by the law of 2023, to 25 by the one before', '01022015', '05082025', ['2029-02-01', '2040-02-01']],
    ['at 13, in the two years before 14: to 25', '01022012', '05082025', ['2037-02-01']],
    ['born on 29 February: either neighbour', '29022004', '05052023', ['2029-02-28', '2029-03-01']],
  ])('issued %s', (_, birth, issued, ends) => expect(endsOf(birth, issued)).toEqual(ends));
});

describe('anything else is an unknown code', () => {
  const good = qrText(citizen);
  const noVietnam = mrzText(citizen).replaceAll('VNM', 'UTO');
  test.each([
    ['nothing', ''],
    ['an address', 'https://example.com/?q=1|2|3|4|5|6|7'],
    ['a bank transfer', '00020101021138540010A00000072701240006970436'],
    ['a zone of another country', noVietnam],
    ['a number of 11 digits', good.slice(1)],
    ['an old number of letters', qr('01011990', '15042021').replace('012345678', 'abcdefghi')],
    ['a birth on 31 February', qr('31021990', '15042021')],
    ['an issue before the birth', qr('01011990', '15041989')],
    ['an issue after today', qr('01011990', '25112026')],
    ['bars only', '||||||'],
  ])('%s', (_, text) => expect(parseScan(text, today)).toEqual(unknown));

  test('every half of a message', () => {
    for (let end = 0; end < good.length; end++) expect(parseScan(good.slice(0, end), today), `${end}`).toEqual(unknown);
    const zone = mrzText(citizen);
    for (let end = 0; end < zone.length; end++) expect(parseScan(zone.slice(0, end), today)).toEqual(unknown);
  });

  test('no text makes it throw', () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.array(fc.string()).map((fields) => fields.join('|')),
    );
    fc.assert(
      fc.property(text, (any) => {
        expect(parseScan(any, today)).toEqual(unknown);
      }),
    );
  });
});

describe('typed by hand', () => {
  const typed = { idNumber: '001053000481', birthDay: '07121953', expiryDay: '' };
  const keyUntil = (expiryDay: string) =>
    ok({ idNumber: '001053000481', mrz: [{ documentNumber: '053000481', birthDay: '1953-12-07', expiryDay }] });

  test('the number alone is enough for a chip that takes its last six digits', () => {
    expect(typedKey({ ...typed, birthDay: '' }, today)).toEqual(ok({ idNumber: '001053000481', mrz: [] }));
  });

  test('nothing typed means a card without an end', () => {
    expect(typedKey(typed, today)).toEqual(keyUntil('2099-12-31'));
    expect(typedKey({ ...typed, expiryDay: '01022030' }, today)).toEqual(keyUntil('2030-02-01'));
  });

  test.each([
    ['eleven digits', { idNumber: '00105300048' }],
    ['a birth on 30 February', { birthDay: '30021953' }],
    ['a birth tomorrow', { birthDay: '25112026' }],
    ['half a day', { birthDay: '0712195' }],
    ['a month 13', { expiryDay: '01132030' }],
    ['an end before the birth', { expiryDay: '01011950' }],
  ])('%s is an unknown code', (_, wrong) => expect(typedKey({ ...typed, ...wrong }, today)).toEqual(unknown));
});
