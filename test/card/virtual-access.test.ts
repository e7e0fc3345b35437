import { createECDH } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { Chip } from '../fakes/card/chip.ts';
import { staticKey } from '../fakes/card/chip-keys.ts';
import { citizens } from '../fakes/card/citizens.ts';
import { accessText } from '../fakes/card/codes.ts';
import { curves } from '../fakes/card/curves.ts';
import { numberFrom, pointBytes, pointFrom, times } from '../fakes/card/points.ts';
import type { Making, PaceMaking } from '../fakes/card/profile.ts';
import { sessionKeys, suites } from '../fakes/card/suites.ts';
import { tlv } from '../fakes/card/tlv.ts';
import { unpad } from '../fakes/card/triple-des.ts';
import { hex, Terminal, word } from './virtual-terminal.ts';

const citizen = citizens[0]!;
const can = citizen.idNumber.slice(-6);
const application = hex('a0000002471001');
const cardAccess =
  '3134300d060804007f0007020202020101300f060a04007f000702020302020201013012060a04007f0007020204020202010202010d';

function opened(making: Making = {}, kind: 'can' | 'mrz' = 'can') {
  const chip = new Chip(citizen, making);
  const terminal = new Terminal(chip);
  expect(terminal.open(making.pace ?? {}, kind, kind === 'can' ? can : accessText(citizen))).toBe('9000');
  expect(word(terminal.ask('00a4040c', application))).toBe('9000');
  return { chip, terminal };
}

describe('PACE', () => {
  const cases = (['generic', 'integrated', 'chip-authentication'] as const).flatMap((mapping) =>
    (['3des', 'aes-128', 'aes-192', 'aes-256'] as const).flatMap((cipher) =>
      mapping === 'chip-authentication' && cipher === '3des' ? [] : [{ mapping, cipher }],
    ),
  );
  test.each<Partial<PaceMaking>>(cases)('$mapping with $cipher opens, and DG1 is read', (pace) => {
    const { terminal } = opened({ pace });
    expect(terminal.ask('00b08100', undefined, 5)).toEqual(hex('615d5f1f5a9000'));
  });

  test.each(Object.keys(curves) as (keyof typeof curves)[])('over %s, both mappings, by MRZ', (curve) => {
    expect(opened({ pace: { curve } }, 'mrz').chip.keySteps).toBe(2);
    opened({ pace: { curve, mapping: 'integrated' } }, 'mrz');
  });

  test('with chip authentication mapping the proof fits the key in EF.CardSecurity; that of a clone does not', () => {
    const curve = curves.brainpoolP256r1;
    const holds = (isClone: boolean) => {
      const { terminal } = opened({ isClone, pace: { mapping: 'chip-authentication' } });
      const { enc, mapKey, proof } = terminal.cam!;
      const suite = suites['aes-128'];
      const scalar = numberFrom(unpad(suite.decrypt(enc, proof, suite.vector(enc, Buffer.alloc(16, 0xff)))));
      const named = pointFrom(curve, staticKey('brainpoolP256r1').point)!;
      return pointBytes(curve, times(curve, scalar, named)).equals(mapKey);
    };
    expect([holds(false), holds(true)]).toEqual([true, false]);
  });

  test('a wrong password says 6300, or is counted until the chip is blocked', () => {
    expect(new Terminal(new Chip(citizen)).open({}, 'can', '000000')).toBe('6300');
    const counting = new Terminal(new Chip(citizen, { pace: { tries: 2 } }));
    expect(counting.open({}, 'can', '000000')).toBe('63c1');
    expect(counting.open({}, 'can', can)).toBe('9000');
    for (const said of ['63c1', '63c0', '6983']) expect(counting.open({}, 'can', '000000')).toBe(said);
  });

  test('a broken one fails with the right password, and one without it does not know the command', () => {
    expect(new Terminal(new Chip(citizen, { pace: { isBroken: true } })).open({}, 'can', can)).toBe('6300');
    expect(new Terminal(new Chip(citizen, { access: 'bac' })).open({}, 'can', can)).toBe('6d00');
    expect(new Terminal(new Chip(citizen)).open({ cipher: 'aes-256' }, 'can', can)).toBe('6a80');
  });

  test('without BAC there is no challenge', () => {
    const terminal = new Terminal(new Chip(citizen, { access: 'pace' }));
    terminal.plain('00a4040c', application, '');
    expect(word(terminal.plain('00840000', undefined, '08').subarray(-2))).toBe('6d00');
  });
});

