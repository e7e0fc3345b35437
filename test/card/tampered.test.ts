import fc from 'fast-check';
import { expect, test } from 'vitest';
import { protectedSend } from '../../core/card/messaging.ts';
import { startSession } from '../../core/card/session-cipher.ts';
import { fail, ok } from '../../core/result.ts';
import { hex } from './hex.ts';

const keys = { enc: hex('979EC13B1CBFE9DCD01AB0FED307EAE5'), mac: hex('F1CB1F1FB5ADF208806B89DC579DC1F8') };
const session = startSession('3DES', keys, 0x887022120c06c228n);
/** The first bytes of EF.COM in ICAO 9303-11 Appendix D.4. */
const genuine = hex('8709019FF0EC34F9922651990290008E08AD55CC17140B2DED9000');
const read = { cla: 0, ins: 0xb0, p1: 0, p2: 0, expect: 4 };
const receive = (raw: Uint8Array) => protectedSend(session, async () => ok(raw))(read);
const unreadable = fail('card-unreadable');

test('the genuine answer is taken', async () => {
  expect(await receive(genuine)).toEqual(ok({ data: hex('60145F01'), status: 0x9000 }));
});

test('any one bit changed in what the MAC protects makes it no answer', async () => {
  const inside = genuine.length - 2;
  for (let bit = 0; bit < inside * 8; bit++) {
    const tampered = genuine.map((byte, index) => (index === bit >> 3 ? byte ^ (1 << (bit & 7)) : byte));
    expect(await receive(tampered), `bit ${bit}`).toEqual(unreadable);
  }
});

test.each([
  ['all is well, but unsigned', '9000'],
  ['a status without its MAC', '99029000 9000'],
  ['data without a MAC', '8709019FF0EC34F9922651 99029000 9000'],
  ['a MAC over nothing', '8E08AD55CC17140B2DED 9000'],
  ['objects in another order', '8E08AD55CC17140B2DED 8709019FF0EC34F9922651 99029000 9000'],
  ['an object that does not belong', '8709019FF0EC34F9922651 99029000 8501AA 8E08AD55CC17140B2DED 9000'],
])('%s is no answer', async (_, raw) => {
  expect(await receive(hex(raw))).toEqual(unreadable);
});

test('a refusal may come without protection: it says nothing that could be believed wrongly', async () => {
  expect(await receive(hex('6982'))).toEqual(ok({ data: new Uint8Array(), status: 0x6982, isUnprotected: true }));
});

test('no bytes at all can be made into an answer', async () => {
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ minLength: 3, maxLength: 300 }), async (raw) => {
      expect(await receive(raw)).toEqual(unreadable);
    }),
  );
});

test('fewer than two bytes are a card that is gone', async () => {
  for (const raw of ['', '90']) expect(await receive(hex(raw))).toEqual(fail('card-removed'));
});
