import { invert } from '@noble/curves/abstract/modular.js';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { encryptBlocks } from '../../core/card/block-cipher.ts';
import { domainOf } from '../../core/card/domains.ts';
import { openPace } from '../../core/card/pace.ts';
import { isChipProved } from '../../core/card/pace-cam.ts';
import { writeTlv } from '../../core/card/tlv.ts';
import { fail } from '../../core/result.ts';
import { hex, toHex } from './hex.ts';
import { camKeyInfo, dhGm, dhIm, ecdhCam, ecdhGm, ecdhIm, type PaceExample, paceExamples } from './pace-examples.ts';
import { chipOf, dataOf, drawOf, offerOf, open } from './pace-replay.ts';

const unreadable = fail('card-unreadable');
const steps = ['MSE:Set AT', 'the nonce', 'the mapping', 'the key', 'the token'];
const sentBy = (example: PaceExample, step: number) => dataOf(hex(`${example.exchanges[step]![0].slice(10, -2)}9000`));

/** Opens the example, but with another answer at one step. */
function withAnswer(example: PaceExample, at: number, answer: Uint8Array) {
  return open(example, chipOf(example, (one, step) => (step === at ? answer : one)).send);
}

/** The same with another object in the dynamic authentication data. */
const withObject = (example: PaceExample, at: number, tag: number, value: Uint8Array) =>
  withAnswer(example, at, hex(`${toHex(writeTlv(0x7c, writeTlv(tag, value)))}9000`));

describe('a wrong access key', () => {
  test.each(['6300', '63C2', '63C0'])('the chip refuses our token with %s', async (word) => {
    expect(await withAnswer(ecdhGm, 4, hex(word))).toEqual(fail('access-key-wrong'));
  });

  test('with another password the generators differ, and the token of the chip is not taken', async () => {
    const { send, sent } = chipOf(ecdhGm);
    const opened = await openPace(send, offerOf(ecdhGm), { kind: 'can', digits: '123456' }, { random: drawOf(ecdhGm) });
    expect(opened).toEqual(unreadable);
    expect(sent[0]).toContain('830102');
    expect(sent[3]).not.toBe(ecdhGm.exchanges[3]![0]);
  });

  test('a warning that few tries are left does not stop the attempt', async () => {
    expect((await withAnswer(ecdhGm, 0, hex('63C1'))).ok).toBe(true);
  });
});

