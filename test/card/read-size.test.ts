import { describe, expect, test } from 'vitest';
import { fileNames } from '../../core/card/file-names.ts';
import { readFile } from '../../core/card/files.ts';
import { largestPiece } from '../../core/card/piece.ts';
import { answerLength, halve, type ReadSizes, readSizeKey, remember } from '../../core/card/read-size.ts';
import { file, open } from './file-in-hand.ts';
import { hex } from './hex.ts';

const { DG1 } = fileNames;

describe('the size of reads', () => {
  const key = readSizeKey('ACS 1252', hex('8031'));
  const chip = { isExtended: true, longestAnswer: 2_048, longestCommand: 1_024 };

  test.each([
    ['nothing is known', { chip: {} }, 256],
    ['the reader takes short answers', { chip, readerTakes: 258 }, 256],
    ['the chip takes short ones', { chip: { isExtended: false }, readerTakes: 65_538 }, 256],
    ['the chip says how much', { chip, readerTakes: 65_538 }, 2_046],
    ['the reader takes less', { chip, readerTakes: 1_026 }, 1_024],
    ['the chip says nothing', { chip: {}, readerTakes: 65_538 }, 4_096],
    ['the chip boasts', { chip: { ...chip, longestAnswer: 2 ** 31 }, readerTakes: 2 ** 31 }, 65_536],
    ['the chip says less than a short answer', { chip: { ...chip, longestAnswer: 10 }, readerTakes: 65_538 }, 256],
  ])('where %s', (_, offered, length) => {
    expect(answerLength(new Map(), key, offered)).toBe(length);
  });

  test('is halved after each refusal, down to short answers, and remembered', () => {
    const known: ReadSizes = new Map();
    const seen: number[] = [];
    for (let length = 4_096; ; length = known.get(key)!) {
      seen.push(length);
      if (!halve(known, key, length)) break;
    }
    expect(seen).toEqual([4_096, 2_048, 1_024, 512, 256, 128, 64]);
    expect(answerLength(known, key, { chip, readerTakes: 65_538 })).toBe(64);
    expect(answerLength(known, readSizeKey('ACS 1252', hex('8032')), { chip, readerTakes: 65_538 })).toBe(2_046);
  });

  test('of a hundred card types the last 64 are remembered', () => {
    const known: ReadSizes = new Map();
    for (let type = 0; type < 100; type++) remember(known, `reader/${type}`, 256 + type);
    expect([known.size, known.has('reader/35'), known.has('reader/36')]).toEqual([64, false, true]);
  });

  test('a chip that boasts is read after all, session by session', async () => {
    const content = file(3_000);
    const known: ReadSizes = new Map();
    let sessions = 0;
    for (let done = false; !done; ) {
      sessions++;
      const length = answerLength(known, key, { chip: {}, readerTakes: 65_538 });
      const { access } = open({ files: [[DG1, content]], longest: 700 }, largestPiece('AES-128', length));
      const read = await readFile(access, DG1);
      if (read.ok) expect(read.value).toEqual(content);
      done = read.ok || read.fault !== 'length-refused' || !halve(known, key, length);
    }
    expect([sessions, known.get(key)]).toEqual([4, 512]);
  });
});
