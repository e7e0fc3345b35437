import { describe, expect, it } from 'vitest';
import { englishNumber, vietnameseDigit, vietnameseNumber } from '../../core/speech/numbers.ts';
import { clipsOf, textOf, type Word } from '../../core/speech/words.ts';
import { wholeNumbers } from './number-tables.ts';

const read = (words: readonly Word[]) => textOf(words).toLocaleLowerCase('vi');
const everyNumber = Array.from({ length: 10_000 }, (_, value) => value);

describe('a whole number', () => {
  it.each(wholeNumbers)(
    '%i is read "%s" in the north, "%s" in the south, "%s" in English',
    (value, north, south, en) => {
      expect(read(vietnameseNumber(value, 'north'))).toBe(north);
      expect(read(vietnameseNumber(value, 'south'))).toBe(south);
      expect(read(englishNumber(value))).toBe(en);
    },
  );

  it('has a clip for every word, named by what it stands for', () => {
    expect(clipsOf(vietnameseNumber(1005, 'south'))).toEqual([
      'south/digit-1',
      'south/thousand',
      'south/digit-0',
      'south/hundred',
      'south/zero-tens',
      'south/digit-5',
    ]);
    expect(clipsOf(vietnameseNumber(24, 'north'))).toEqual(['north/digit-2', 'north/tens', 'north/four-after-tens']);
    expect(clipsOf(englishNumber(27))).toEqual(['english/twenty', 'english/digit-7']);
  });

  it.each(['north', 'south'] as const)('can be told from what is heard, for each of the 10000 in the %s', (accent) => {
    expect(everyNumber.map((value) => worth(clipsOf(vietnameseNumber(value, accent))))).toEqual(everyNumber);
  });

  it('sounds like no other in English', () => {
    expect(new Set(everyNumber.map((value) => clipsOf(englishNumber(value)).join())).size).toBe(10_000);
  });

  it('is never guessed at beyond what is read', () => {
    for (const value of [-1, 10_000, 1.5, Number.NaN]) {
      expect(() => vietnameseNumber(value, 'north')).toThrow('is not read aloud');
    }
    expect(() => vietnameseDigit(10, 'north')).toThrow('is not a digit');
  });
});

/** The number that a listener makes of the clips: each word adds to, or multiplies, what came before. */
function worth(clips: readonly string[]): number {
  const ends = { 'one-after-tens': 1, 'four-after-tens': 4, 'five-after-tens': 5, ten: 10, 'zero-tens': 0 };
  let sum = 0;
  let digit = 0;
  for (const clip of clips.map((name) => name.split('/')[1] ?? '')) {
    const times = { tens: 10, hundred: 100, thousand: 1000 }[clip];
    if (times) sum += digit * times;
    digit = times ? 0 : (ends[clip as keyof typeof ends] ?? Number(clip.replace('digit-', '')));
    if (clip === 'ten') sum += 10;
    if (clip === 'ten') digit = 0;
  }
  return sum + digit;
}