describe('what the chip must not send', () => {
  const curve = domainOf(13)!;
  const notOnCurve = (() => {
    const point = Uint8Array.from(curve.base);
    point[64]! ^= 1;
    return point;
  })();
  const points: [string, Uint8Array][] = [
    ['a point beside the curve', notOnCurve],
    ['the point at infinity', hex('00')],
    ['infinity at full length', new Uint8Array(65)],
    ['a compressed point', Uint8Array.of(2, ...curve.base.subarray(1, 33))],
    ['coordinates above the prime', Uint8Array.of(4, ...new Uint8Array(64).fill(0xff))],
    ['nothing', new Uint8Array()],
    ['a point of a longer curve', domainOf(16)!.base],
    ['a point and more', Uint8Array.of(...curve.base, 0)],
  ];

  test.each(points)('as its key of the mapping: %s', async (_, point) => {
    expect(await withObject(ecdhGm, 2, 0x82, point)).toEqual(unreadable);
  });

  test.each(points)('as its key: %s', async (_, point) => {
    expect(await withObject(ecdhGm, 3, 0x84, point)).toEqual(unreadable);
    expect(await withObject(ecdhIm, 3, 0x84, point)).toEqual(unreadable);
  });

  const p = domainOf(0)!.field;
  const residue = (value: bigint) => hex(value.toString(16).padStart(256, '0'));
  test.each([
    ['zero', residue(0n)],
    ['one', residue(1n)],
    ['p - 1', residue(p - 1n)],
    ['p', residue(p)],
    ['a residue outside the subgroup', residue(2n)],
    ['a short one', hex('05')],
  ])('as its residue: %s', async (_, value) => {
    expect(await withObject(dhGm, 2, 0x82, value)).toEqual(unreadable);
    expect(await withObject(dhGm, 3, 0x84, value)).toEqual(unreadable);
    expect(await withObject(dhIm, 3, 0x84, value)).toEqual(unreadable);
  });

  test('our own keys, sent back', async () => {
    const own = (at: number) => hex(ecdhGm.exchanges[at]![0].slice(18, -2));
    expect(own(3)).toHaveLength(65);
    expect(await withObject(ecdhGm, 2, 0x82, own(2))).toEqual(unreadable);
    expect(await withObject(ecdhGm, 3, 0x84, own(3))).toEqual(unreadable);
  });

  test('our own token, sent back', async () => {
    expect(await withObject(ecdhGm, 4, 0x86, sentBy(ecdhGm, 4).slice(4))).toEqual(unreadable);
  });

  test('a nonce that is nothing modulo the order', async () => {
    const key = hex('89DED1B26624EC1E634C1989302849DD');
    for (const nonce of ['00'.repeat(16), curve.order.toString(16)]) {
      expect(await withObject(ecdhGm, 1, 0x80, encryptBlocks('AES-128', key, hex(nonce)))).toEqual(unreadable);
    }
  });

  test('a key of the mapping that leads to infinity', async () => {
    const nonce = BigInt('0x3F00C4D39D153F2B2A214A078D899B22');
    const own = BigInt(`0x${ecdhGm.drawn[0]}`);
    const chips = curve.multiply(curve.base, -nonce * invert(own, curve.order));
    expect(await withObject(ecdhGm, 2, 0x82, chips!)).toEqual(unreadable);
  });

  test.each(['', '00', '11'.repeat(8), '11'.repeat(15), '11'.repeat(17), '11'.repeat(80)])(
    'a nonce of %s',
    async (nonce) => {
      expect(await withObject(ecdhGm, 1, 0x80, hex(nonce))).toEqual(unreadable);
      expect(await withObject(ecdhIm, 1, 0x80, hex(nonce))).toEqual(unreadable);
    },
  );

  test('with the integrated mapping, a nonce of another length', async () => {
    expect(await withObject(ecdhIm, 1, 0x80, hex('11'.repeat(32)))).toEqual(unreadable);
  });

  test('a token that is wrong in any bit, short or empty', async () => {
    const token = hex('3ABB9674BCE93C08');
    for (let bit = 0; bit < 64; bit++) {
      const wrong = token.map((byte, index) => (index === bit >> 3 ? byte ^ (1 << (bit & 7)) : byte));
      expect(await withObject(ecdhGm, 4, 0x86, wrong), `bit ${bit}`).toEqual(unreadable);
    }
    expect(await withObject(ecdhGm, 4, 0x86, token.slice(0, 7))).toEqual(unreadable);
    expect(await withObject(ecdhGm, 4, 0x86, new Uint8Array())).toEqual(unreadable);
  });

  test('no chip authentication data, or broken ones, where the mapping promises them', async () => {
    const token = writeTlv(0x86, hex('8596CF055C67C1A3'));
    const say = (more: Uint8Array) =>
      withAnswer(ecdhCam, 4, hex(`${toHex(writeTlv(0x7c, Uint8Array.of(...token, ...more)))}9000`));
    expect(await say(new Uint8Array())).toEqual(unreadable);
    for (const length of [0, 8, 15, 16, 17, 32, 48]) {
      expect(await say(writeTlv(0x8a, new Uint8Array(length).fill(1))), `${length} bytes`).toEqual(unreadable);
    }
  });
});

