import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { historicalBytesOf, parseAtrInfo, sizesInHistoricalBytes } from '../../core/card/atr-info.ts';
import { parsePassportDg1 } from '../../core/card/dg1.ts';
import { parseDg11 } from '../../core/card/dg11.ts';
import { parseDg12 } from '../../core/card/dg12.ts';
import { parseDg15 } from '../../core/card/dg15.ts';
import { writeTlv } from '../../core/card/tlv.ts';
import { hex, toHex } from './hex.ts';
import { isAbsent, specimen } from './shared-files.ts';
import { spoilt } from './spoilt.ts';

const today = '2026-11-24';
const bytes = (text: string) => new TextEncoder().encode(text);
const join = (...parts: Uint8Array[]) => Uint8Array.from(Buffer.concat(parts));
const names = (tag: number, ...of: string[]) =>
  writeTlv(0xa0, join(Uint8Array.of(2, 1, of.length), ...of.map((name) => writeTlv(tag, bytes(name)))));

/** The example of ICAO 9303-10 §4.7.11 with Vietnamese words. */
const dg11 = writeTlv(
  0x6b,
  join(
    writeTlv(0x5c, hex('5F0E5F105F115F2B5F42')),
    writeTlv(0x5f0e, bytes('TRẦN<<QUỐC<BÌNH'.normalize('NFD'))),
    names(0x5f0f, 'TRAN<BINH', 'BINH'),
    writeTlv(0x5f10, bytes('001099000018')),
    writeTlv(0x5f11, bytes('HÀ ĐÔNG<HÀ NỘI')),
    writeTlv(0x5f2b, bytes('19990515')),
    writeTlv(0x5f42, bytes('12 QUANG TRUNG<HÀ NỘI<')),
  ),
);

describe('DG11', () => {
  test('by its tags, texts in NFC and without fillers', () => {
    expect(parseDg11(dg11)).toEqual({
      name: 'TRẦN QUỐC BÌNH'.normalize('NFC'),
      otherNames: ['TRAN BINH', 'BINH'],
      personalNumber: '001099000018',
      birthDay: '1999-05-15',
      birthPlace: ['HÀ ĐÔNG', 'HÀ NỘI'],
      address: ['12 QUANG TRUNG', 'HÀ NỘI'],
      otherDocuments: [],
    });
  });

  test.each([
    ['packed', '19990515', '1999-05-15'],
    ['a day that is none', '19990230', undefined],
    ['half known', '19990000', undefined],
    ['too short', '1999', undefined],
  ])('a birth day %s', (_, packed, day) => {
    expect(parseDg11(writeTlv(0x6b, writeTlv(0x5f2b, hex(packed))))?.birthDay).toBe(day);
  });

  test('of two fields with one tag the first counts', () => {
    const twice = join(writeTlv(0x5f0e, bytes('A')), writeTlv(0x5f0e, bytes('B')));
    expect(parseDg11(writeTlv(0x6b, twice))?.name).toBe('A');
  });

  test.skipIf(isAbsent)('of the specimen', () => {
    expect(parseDg11(specimen('EF_DG11'))).toMatchObject({
      name: 'Doe John',
      otherNames: ['William'],
      birthDay: '1970-01-01',
      birthPlace: ['TEST', 'TEST'],
      otherDocuments: ['123', '123'],
    });
  });
});

describe('DG12', () => {
  const dg12 = writeTlv(
    0x6c,
    join(
      writeTlv(0x5f19, bytes('CỤC CẢNH SÁT')),
      writeTlv(0x5f26, bytes('20210415')),
      writeTlv(0x5f55, bytes('20210414083000')),
    ),
  );

  test('by its tags', () => {
    expect(parseDg12(dg12)).toEqual({
      authority: 'CỤC CẢNH SÁT',
      issueDay: '2021-04-15',
      otherNames: [],
      personalizedAt: '20210414083000',
    });
  });

  test.skipIf(isAbsent)('of the specimen', () => {
    expect(parseDg12(specimen('EF_DG12'))).toMatchObject({
      authority: 'TEST',
      issueDay: '2024-01-01',
      otherNames: ['William'],
      personalizedAt: '20240101123059',
      personalizedBy: '123',
    });
  });
});

test('DG15 is handed on as the issuer wrote it', () => {
  expect(parseDg15(hex('6F02300A'))).toEqual(hex('300A'));
  expect(parseDg15(hex('6E02300A'))).toBeUndefined();
  expect(parseDg15(hex('6F843000000000'))).toBeUndefined();
});

describe('EF.ATR/INFO and EF.DIR', () => {
  test.each([
    [
      'both lengths',
      '43 01 B8 47 03 941801 7F66 08 0202 0400 0202 0800',
      { isExtended: true, longestAnswer: 2048, longestCommand: 1024 },
    ],
    [
      'three bytes of length',
      '7F66 0A 0203 010000 0203 00FFFF',
      { isExtended: true, longestAnswer: 65535, longestCommand: 65536 },
    ],
    ['capabilities alone', '4703940141', { isExtended: true }],
    ['capabilities without extended length', '4703940101', { isExtended: false }],
    ['fill behind', '4703940141FFFFFFFF', { isExtended: true }],
    ['a length of no bytes', '7F66 04 0200 0200', {}],
    ['nothing', '', {}],
  ])('%s', (_, file, sizes) => expect(parseAtrInfo(hex(file))).toEqual(sizes));

  test('historical bytes', () => {
    expect(sizesInHistoricalBytes(hex('8031B873940141'))).toEqual({ isExtended: true });
    expect(sizesInHistoricalBytes(hex('8073940101'))).toEqual({ isExtended: false });
    expect(sizesInHistoricalBytes(hex('C173940141'))).toEqual({});
    expect(sizesInHistoricalBytes(hex('807394'))).toEqual({});
  });

  test('the historical bytes stand behind whatever interface bytes there are', () => {
    expect(toHex(historicalBytesOf(hex('3B8880010073C840131090009A')))).toBe('0073C84013109000');
    expect(toHex(historicalBytesOf(hex('3B021450')))).toBe('1450');
    expect(historicalBytesOf(hex('3B'))).toHaveLength(0);
  });
});

test.skipIf(isAbsent)("the specimen's zone is a passport's", () => {
  expect(parsePassportDg1(specimen('EF_DG1'), today)).toMatchObject({
    value: { documentNumber: 'C11T002JM', issuer: 'D<<', birthDay: '1996-08-12', name: 'MUSTERMANN ERIKA' },
  });
});

test('no bytes make a parser throw or find more text than there is', () => {
  const files = [
    dg11,
    hex('6C075F5504202104'),
    hex('43 01 B8 47 03 941801 7F66 08 0202 0400 0202 0800'),
    hex('75800000'),
  ];
  fc.assert(
    fc.property(fc.oneof(spoilt(files), fc.uint8Array()), (file) => {
      for (const parse of [parseDg15, parseAtrInfo, historicalBytesOf, sizesInHistoricalBytes]) parse(file);
      const texts = JSON.stringify([parseDg11(file), parseDg12(file)]);
      expect(texts.length).toBeLessThan(1_000 + 6 * file.length);
    }),
    { numRuns: 2_000 },
  );
});
