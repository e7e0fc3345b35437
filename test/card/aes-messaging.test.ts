import { describe, expect, test } from 'vitest';
import { type Command, encodeCommand, parseAnswer } from '../../core/card/apdu.ts';
import { type CipherName, decryptBlocks } from '../../core/card/block-cipher.ts';
import { protect, protectedSend, unprotect } from '../../core/card/messaging.ts';
import { sessionCipher, startSession } from '../../core/card/session-cipher.ts';
import { deriveKeys, pad, unpad } from '../../core/card/session-keys.ts';
import { readTlvs, writeTlv } from '../../core/card/tlv.ts';
import { fail, ok } from '../../core/result.ts';
import { hex, toHex } from './hex.ts';

/** A real chip after PACE with AES-128, as a public test of another reader holds it (no personal data within). */
const keys = () => ({ enc: hex('A8E85E938514EC67AE33CDA3D43D3C48'), mac: hex('27F1ADEB705A049A305B0C619B14B9B3') });
const cipher = sessionCipher('AES-128', keys());
const selectCardSecurity: Command = { cla: 0, ins: 0xa4, p1: 2, p2: 0x0c, data: hex('011D') };
const exchanges = [
  [
    selectCardSecurity,
    '0CA4020C1D87110147EE2E3BD440FB596167F2BB6CD6395E8E08A105747484314BCF00',
    '990290008E085F570BADDD1002D29000',
  ],
  [
    { cla: 0, ins: 0xb0, p1: 0, p2: 0, expect: 4 },
    '0CB000000D9701048E085D283EC183CBB99800',
    '871101D688D27A6D16F03619E76DCB59C1F1EC990290008E08B7DF9A5982BB17299000',
  ],
] as const satisfies [Command, string, string][];

const answerOf = (text: string) => {
  const answer = parseAnswer(hex(text));
  if (!answer.ok) throw new Error('the answer is whole');
  return answer.value;
};

describe('ICAO 9303-11 §9.8.7: AES', () => {
  test('commands and answers of a real chip, byte by byte', async () => {
    const sent: string[] = [];
    const answers = exchanges.map(([, , answer]) => ok(hex(answer)));
    const send = protectedSend(startSession('AES-128', keys()), async (apdu) => {
      sent.push(toHex(apdu));
      return answers.shift()!;
    });
    expect(await send(exchanges[0][0])).toEqual(ok({ data: new Uint8Array(), status: 0x9000 }));
    const begin = await send(exchanges[1][0]);
    if (!begin.ok) throw new Error(begin.fault);
    expect(toHex(begin.value.data)).toBe('30820742');
    expect(sent).toEqual(exchanges.map(([, command]) => command));
  });

  test('MSE:Set AT for chip authentication', () => {
    const one = sessionCipher('AES-128', {
      enc: hex('CC86415F2ED7E8FD663B754265695AE1'),
      mac: hex('581E84B8EE06C4D3EEE30461498D7FB3'),
    });
    const data = hex('800A04007F000702020302028401C3');
    const command = protect(one, 0xbbn, { cla: 0, ins: 0x22, p1: 0x41, p2: 0xa4, data });
    expect(toHex(encodeCommand(command))).toBe(
      '0C2241A41D871101980953D37F67558690045D78A853B18A8E08929767A2CEF172E200',
    );
  });

  test('an answer under AES-256', () => {
    const one = sessionCipher('AES-256', {
      enc: hex('74B94F408BBB2CD92571FD5B6370A94CCE7A2FA42AE3EB4DA47B97CE6EAA24C6'),
      mac: hex('9E28D5D9FF1D979BE752E8926BF0E1D35A440FC0AEFC4AA3BC5610055AC8B113'),
    });
    const plain = one.decrypt(
      hex('00000000000000000000000000000026'),
      hex('42E919C115FAF69350B01813D77A9E8D91912A7F717AFD073F199070E61B79C6'),
    );
    expect(toHex(unpad(plain)!)).toBe('04303130385F36063034303030305C06617563766D6E');
  });

  test('any one bit changed in an answer makes it none', () => {
    const genuine = hex(exchanges[1][2]);
    for (let bit = 0; bit < (genuine.length - 2) * 8; bit++) {
      const changed = genuine.map((byte, index) => (index === bit >> 3 ? byte ^ (1 << (bit & 7)) : byte));
      expect(unprotect(cipher, 4n, answerOf(toHex(changed))), `bit ${bit}`).toEqual(fail('card-unreadable'));
    }
    expect(unprotect(cipher, 4n, answerOf(exchanges[1][2])).ok).toBe(true);
    expect(unprotect(cipher, 3n, answerOf(exchanges[1][2])).ok).toBe(false);
    expect(unprotect(cipher, 4n + (1n << 64n), answerOf(exchanges[1][2])).ok).toBe(false);
  });

  test('the counter starts again from zero after its last value of 16 bytes', async () => {
    const content = hex('99029000');
    const mac = cipher.mac(Uint8Array.of(...new Uint8Array(16), ...content));
    const session = startSession('AES-128', keys(), (1n << 128n) - 2n);
    const send = protectedSend(session, async () => ok(hex(`99029000 8E08 ${toHex(mac)} 9000`)));
    expect(await send(selectCardSecurity)).toEqual(ok({ data: new Uint8Array(), status: 0x9000 }));
  });
});