describe('a refusal', () => {
  const words = ['6982', '6985', '6A80', '6A88', '6D00', '6700', '6F00', '9001'];
  test.each(steps.map((name, at) => [name, at] as const))('at %s', async (_, at) => {
    for (const word of words) expect(await withAnswer(ecdhGm, at, hex(word)), word).toEqual(unreadable);
    if (at < 4) expect(await withAnswer(ecdhGm, at, hex('6300')), '6300').toEqual(unreadable);
  });

  test.each(steps.map((name, at) => [name, at] as const))('the card is taken away at %s', async (_, at) => {
    expect(await withAnswer(ecdhGm, at, new Uint8Array(at % 2))).toEqual(fail('card-removed'));
    const { send } = chipOf(ecdhGm);
    let step = 0;
    const lost = await open(ecdhGm, async (command) => (step++ === at ? fail('reader-lost') : send(command)));
    expect(lost).toEqual(fail('reader-lost'));
  });

  test('parameters that the kiosk does not know, or of the wrong kind, are not even asked for', async () => {
    const { send, sent } = chipOf(ecdhGm);
    const key = { kind: 'can', digits: '123456' } as const;
    for (const parameterId of [0, 2, 3, 8, 14, 19, 31]) {
      const pace = { ...offerOf(ecdhGm), parameterId };
      expect(await openPace(send, pace, key, { random: drawOf(ecdhGm) })).toEqual(unreadable);
    }
    expect(sent).toEqual([]);
  });
});

describe('anything at all', () => {
  const camKey = hex(camKeyInfo.slice(-136, -6));
  const ways = fc.constantFrom<(bytes: Uint8Array, at: number, by: number) => Uint8Array>(
    (bytes, at, by) => bytes.map((byte, index) => (index === at % bytes.length ? byte ^ (by || 1) : byte)),
    (bytes, at) => bytes.subarray(0, at % bytes.length),
    (bytes, at, by) => Uint8Array.of(...bytes.subarray(0, at % bytes.length), by, ...bytes.subarray(at % bytes.length)),
    (bytes, at) => bytes.filter((_, index) => index !== at % bytes.length),
  );
  const garbage = fc.uint8Array({ maxLength: 300 });
  const examples = fc.constantFrom(...paceExamples);
  /** The chip authentication data lie outside the tokens: changed, they open a session that proves nothing. */
  const never = async (example: PaceExample, at: number, answer: Uint8Array) => {
    const opened = await withAnswer(example, at, answer);
    const proof = opened.ok && opened.value.camProof;
    const isTaken = proof ? isChipProved(proof, camKey) : opened.ok;
    expect(isTaken, `${example.section}, step ${at}: ${toHex(answer)}`).toBe(false);
  };

  test('a changed answer never opens and never throws', async () => {
    const draw = fc.tuple(examples, fc.integer({ min: 1, max: 4 }), ways, fc.nat(400), fc.nat(255));
    await fc.assert(
      fc.asyncProperty(draw, async ([example, at, change, where, by]) => {
        const right = hex(example.exchanges[at]![1]);
        const changed = change(right, where, by);
        const isMappingOfIm = at === 2 && offerOf(example).mapping === 'IM';
        const isSame = toHex(changed) === toHex(right);
        fc.pre(!isMappingOfIm && !isSame);
        await never(example, at, changed);
      }),
      { numRuns: 300 },
    );
  });

  test('garbage never opens and never throws', async () => {
    const draw = fc.tuple(examples, fc.integer({ min: 1, max: 4 }), garbage, fc.boolean());
    await fc.assert(
      fc.asyncProperty(draw, async ([example, at, bytes, isWrapped]) => {
        fc.pre(!(at === 2 && offerOf(example).mapping === 'IM'));
        const inside = isWrapped ? writeTlv(0x7c, writeTlv(0x7e + 2 * at, bytes)) : bytes;
        await never(example, at, Uint8Array.of(...inside, 0x90, 0));
      }),
      { numRuns: 300 },
    );
  });
});
