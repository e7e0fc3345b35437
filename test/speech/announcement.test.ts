import { describe, expect, it } from 'vitest';
import { type Call, callWords, closingWords, missedWords } from '../../core/speech/announcement.ts';
import { placeOf } from '../../core/speech/place.ts';
import { clipsOf, textOf, type Word } from '../../core/speech/words.ts';
import { calls, englishCalls, northDigits, northWhole, southDigits } from './announcement-table.ts';

const inBank = (bank: string, clips: string) => clips.split(' ').map((clip) => `${bank}/${clip}`);
const said = (words: readonly Word[]) => ({ text: textOf(words), clips: clipsOf(words) });

describe('a call', () => {
  it.each(calls)('is "$text"', ({ call, voice, text, clips }) => {
    expect(said(callWords(call, voice))).toEqual({ text, clips: inBank(voice.accent, clips) });
  });

  it.each(englishCalls)('taken in English is called in Vietnamese, then "$text"', ({ call, voice, text, clips }) => {
    const inVietnamese = said(callWords({ ...call, language: 'vi' }, voice));
    expect(said(callWords(call, voice))).toEqual({
      text: `${inVietnamese.text} ${text}`,
      clips: [...inVietnamese.clips, ...inBank('english', clips)],
    });
  });

  it('says nothing in English to somebody who did not ask for it', () => {
    const words = calls.flatMap(({ call, voice }) => callWords(call, voice));
    expect(words.filter(({ clip }) => clip.startsWith('english/'))).toEqual([]);
  });
});

describe('a missed number', () => {
  const missed: Pick<Call, 'number' | 'language'> = { number: 'B027', language: 'vi' };

  it('is asked to the help desk', () => {
    expect(said(missedWords(missed, northDigits, false))).toEqual({
      text: 'Số B không hai bảy, mời đến bàn Hướng dẫn.',
      clips: inBank('north', 'number letter-b digit-0 digit-2 digit-7 please to-help-desk'),
    });
  });

  it('is promised its number where there is time to say so', () => {
    expect(textOf(missedWords(missed, northWhole, true))).toBe(
      'Số B hai mươi bảy, mời đến bàn Hướng dẫn. Không phải lấy số lại.',
    );
    expect(textOf(missedWords({ ...missed, language: 'en' }, southDigits, true))).toBe(
      'Số B không hai bảy, mời đến bàn Hướng dẫn. Không phải lấy số lại. ' +
        'Number B zero two seven, please go to the help desk. You keep your number.',
    );
  });
});

describe('a counter that pauses', () => {
  it.each([
    ['Quầy 3', 'Quầy ba', 'counter digit-3'],
    ['Phòng 205', 'Phòng hai không năm', 'room digit-2 digit-0 digit-5'],
    ['Bàn 1', 'Bàn một', 'desk digit-1'],
    ['Bàn Hướng dẫn', 'Bàn Hướng dẫn', 'help-desk'],
  ])('asks those before %s to wait', (name, text, clips) => {
    expect(said(closingWords(placeOf(name), southDigits))).toEqual({
      text: `${text} tạm nghỉ. Mời chờ, nhân viên sẽ gọi lại.`,
      clips: [...inBank('south', clips), 'south/closed-for-now', 'south/please-wait'],
    });
  });
});

describe('the name of a place', () => {
  it.each([
    ['Quầy 3', {}, { kind: 'counter', number: '3' }],
    ['Quầy 5 · tầng 2', {}, { kind: 'counter', number: '5', floor: 2 }],
    ['PHÒNG 205', { kind: 'counter', floor: 2 }, { kind: 'room', number: '205', floor: 2 }],
    ['Phòng khám Nội 2', {}, { kind: 'room', number: '2' }],
    ['Quầy 2a', { floor: 0 }, { kind: 'counter', number: '2A', floor: 0 }],
    ['Nội 2', { kind: 'room' }, { kind: 'room', number: '2' }],
    ['Bàn Hướng dẫn', {}, { kind: 'desk', number: undefined }],
    ['Thu ngân', {}, { kind: 'counter', number: undefined }],
  ] as const)('"%s" is heard as its place', (name, known, place) => {
    expect(placeOf(name.normalize('NFD'), known)).toEqual(place);
  });
});
