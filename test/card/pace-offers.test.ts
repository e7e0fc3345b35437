import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { domainOf } from '../../core/card/domains.ts';
import { choosePace } from '../../core/card/pace-offer.ts';
import { assumedCardAccess, parseDg14, parseSecurityInfos } from '../../core/card/security-info.ts';
import { writeTlv } from '../../core/card/tlv.ts';
import { fail } from '../../core/result.ts';
import { hex } from './hex.ts';

const set = (...infos: string[]) => writeTlv(0x31, hex(infos.join('')));
const read = (...infos: string[]) => {
  const parsed = parseSecurityInfos(set(...infos));
  if (!parsed.ok) throw new Error('the infos are whole');
  return parsed.value;
};
/** PACEInfo with these last two arcs, of this version, on this row. */
const pace = (kind: number, suite: number, row = 13, version = 2) =>
  `3012060A04007F0007020204${byte(kind)}${byte(suite)}0201${byte(version)}0201${byte(row)}`;
const byte = (value: number) => value.toString(16).padStart(2, '0');

describe('the Vietnamese card, as assumed', () => {
  const parsed = parseSecurityInfos(assumedCardAccess);
  if (!parsed.ok) throw new Error('the constant is whole');

  test('offers PACE by ECDH with generic mapping and AES-128 on brainpoolP256r1', () => {
    expect(parsed.value.pace).toEqual([
      {
        oid: '0.4.0.127.0.7.2.2.4.2.2',
        oidBytes: hex('04007F00070202040202'),
        agreement: 'ECDH',
        mapping: 'GM',
        cipher: 'AES-128',
        version: 2,
        parameterId: 13,
      },
    ]);
    expect(choosePace(parsed.value.pace)).toBe(parsed.value.pace[0]);
  });

  test('offers chip authentication, and names terminal authentication', () => {
    expect(parsed.value.chipAuthentication).toEqual([
      {
        oid: '0.4.0.127.0.7.2.2.3.2.2',
        oidBytes: hex('04007F00070202030202'),
        agreement: 'ECDH',
        cipher: 'AES-128',
        version: 1,
      },
    ]);
    expect(parsed.value.all.map((one) => one.oid)[0]).toBe('0.4.0.127.0.7.2.2.2');
  });
});

