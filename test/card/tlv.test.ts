import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { encodeCommand, parseAnswer } from '../../core/card/apdu.ts';
import { findValue, readHeader, readTlvs, writeTlv } from '../../core/card/tlv.ts';
import { fail, ok } from '../../core/result.ts';
import { hex, toHex } from './hex.ts';

const unreadable = fail('card-unreadable');

describe('data objects', () => {
  test('one and two bytes of tag, one to three of length', () => {
    expect(readTlvs(hex('5C0161 5F0102AABB'))).toEqual(
      ok([
        { tag: 0x5c, value: hex('61') },
        { tag: 0x5f01, value: hex('AABB') },
      ]),
    );
    expect(readHeader(hex('6D820190'))).toEqual(ok({ tag: 0x6d, start: 4, length: 0x190 }));
    expect(readHeader(hex('5F1F815A'))).toEqual(ok({ tag: 0x5f1f, start: 4, length: 0x5a }));
  });

  test.each([
    ['a tag alone', '61'],
    ['half a tag', '5F'],
    ['a tag without end', '5FFFFFFFFF00'],
    ['half a length', '6182'],
    ['an indefinite length', '30800000'],
    ['a length of four bytes', '308400000001AA'],
    ['a value cut short', '610561'],
    ['something left over', '6100FF'],
  ])('%s is a fault', (_, bytes) => {
    expect(readTlvs(hex(bytes))).toEqual(unreadable);
  });

  test('what is written is read back, at every length', () => {
    for (const length of [0, 1, 127, 128, 255, 256, 65_535, 65_536]) {
      const value = new Uint8Array(length).fill(7);
      expect(findValue(writeTlv(0x5f1f, value), 0x5f1f)).toEqual(value);
    }
  });

  test('no bytes make the reader throw', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 64 }), (bytes) => {
        expect(typeof readTlvs(bytes).ok).toBe('boolean');
      }),
    );
  });
});

describe('commands and answers', () => {
  const select = { cla: 0, ins: 0xa4, p1: 2, p2: 0x0c };
  test.each([
    ['neither data nor Le', select, '00A4020C'],
    ['Le', { ...select, expect: 4 }, '00A4020C04'],
    ['Le of 256', { ...select, expect: 256 }, '00A4020C00'],
    ['data', { ...select, data: hex('011E') }, '00A4020C02011E'],
    ['data and Le', { ...select, data: hex('011E'), expect: 256 }, '00A4020C02011E00'],
    ['extended Le', { ...select, expect: 4096 }, '00A4020C001000'],
    ['extended Le of 65,536', { ...select, expect: 65_536 }, '00A4020C000000'],
    ['extended data and Le', { ...select, data: hex('011E'), expect: 4096 }, '00A4020C000002011E1000'],
  ])('a command with %s', (_, command, written) => {
    expect(toHex(encodeCommand(command))).toBe(written);
  });

  test('more than 255 bytes of data are written extended', () => {
    expect(toHex(encodeCommand({ ...select, data: new Uint8Array(256) })).slice(0, 14)).toBe('00A4020C000100');
  });

  test('an answer is data and a status word', () => {
    expect(parseAnswer(hex('AABB9000'))).toEqual(ok({ data: hex('AABB'), status: 0x9000 }));
    expect(parseAnswer(hex('6A82'))).toEqual(ok({ data: new Uint8Array(), status: 0x6a82 }));
    expect(parseAnswer(new Uint8Array())).toEqual(fail('card-removed'));
  });
});
