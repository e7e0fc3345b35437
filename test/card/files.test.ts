import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { encodeCommand } from '../../core/card/apdu.ts';
import { fileNames } from '../../core/card/file-names.ts';
import { beginFile, finishFile, readFile } from '../../core/card/files.ts';
import { protect } from '../../core/card/messaging.ts';
import { largestPiece, SHORT_ANSWER } from '../../core/card/piece.ts';
import { sessionCipher } from '../../core/card/session-cipher.ts';
import { fail, ok } from '../../core/result.ts';
import type { FileChipMaking } from './file-chip.ts';
import { file, open } from './file-in-hand.ts';
import { hex } from './hex.ts';

const { DG1, DG2, DG13, SOD, DG14, DG15 } = fileNames;
const unreadable = fail('card-unreadable');

/** The card that the bench reads, in the order of the reading. */
const bench = [
  [SOD, 1137],
  [DG1, 95],
  [DG13, 410],
  [DG14, 163],
  [DG15, 165],
  [DG2, 15_848],
] as const;

describe('reading', () => {
  test.each([
    [223, 83],
    [231, 79],
    [1_000, 22],
    [4_096, 9],
    [16_384, 6],
  ])('the files of the bench by %i bytes take %i commands', async (piece, commands) => {
    const files = bench.map(([name, length]) => [name, file(length)] as const);
    const { chip, access } = open({ files }, piece);
    for (const [name, content] of files) expect(await readFile(access, name)).toEqual(ok(content));
    expect(chip.commands).toHaveLength(commands);
  });

  test.each([1, 2, 4, 222, 223, 224, 446, 447, 32_767, 32_768, 32_769, 40_000, 70_000])(
    'a file of about %i bytes comes whole',
    async (about) => {
      const content = file(Math.max(2, about));
      for (const piece of [200, 223, 1_000, 33_000]) {
        const { access } = open({ files: [[DG2, content]] }, piece);
        expect(await readFile(access, DG2)).toEqual(ok(content));
      }
    },
  );

  test('past 32 KB it reads by the odd instruction', async () => {
    const { chip, access } = open({ files: [[DG2, file(33_100)]] }, 1_000);
    await readFile(access, DG2);
    const far = chip.commands.filter(({ ins }) => ins === 0xb1);
    expect(far).toHaveLength(1);
    expect(far[0]).toMatchObject({ data: hex('5403 0080E8'), expect: 104 });
  });

  test('a chip without short identifiers is asked by whole ones, and after that at once', async () => {
    const files = bench.map(([name, length]) => [name, file(length)] as const);
    const { chip, access } = open({ files, hasShortNames: false });
    for (const [name, content] of files) expect(await readFile(access, name)).toEqual(ok(content));
    expect(chip.commands).toHaveLength(83 + files.length + 1);
  });

  test('files that were begun are finished later, in any order', async () => {
    const [short, long] = [file(300), file(900)];
    for (const [piece, selects] of [
      [200, 0],
      [290, 2],
    ] as const) {
      const { chip, access } = open(
        {
          files: [
            [DG1, short],
            [DG2, long],
          ],
        },
        piece,
      );
      const first = await beginFile(access, DG1);
      const second = await beginFile(access, DG2);
      if (!first.ok || !second.ok) throw new Error('both are there');
      expect([first.value.length, second.value.length]).toEqual([300, 900]);
      expect(await finishFile(access, first.value)).toEqual(ok(short));
      expect(await finishFile(access, second.value)).toEqual(ok(long));
      expect(chip.commands.filter(({ ins }) => ins === 0xa4)).toHaveLength(selects);
    }
  });

  test('every piece is told', async () => {
    const { access } = open({ files: [[DG1, file(500)]] }, 200);
    const begun = await beginFile(access, DG1);
    const told: number[] = [];
    if (begun.ok) await finishFile(access, begun.value, (bytes) => told.push(bytes));
    expect(told).toEqual([200, 200, 100]);
  });

  test('a file that is stored with fill behind it ends where it says', async () => {
    const content = file(95);
    const { access } = open({ files: [[DG1, Uint8Array.from([...content, ...new Uint8Array(40)])]] });
    expect(await readFile(access, DG1)).toEqual(ok(content));
  });
});

