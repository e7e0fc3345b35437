import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseCom } from '../../core/card/com.ts';
import { parseDg1 } from '../../core/card/dg1.ts';
import { parseDg13 } from '../../core/card/dg13.ts';
import { personFromCard } from '../../core/card/person-from-card.ts';
import { writeTlv } from '../../core/card/tlv.ts';
import { fail, ok } from '../../core/result.ts';
import { citizens } from '../fakes/card/citizens.ts';
import { fileIds, filesOf } from '../fakes/card/files.ts';

const today = '2026-11-24';
const citizen = citizens[0]!;
const file = (id: number, of = citizen) => Uint8Array.from(filesOf(of).get(id)!);
const dg1 = () => {
  const parsed = parseDg1(file(fileIds.dg1), today);
  if (!parsed.ok) throw new Error('DG1 is good');
  return parsed.value;
};

const bytes = (text: string) => new TextEncoder().encode(text);
const join = (...parts: Uint8Array[]) => Uint8Array.from(Buffer.concat(parts));
const field = (index: number, ...value: Uint8Array[]) =>
  writeTlv(0x30, join(writeTlv(0x02, Uint8Array.of(index)), ...value));
const dg13 = (...fields: Uint8Array[]) => writeTlv(0x6d, writeTlv(0x30, writeTlv(0x31, join(...fields))));

describe('DG13', () => {
  test.each(citizens.filter((one) => one.hasDg13))('of $name, parents as $parentsShape', (one) => {
    expect(parseDg13(file(fileIds.dg13, one))).toMatchObject({
      idNumber: one.idNumber,
      name: one.name,
      residence: one.address,
      parents: one.parents,
    });
  });

  test('both shapes of the parents are met among the citizens', () => {
    expect(new Set(citizens.map((one) => one.parentsShape)).size).toBe(2);
  });

  test('is read by index: in another order, with fields missing, unknown or empty', () => {
    const name = writeTlv(0x0c, bytes('Trần Quốc Bình'.normalize('NFD')));
    const mixed = dg13(field(99, name), field(14), field(2, name), field(1, writeTlv(0x13, bytes('001054004481'))));
    expect(parseDg13(mixed)).toEqual({ parents: [], name: 'Trần Quốc Bình', idNumber: '001054004481' });
  });

  test.each([
    ['another data group', writeTlv(0x6e, new Uint8Array())],
    ['closed content', writeTlv(0x6d, bytes('algorithm of the authority'))],
    ['nothing', new Uint8Array()],
  ])('%s is no DG13', (_, content) => expect(parseDg13(content)).toBeUndefined());
});

describe('a person from the card', () => {
  const inDg13 = (more: object) => personFromCard(dg1(), { parents: [], ...more });

  test('has the name of the MRZ where there is no DG13', () => {
    expect(personFromCard(dg1(), undefined)).toMatchObject({ value: { name: 'TRAN QUOC BINH', expiryDay: undefined } });
  });

  test('has the name of DG13, in NFC', () => {
    const person = personFromCard(dg1(), parseDg13(file(fileIds.dg13)));
    expect(person).toMatchObject({ value: { name: citizen.name.normalize('NFC') } });
  });

  test('two data groups of two citizens are no card', () => {
    expect(inDg13({ idNumber: '001054004482' })).toEqual(fail('card-unreadable'));
  });

  test('a birth before 1926 has its century from DG13', () => {
    const old = { ...dg1(), birthDay: '2025-02-03' };
    expect(personFromCard(old, { parents: [], birthDay: '03/02/1925' })).toMatchObject({
      value: { birthDay: '1925-02-03' },
    });
    expect(personFromCard(old, { parents: [], birthDay: '04/02/1925' })).toMatchObject({
      value: { birthDay: '2025-02-03' },
    });
  });

  test('a card "Không thời hạn" has no last day', () => {
    const ending = { ...dg1(), expiryDay: '2039-01-01' };
    expect(personFromCard(ending, undefined)).toMatchObject({ value: { expiryDay: '2039-01-01' } });
    expect(personFromCard(ending, { parents: [], expiryDay: 'Không thời hạn' })).toMatchObject({
      value: { expiryDay: undefined },
    });
  });

  test('a zone without twelve digits is no citizen', () => {
    expect(personFromCard({ ...dg1(), optionalData: '<'.repeat(15) }, undefined)).toEqual(fail('card-unreadable'));
  });
});

describe('bytes cut short or changed', () => {
  const parsers = [parseCom, parseDg13, (content: Uint8Array) => parseDg1(content, today)];
  const genuine = Object.values(fileIds).map((id) => file(id));

  test('EF.COM names the data groups', () => expect(parseCom(file(fileIds.com))).toEqual(ok([0x61, 0x75, 0x6d])));

  test('never make a parser throw', () => {
    const spoilt = fc.tuple(fc.constantFrom(...genuine), fc.nat(), fc.nat(255), fc.nat()).map(([from, at, to, cut]) => {
      const changed = from.map((byte, index) => (index === at % from.length ? to : byte));
      return changed.subarray(0, cut % (from.length + 1));
    });
    fc.assert(
      fc.property(fc.oneof(spoilt, fc.uint8Array()), (content) => {
        for (const parse of parsers) parse(content);
      }),
      { numRuns: 2_000 },
    );
  });

  test('a DG1 with one character changed is unreadable or says the same number', () => {
    const content = file(fileIds.dg1);
    for (let at = 0; at < content.length; at++) {
      const parsed = parseDg1(
        content.map((byte, index) => (index === at ? byte ^ 1 : byte)),
        today,
      );
      if (parsed.ok) expect(parsed.value.documentNumber).toBe(dg1().documentNumber);
    }
  });
});
