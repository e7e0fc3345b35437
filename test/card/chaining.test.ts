import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { joinAnswers, withRightLength } from '../../core/card/chaining.ts';
import { fail, ok } from '../../core/result.ts';
import { hex, toHex } from './hex.ts';

/** Answers in turn, the last one for ever. */
function chip(...answers: string[]) {
  const commands: string[] = [];
  const transceive = async (apdu: Uint8Array) => {
    commands.push(toHex(apdu));
    return ok(hex(answers[Math.min(commands.length, answers.length) - 1]!));
  };
  return { commands, transceive };
}

const read = hex('0CB0000000');

describe('an answer in pieces', () => {
  test('is fetched by GET RESPONSE and joined', async () => {
    const { commands, transceive } = chip('AABB6110', 'CC6102', 'DDEE9000');
    expect(await joinAnswers(transceive)(read)).toEqual(ok(hex('AABBCCDDEE9000')));
    expect(commands).toEqual(['0CB0000000', '00C0000010', '00C0000002']);
  });

  test('of unknown length asks for 256 bytes, on its own logical channel', async () => {
    const { commands, transceive } = chip('6100', 'AA6282');
    expect(await joinAnswers(transceive)(hex('01B0000000'))).toEqual(ok(hex('AA6282')));
    expect(commands[1]).toBe('01C0000000');
  });

  test('one piece is handed on as it came', async () => {
    for (const answer of ['9000', 'AABB9000', '6A82', '6C10']) {
      expect(await joinAnswers(chip(answer).transceive)(read)).toEqual(ok(hex(answer)));
    }
  });

  test('without an end is left', async () => {
    for (const piece of ['6100', `${'AB'.repeat(256)}6100`]) {
      const { commands, transceive } = chip(piece);
      expect(await joinAnswers(transceive)(read)).toEqual(fail('card-unreadable'));
      expect(commands.length).toBeLessThanOrEqual(512);
    }
  });

  test('a card that is lifted between two pieces', async () => {
    expect(await joinAnswers(chip('AA6110', '').transceive)(read)).toEqual(fail('card-removed'));
    expect(await joinAnswers(async () => fail('reader-lost'))(read)).toEqual(fail('reader-lost'));
  });

  test('no answers make it throw', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.uint8Array({ maxLength: 20 }), { minLength: 1 }), async (answers) => {
        const { transceive } = chip(...answers.map(toHex));
        expect(typeof (await joinAnswers(transceive)(read)).ok).toBe('boolean');
      }),
    );
  });
});

describe('another length', () => {
  const command = { cla: 0, ins: 0xb0, p1: 0, p2: 0, expect: 223 };
  const answering = (...words: number[]) => {
    const asked: (number | undefined)[] = [];
    const send = async ({ expect: length }: { readonly expect?: number }) => {
      asked.push(length);
      return ok({ data: new Uint8Array(), status: words[asked.length - 1]! });
    };
    return { asked, send };
  };

  test('is asked for where the chip wants it, once', async () => {
    for (const [word, length] of [
      [0x6c5a, 0x5a],
      [0x6c00, 256],
    ] as const) {
      const { asked, send } = answering(word, 0x9000);
      expect(await withRightLength(send)(command)).toMatchObject({ value: { status: 0x9000 } });
      expect(asked).toEqual([223, length]);
    }
    const { asked, send } = answering(0x6c10, 0x6c20);
    expect(await withRightLength(send)(command)).toMatchObject({ value: { status: 0x6c20 } });
    expect(asked).toEqual([223, 0x10]);
  });

  test('is no matter to a command that expects nothing, nor to any other answer', async () => {
    const { asked, send } = answering(0x6c10);
    await withRightLength(send)({ cla: 0, ins: 0xa4, p1: 2, p2: 0x0c });
    expect(asked).toEqual([undefined]);
    expect(await withRightLength(async () => fail('card-removed'))(command)).toEqual(fail('card-removed'));
  });
});