describe('EF.CardAccess', () => {
  test('is what Vietnamese cards have, by identifier and by short identifier', () => {
    const chip = new Chip(citizen);
    expect(word(chip.answer(hex('00a4020c02011c')))).toBe('9000');
    expect(chip.answer(hex('00b0000036'))).toEqual(hex(`${cardAccess}9000`));
    expect(new Chip(citizen).answer(hex('00b09c0036'))).toEqual(hex(`${cardAccess}9000`));
  });

  test('may be hidden, and the master file selectable', () => {
    expect(word(new Chip(citizen, { cardAccess: 'hidden' }).answer(hex('00b09c0036')))).toBe('6a82');
    expect(word(new Chip(citizen, { masterFile: 'selectable' }).answer(hex('00a4000c023f00')))).toBe('9000');
  });
});

describe('reading', () => {
  test('long answers under AES, in one extended command', () => {
    const { terminal } = opened();
    expect(terminal.ask('00b08200', undefined, 15_848)).toHaveLength(15_850);
  });

  test('far offsets by the odd instruction', () => {
    const { terminal } = opened({ portrait: { fileBytes: 40_000 } });
    const part = terminal.ask('00b10002', tlv(0x54, hex('9c3e')), 4);
    expect(part).toEqual(hex('5302ffd99000'));
    expect(word(terminal.ask('00b10000', tlv(0x54, hex('9c40')), 4))).toBe('6b00');
  });

  test.each([
    ['6700', '6700'],
    ['6Cxx', '6c64'],
    ['cut', '9000'],
  ] as const)('more than it gives: %s', (tooMuch, said) => {
    const { terminal } = opened({ answers: { most: 100, tooMuch } });
    expect(word(terminal.ask('00b08200', undefined, 101))).toBe(said);
    expect(terminal.ask('00b08200', undefined, 100)).toHaveLength(102);
  });

  test('a refusal may end the session, and extended commands may be none of its business', () => {
    const { terminal } = opened({ answers: { most: 100, tooMuch: '6700-and-ends' } });
    expect(terminal.ask('00b08200', undefined, 200)).toEqual(hex('6700'));
    expect(terminal.ask('00b08200', undefined, 100)).toEqual(hex('6882'));
    const short = opened({ answers: { takesExtended: false } });
    expect(short.terminal.ask('00b08200', undefined, 1000)).toEqual(hex('6700'));
  });

  test('in pieces', () => {
    const chip = new Chip(citizen, { answers: { piece: 20 } });
    const first = chip.answer(hex('00b09c0036'));
    expect(word(first)).toBe('6122');
    const second = chip.answer(hex('00c0000022'));
    expect(word(second)).toBe('610e');
    const all = [first, second, chip.answer(hex('00c000000e'))].map((one) => one.subarray(0, -2));
    expect(Buffer.concat(all)).toEqual(hex(cardAccess));
    expect(word(chip.answer(hex('00c0000000')))).toBe('6d00');
  });

  test('a growing file is never at its end', () => {
    const { terminal } = opened({ growing: 'dg1' });
    expect(terminal.ask('00b08100', undefined, 4)).toEqual(hex('615d5f1f9000'));
    expect(terminal.ask('00b08100', undefined, 4)).toEqual(hex('6182015d9000'));
  });
});

describe('chip authentication', () => {
  const kinds = [
    { cipher: '3des', curve: 'P-256' },
    { cipher: 'aes-128', curve: 'brainpoolP256r1' },
    { cipher: 'aes-256', curve: 'brainpoolP512r1' },
  ] as const;

  test.each(kinds)('$cipher over $curve begins again under new keys', (chipAuthentication) => {
    const { chip, terminal } = opened({ chipAuthentication });
    const { cipher, curve } = chipAuthentication;
    expect(terminal.authenticateChip(cipher, staticKey(curve).point)).toBe('9000');
    expect(word(terminal.ask('00b08100', undefined, 5))).toBe('9000');
    expect(chip.keySteps).toBe(3);
  });

  test.each(kinds)('a clone answers to $cipher, but has other keys', (chipAuthentication) => {
    const { terminal } = opened({ chipAuthentication, isClone: true });
    expect(terminal.authenticateChip(chipAuthentication.cipher, staticKey(chipAuthentication.curve).point)).toBe(
      '9000',
    );
    expect(terminal.ask('00b08100', undefined, 5)).toEqual(hex('6988'));
  });

  test('agrees on the keys of a published trace', () => {
    const pair = createECDH('brainpoolP256r1');
    pair.setPrivateKey(hex('80ebafc8a51becd4d90bb640ee38c9fd5c12748d28aaa37096b98c4533c4f5f5'));
    const secret = pair.computeSecret(
      hex(
        '041983917269ac877c0b61544c2c022000d2a5aba723e2d80141e648b40911dc3459761f27480e4b57181a53d8fe1190ea86c939ac14363178caffc621f0f905c3',
      ),
    );
    expect(sessionKeys(suites['aes-128'], secret)).toEqual({
      enc: hex('c8e27260efd3f318d18c080cbf11c7e6'),
      mac: hex('a942190365204a21409eb28b52bf9160'),
    });
  });
});