describe('what is no file', () => {
  const read = (making: FileChipMaking, piece = 223) => readFile(open(making, piece).access, DG1);

  test('one that the chip does not hold, or does not give', async () => {
    expect(await read({ files: [] })).toEqual(fail('file-refused'));
    const refusing = { files: [[DG1, file(95)]] as const, spoil: () => ({ data: new Uint8Array(), status: 0x6982 }) };
    expect(await read(refusing)).toEqual(fail('file-refused'));
  });

  test('so long an answer is refused: the size is too large', async () => {
    expect(await read({ files: [[DG1, file(5_000)]], longest: 256 }, 1_000)).toEqual(fail('length-refused'));
  });

  test.each([
    ['past the end', file(500).subarray(0, 460)],
    ['at the end of a piece', file(500).subarray(0, 446)],
    ['4 GB', hex('6184FFFFFFFF 00')],
    ['beyond any document', hex('6183040000 00')],
    ['indefinite', hex('6180 5F1F00 0000')],
    ['half a header', hex('6182')],
  ])('a length that is a lie: %s', async (_, content) => {
    expect(await read({ files: [[DG1, content]] })).toEqual(unreadable);
  });

  test('an answer longer than was asked for, or empty', async () => {
    const files = [[DG1, file(500)]] as const;
    for (const index of [0, 1, 2]) {
      const longer = (data: Uint8Array) => Uint8Array.from([...data, ...new Uint8Array(224)]);
      const change = (to: (data: Uint8Array) => Uint8Array): FileChipMaking['spoil'] => {
        return ({ data, status }, at) => ({ data: at === index ? to(data) : data, status });
      };
      expect(await read({ files, spoil: change(longer)! })).toEqual(unreadable);
      expect(await read({ files, spoil: change(() => new Uint8Array())! })).toEqual(unreadable);
    }
  });

  test('past 32 KB, what comes outside its data object', async () => {
    for (const data of [hex('0011'), hex('53820001'), hex('5300'), hex('5404AABBCCDD')]) {
      const spoil: FileChipMaking['spoil'] = (answer, at) => (at < 33 ? answer : { data, status: 0x9000 });
      expect(await read({ files: [[DG1, file(33_100)]], spoil: spoil! }, 1_000)).toEqual(unreadable);
    }
  });

  test('no answers make it throw, or go on for ever', async () => {
    const answers = fc.array(
      fc.tuple(fc.uint8Array({ maxLength: 40 }), fc.constantFrom(0x9000, 0x6282, 0x6b00, 0x6700)),
    );
    await fc.assert(
      fc.asyncProperty(answers, async (list) => {
        let count = 0;
        const send = async () => {
          const [data, status] = list[count++ % Math.max(1, list.length)] ?? [new Uint8Array(), 0x6f00];
          return ok({ data, status });
        };
        const answer = await readFile({ send, piece: 30_000 }, DG1);
        expect(count).toBeLessThanOrEqual(0x3ffff + 3);
        if (answer.ok) expect(answer.value.length).toBeLessThanOrEqual(0x3ffff);
      }),
      { numRuns: 300 },
    );
  });
});

describe('pieces', () => {
  const keys = (length: number) => ({ enc: new Uint8Array(length), mac: new Uint8Array(length).fill(1) });
  test.each([
    ['3DES', 16, 231],
    ['AES-128', 16, 223],
    ['AES-192', 24, 223],
    ['AES-256', 32, 223],
  ] as const)('a short answer by %s holds no more and no less', (name, keyLength, piece) => {
    expect(largestPiece(name, SHORT_ANSWER)).toBe(piece);
    const cipher = sessionCipher(name, keys(keyLength));
    /** A command's protected data and its checksum have the form of an answer's, less the status inside. */
    const answerOf = (bytes: number) => {
      const command = protect(cipher, 1n, { cla: 0, ins: 0xd6, p1: 0, p2: 0, data: new Uint8Array(bytes) });
      return command.data!.length + 4;
    };
    for (const length of [256, 258, 300, 1_000, 1_024, 4_096, 65_535]) {
      const largest = largestPiece(name, length);
      expect(answerOf(largest)).toBeLessThanOrEqual(length);
      expect(answerOf(largest + 1)).toBeGreaterThan(length);
    }
  });

  test('are asked for in the short form, both the command and its protected form', () => {
    const cipher = sessionCipher('3DES', keys(16));
    const read = { cla: 0, ins: 0xb0, p1: 0, p2: 0, expect: 231 };
    expect(encodeCommand(protect(cipher, 1n, read)).length).toBe(5 + 3 + 10 + 1);
  });
});