describe('ICAO 9303-11 §9.2', () => {
  test.each([
    [1, 1, 'DH', 'GM', '3DES'],
    [2, 1, 'ECDH', 'GM', '3DES'],
    [2, 3, 'ECDH', 'GM', 'AES-192'],
    [2, 4, 'ECDH', 'GM', 'AES-256'],
    [3, 2, 'DH', 'IM', 'AES-128'],
    [4, 4, 'ECDH', 'IM', 'AES-256'],
    [6, 2, 'ECDH', 'CAM', 'AES-128'],
    [6, 4, 'ECDH', 'CAM', 'AES-256'],
  ])('PACE %i.%i is %s, %s, %s', (kind, suite, agreement, mapping, cipher) => {
    expect(read(pace(kind, suite)).pace).toMatchObject([{ agreement, mapping, cipher }]);
  });

  test.each([
    ['an unknown mapping', pace(5, 2)],
    ['an unknown cipher', pace(2, 5)],
    ['Triple-DES with chip authentication mapping', pace(6, 1)],
    ['version 1', pace(2, 2, 13, 1)],
    ['a row beyond the table', pace(2, 2, 32)],
    ['no row', '300F060A04007F00070202040202020102'],
    ['a row that is no number', '3011060A04007F000702020402020201020400'],
    ['another arc below', '3013060B04007F0007020204020201020102020 10D'.replace(' ', '')],
  ])('%s is passed over, and stays in the list', (_, info) => {
    const infos = read(info);
    expect(infos.pace).toEqual([]);
    expect(infos.all).toHaveLength(1);
  });

  test('active authentication says how it signs', () => {
    const infos = read('30150606678108010105020101060804007F0007010104');
    expect(infos.activeAuthentication).toEqual([{ signatureOid: '0.4.0.127.0.7.1.1.4' }]);
  });

  test('a key of chip authentication keeps its bytes as they came', () => {
    // The inner SEQUENCE writes its length in the longer form.
    const spki = '30810730050603010203';
    expect(read(`3015060904007F000702020102${spki}`).chipKeys).toEqual([{ agreement: 'ECDH', spki: hex(spki) }]);
  });

  test('DG14 is the same under its tag', () => {
    const infos = parseDg14(writeTlv(0x6e, set(pace(2, 2))));
    expect(infos.ok && infos.value.pace).toHaveLength(1);
    expect(parseDg14(set(pace(2, 2)))).toEqual(fail('card-unreadable'));
  });

  test.each([
    ['nothing', ''],
    ['an empty set', '3100'],
    ['a sequence', '30143012060A04007F0007020204020202010202010D'],
    ['bytes left over', '31143012060A04007F0007020204020202010202010D00'],
    ['bytes missing', '31143012060A04007F00070202040202020102020 1'.replace(' ', '')],
    ['an info without a value', '310C300A060804007F0007020202'],
    ['an info without a name', '31053003020101'],
    ['an info of four parts', '3111300F060404007F00020101020101020101'],
    ['one good info and one that is none', '311631143012060A04007F00070202040202020102'],
  ])('%s is unreadable', (_, text) => {
    expect(parseSecurityInfos(hex(text))).toEqual(fail('card-unreadable'));
  });

  test('more infos than a card can mean are unreadable', () => {
    const many = Array.from({ length: 65 }, () => pace(2, 2));
    expect(parseSecurityInfos(set(...many)).ok).toBe(false);
    expect(parseSecurityInfos(set(...many.slice(1))).ok).toBe(true);
  });

  test('garbage never throws', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 80 }), fc.nat(80), (bytes, at) => {
        parseSecurityInfos(bytes);
        parseSecurityInfos(writeTlv(0x31, bytes));
        parseSecurityInfos(assumedCardAccess.map((byte, index) => (index === at ? (bytes[0] ?? 0) : byte)));
      }),
      { numRuns: 2000 },
    );
  });
});

describe('of several offers', () => {
  const chosen = (...infos: string[]) => choosePace(read(...infos).pace)?.oid.slice(-3);
  test('the one that proves the chip is taken, then generic mapping', () => {
    expect(chosen(pace(4, 2), pace(2, 2), pace(6, 2))).toBe('6.2');
    expect(chosen(pace(4, 2), pace(2, 2))).toBe('2.2');
    expect(chosen(pace(2, 4), pace(2, 2))).toBe('2.4');
  });

  test('Triple-DES comes last, unknown parameters never', () => {
    expect(chosen(pace(2, 1), pace(4, 2))).toBe('4.2');
    expect(chosen(pace(2, 1))).toBe('2.1');
    expect(chosen(pace(6, 2, 14), pace(2, 1))).toBe('2.1');
    expect(chosen(pace(2, 2, 8), pace(2, 2, 0), pace(1, 2, 13))).toBeUndefined();
  });
});

describe('ICAO 9303-11 §9.5.1: domain parameters', () => {
  test.each([0, 1, 2, 12, 13, 15, 16, 17, 18])('row %i: the base reaches every element and then nothing', (row) => {
    const domain = domainOf(row)!;
    expect(domain.isElement(domain.base)).toBe(true);
    const last = domain.multiply(domain.base, domain.order - 1n)!;
    expect(domain.multiply(domain.base, -1n)).toEqual(last);
    expect(domain.add(domain.base, last)).toBeUndefined();
    expect(domain.multiply(domain.base, domain.order)).toBeUndefined();
    expect(domain.add(domain.base, domain.base)).toEqual(domain.multiply(domain.base, 2n));
  });

  test.each([12, 13, 15, 16, 17, 18])('row %i: any number becomes a point, but for those without an image', (row) => {
    const domain = domainOf(row)!;
    for (const number of [2n, 3n, 0x1234_5678_9abcn, domain.field - 2n]) {
      expect(domain.isElement(domain.mapNumber(number)!)).toBe(true);
    }
    for (const number of [0n, 1n, domain.field - 1n]) expect(domain.mapNumber(number)).toBeUndefined();
  });
});
