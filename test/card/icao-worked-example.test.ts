import { describe, expect, test } from 'vitest';
import { type Command, encodeCommand, parseAnswer } from '../../core/card/apdu.ts';
import { accessKeys, authenticationRequest, openSession } from '../../core/card/bac.ts';
import { parseCom } from '../../core/card/com.ts';
import { protect, protectedSend, unprotect } from '../../core/card/messaging.ts';
import { checkDigit, parseTd1 } from '../../core/card/mrz.ts';
import { sessionCipher, startSession } from '../../core/card/session-cipher.ts';
import { deriveKeys, retailMac } from '../../core/card/session-keys.ts';
import { fail, ok } from '../../core/result.ts';
import { hex, toHex } from './hex.ts';

/** ICAO 9303-11 Appendix D, with its invented traveller. */
const mrz = { documentNumber: 'L898902C<', birthDay: '1969-08-06', expiryDay: '1994-06-23' };
const attempt = {
  chipNonce: hex('4608F91988702212'),
  nonce: hex('781723860C06C226'),
  keyShare: hex('0B795240CB7049B01C19B33E32804F0B'),
};
const chipAnswer = hex('46B9342A41396CD7386BF5803104D7CEDC122B9132139BAF2EEDC94EE178534F2F2D235D074D7449');
const keys = { enc: hex('979EC13B1CBFE9DCD01AB0FED307EAE5'), mac: hex('F1CB1F1FB5ADF208806B89DC579DC1F8') };
const cipher = sessionCipher('3DES', keys);
const session = startSession('3DES', keys, 0x887022120c06c226n);
const selectCom: Command = { cla: 0, ins: 0xa4, p1: 2, p2: 0x0c, data: hex('011E') };

/** Each command of D.4 with its protected form, the chip's answer and what that answer holds. */
const exchanges = [
  [selectCom, '0CA4020C158709016375432908C044F68E08BF8B92D635FF24F800', '990290008E08FA855A5D4C50A8ED9000', ''],
  [
    { cla: 0, ins: 0xb0, p1: 0, p2: 0, expect: 4 },
    '0CB000000D9701048E08ED6705417E96BA5500',
    '8709019FF0EC34F9922651990290008E08AD55CC17140B2DED9000',
    '60145F01',
  ],
  [
    { cla: 0, ins: 0xb0, p1: 0, p2: 4, expect: 18 },
    '0CB000040D9701128E082EA28A70F3C7B53500',
    '871901FB9235F4E4037F2327DCC8964F1F9B8C30F42C8E2FFF224A990290008E08C8B2787EAEA07D749000',
    '04303130365F36063034303030305C026175',
  ],
] as const satisfies [Command, string, string, string][];

describe('D.1 and D.2: keys', () => {
  test('a seed gives both keys, with odd parity', () => {
    const keys = deriveKeys(hex('239AB9CB282DAF66231DC5A4DF6BFBAE'));
    expect([toHex(keys.enc), toHex(keys.mac)]).toEqual([
      'AB94FDECF2674FDFB9B391F85D7F76F2',
      '7962D9ECE03D1ACD4C76089DCE131543',
    ]);
  });

  test('the MRZ gives the same keys', () => {
    expect(accessKeys(mrz)).toEqual(deriveKeys(hex('239AB9CB282DAF66231DC5A4DF6BFBAE')));
  });

  test('a TD1 zone gives the same information', () => {
    const lines = [
      'I<UTOD231458907<<<<<<<<<<<<<<<',
      '7408122F1204159UTO<<<<<<<<<<<6',
      'ERIKSSON<<ANNA<MARIA<<<<<<<<<<',
    ];
    expect(parseTd1(lines.join(''), '2026-11-24')).toMatchObject({
      documentNumber: 'D23145890',
      birthDay: '1974-08-12',
      expiryDay: '2012-04-15',
      sex: 'female',
      name: 'ERIKSSON ANNA MARIA',
    });
  });
});

describe('D.3: authentication', () => {
  test('EXTERNAL AUTHENTICATE', () => {
    expect(toHex(authenticationRequest(accessKeys(mrz), attempt))).toBe(
      '72C29C2371CC9BDB65B779B8E8D37B29ECC154AA56A8799FAE2F498F76ED92F25F1448EEA8AD90A7',
    );
  });

  test("the chip's answer opens the session", () => {
    const opened = openSession(accessKeys(mrz), attempt, chipAnswer);
    expect(opened).toMatchObject(ok({ cipher: { name: '3DES', keys }, counter: 0x887022120c06c226n }));
  });

  test.each(Array.from({ length: 40 }, (_, at) => at))('an answer changed in byte %i opens nothing', (at) => {
    const changed = chipAnswer.map((byte, index) => (index === at ? byte ^ 1 : byte));
    expect(openSession(accessKeys(mrz), attempt, changed)).toEqual(fail('card-unreadable'));
  });

  test('an answer to another nonce opens nothing', () => {
    const other = { ...attempt, nonce: hex('781723860C06C227') };
    expect(openSession(accessKeys(mrz), other, chipAnswer)).toEqual(fail('card-unreadable'));
    expect(openSession(accessKeys(mrz), attempt, chipAnswer.subarray(1))).toEqual(fail('card-unreadable'));
  });
});

describe('D.4: secure messaging', () => {
  test.each(exchanges.map((one, index) => [index, ...one] as const))(
    'exchange %i: command, counter and answer',
    (index, command, sent, received, data) => {
      const counter = session.counter + 2n * BigInt(index) + 1n;
      expect(toHex(encodeCommand(protect(cipher, counter, command)))).toBe(sent);
      const answer = parseAnswer(hex(received));
      if (!answer.ok) throw new Error('the answer is whole');
      expect(unprotect(cipher, counter + 1n, answer.value)).toEqual(ok({ data: hex(data), status: 0x9000 }));
    },
  );

  test('the whole conversation, and the EF.COM that it reads', async () => {
    const answers = exchanges.map(([, , received]) => ok(hex(received)));
    const send = protectedSend(session, async () => answers.shift()!);
    const got: string[] = [];
    for (const [command] of exchanges) {
      const answer = await send(command);
      if (answer.ok) got.push(toHex(answer.value.data));
    }
    expect(parseCom(hex(got.join('')))).toEqual(ok([0x61, 0x75]));
  });

  test('an answer under another counter is no answer', async () => {
    const send = protectedSend({ ...session, counter: session.counter + 1n }, async () => ok(hex(exchanges[0][2])));
    expect(await send(selectCom)).toEqual(fail('card-unreadable'));
  });
});

test('the counter starts again from zero after its last value', async () => {
  const content = hex('99029000');
  const mac = retailMac(keys.mac, Buffer.concat([Buffer.alloc(8), content]));
  const send = protectedSend(startSession('3DES', keys, 0xfffffffffffffffen), async () =>
    ok(hex(`99029000 8E08 ${toHex(mac)} 9000`)),
  );
  expect(await send(selectCom)).toEqual(ok({ data: new Uint8Array(), status: 0x9000 }));
});

test('check digits of ICAO 9303-3 §4.9', () => {
  expect(['520727', 'AB2134<<<', 'L898902C<'].map(checkDigit)).toEqual(['3', '5', '3']);
});
