import { type Call, callWords, closingWords, missedWords, type Voice } from '../../core/speech/announcement.ts';
import type { Place } from '../../core/speech/place.ts';
import type { Word } from '../../core/speech/words.ts';

export const accents = ['north', 'south'] as const;
const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
const sequences = ['001', '015', '021', '024', '104', '110', '999', '1000', '1005', '2345', '6789'];

const places: readonly Place[] = (['counter', 'room', 'desk'] as const).flatMap((kind) => [
  { kind, number: undefined },
  { kind, number: '24', floor: 0 },
  { kind, number: '205', floor: 15 },
  { kind, number: '2A', floor: 1 },
]);

/** Announcements of every kind, to every kind of place, of every letter, in both readings and languages. */
export function everyAnnouncement(accent: Voice['accent']): Word[][] {
  const voices: Voice[] = [
    { accent, reading: 'digits' },
    { accent, reading: 'whole' },
  ];
  const numbers = [...letters.map((letter) => `${letter}007`), ...sequences.map((sequence) => `AK${sequence}`)];
  return voices.flatMap((voice) => [
    ...places.map((place) => closingWords(place, voice)),
    ...(['vi', 'en'] as const).flatMap((language) => [
      ...numbers.map((number) => missedWords({ number, language }, voice, true)),
      ...numbers.flatMap((number) => callsOf(number, language).map((call) => callWords(call, voice))),
    ]),
  ]);
}

function callsOf(number: string, language: Call['language']): Call[] {
  return places.flatMap((place) => [true, false].map((isRecall) => ({ number, place, language, isRecall })));
}

export const wholeNumbersToTry = Array.from({ length: 100 }, (_, at) => at).concat([100, 1000, 1234, 9999]);