describe('ICAO 9303-11 §9.7.1: keys', () => {
  test.each<[CipherName, number]>([
    ['3DES', 16],
    ['AES-128', 16],
    ['AES-192', 24],
    ['AES-256', 32],
  ])('%s has %i bytes, other ones to encrypt than to sign', (name, length) => {
    const { enc, mac } = deriveKeys(hex('00'.repeat(32)), name);
    expect([enc.length, mac.length]).toEqual([length, length]);
    expect(enc).not.toEqual(mac);
  });
});

/** A chip's answer to check the objects of a command against: everything under one MAC. */
function objectsOf(command: Command): Record<number, string> {
  const objects = readTlvs(command.data!);
  if (!objects.ok) throw new Error('the command is whole');
  return Object.fromEntries(objects.value.map(({ tag, value }) => [tag, toHex(value)]));
}

describe.each<CipherName>(['3DES', 'AES-128', 'AES-192', 'AES-256'])('ICAO 9303-11 §9.8.4 with %s', (name) => {
  const one = sessionCipher(name, deriveKeys(hex('0123456789ABCDEF'), name));
  const count = Uint8Array.of(...new Uint8Array(one.blockLength - 1), 1);

  test('READ BINARY with odd instruction: its data are objects, without a byte for the padding', () => {
    const data = hex('5403010000');
    const objects = objectsOf(protect(one, 1n, { cla: 0, ins: 0xb1, p1: 0, p2: 0, data, expect: 224 }));
    expect(Object.keys(objects).map(Number)).toEqual([0x85, 0x8e, 0x97].toSorted((a, b) => a - b));
    expect(objects[0x97]).toBe('E0');
    expect(toHex(unpad(one.decrypt(count, hex(objects[0x85]!)))!)).toBe('5403010000');
  });

  test.each([
    ['85', ''],
    ['87', '01'],
  ])('an answer whose data lie under %s', (tag, indicator) => {
    const secret = toHex(one.encrypt(count, pad(hex('5303AABBCC'), one.blockLength)));
    const content = hex(`${toHex(writeTlv(Number.parseInt(tag, 16), hex(indicator + secret)))}99029000`);
    const mac = one.mac(Uint8Array.of(...count, ...content));
    const answer = { data: Uint8Array.of(...content, ...writeTlv(0x8e, mac)), status: 0x9000 };
    expect(unprotect(one, 1n, answer)).toEqual(ok({ data: hex('5303AABBCC'), status: 0x9000 }));
  });

  test.each([
    ['two of the data', '8708AABBCCDDEEFF0011 8708AABBCCDDEEFF0011 99029000'],
    ['the data last', '99029000 850101'],
    ['no status', '850101'],
    ['a short status', '990190'],
    ['an unknown object', '810101 99029000'],
    ['blocks that are not whole', '870201AA 99029000'],
    ['no blocks', '870101 99029000'],
    ['nothing under 85', '8500 99029000'],
    ['another padding', `871102${'AA'.repeat(16)} 99029000`],
  ])('rightly signed, but %s', (_, text) => {
    const content = hex(text);
    const mac = one.mac(Uint8Array.of(...count, ...content));
    const answer = { data: Uint8Array.of(...content, ...writeTlv(0x8e, mac)), status: 0x9000 };
    expect(unprotect(one, 1n, answer)).toEqual(fail('card-unreadable'));
  });

  test('more than 256 bytes wanted: the whole command is extended', () => {
    const long = protect(one, 1n, { cla: 0, ins: 0xb0, p1: 0, p2: 0, expect: 4096 });
    expect(objectsOf(long)[0x97]).toBe('1000');
    const raw = toHex(encodeCommand(long));
    expect(raw.startsWith('0CB0000000000E97021000')).toBe(true);
    expect(raw.endsWith('0000')).toBe(true);
  });

  test('more than 255 bytes sent: extended too', () => {
    const long = protect(one, 1n, { cla: 0, ins: 0x86, p1: 0, p2: 0, data: new Uint8Array(260), expect: 256 });
    const raw = toHex(encodeCommand(long));
    expect(raw.slice(8, 10)).toBe('00');
    expect(raw.endsWith('0000')).toBe(true);
    expect(toHex(long.data!).slice(0, 4)).toBe('8782');
  });
});

test('a chained command keeps its bit under protection', () => {
  expect(protect(cipher, 1n, { cla: 0x10, ins: 0x86, p1: 0, p2: 0, data: hex('7C00') }).cla).toBe(0x1c);
});

test('AES decrypts in the mode and with the IV that are meant', () => {
  const key = hex('2B7E151628AED2A6ABF7158809CF4F3C');
  const secret = hex('7649ABAC8119B246CEE98E9B12E9197D'); // NIST SP 800-38A F.2.1
  const iv = hex('000102030405060708090A0B0C0D0E0F');
  expect(toHex(decryptBlocks('AES-128', key, secret, iv))).toBe('6BC1BEE22E409F96E93D7E117393172A');
});
