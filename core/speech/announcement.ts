import type { Place } from './place.ts';
import { placeNumberWords, queueNumberWords, type Reading } from './spelling.ts';
import { type Accent, type Bank, marked, type Word } from './words.ts';

/** A number that is called to a place. */
export interface Call {
  /** As printed: `B027`, `AK012`, `B1003`. */
  readonly number: string;
  readonly place: Place;
  /** The language in which the ticket was taken. */
  readonly language: 'vi' | 'en';
  readonly isRecall: boolean;
}

/** How a site speaks. */
export interface Voice {
  readonly accent: Accent;
  readonly reading: Reading;
}

/** "Mời số B, không hai bảy, đến quầy ba."; English follows where the ticket was taken in English. */
export function callWords(call: Call, voice: Voice): Word[] {
  const spoken = vietnameseCall(call, voice);
  return call.language === 'en' ? [...spoken, ...englishCall(call, voice)] : spoken;
}

/** "Số B không hai bảy, mời đến bàn Hướng dẫn."; `hasTime` adds that no new number need be taken. */
export function missedWords(call: Pick<Call, 'number' | 'language'>, voice: Voice, hasTime: boolean): Word[] {
  const vi = phrases(voice.accent, vietnamesePhrases);
  const spoken = [
    vi('number'),
    ...marked(queueNumberWords(call.number, voice.accent, voice.reading), ','),
    vi('please'),
    vi('to-help-desk', '.'),
    ...(hasTime ? [vi('keep-number', '.')] : []),
  ];
  if (call.language === 'vi') return spoken;
  const en = phrases('english', englishPhrases);
  const number = marked(queueNumberWords(call.number, 'english', voice.reading), ',');
  const kept = hasTime ? [en('keep-number', '.')] : [];
  return [...spoken, en('number'), ...number, en('please-go-to-help-desk', '.'), ...kept];
}

/** "Quầy ba tạm nghỉ. Mời chờ, nhân viên sẽ gọi lại." */
export function closingWords(place: Place, voice: Voice): Word[] {
  const vi = phrases(voice.accent, vietnamesePhrases);
  return [...placeWords(place, voice, named), vi('closed-for-now', '.'), vi('please-wait', '.')];
}

const vietnamesePhrases = {
  'please-number': 'mời số',
  again: 'nhắc lại',
  number: 'số',
  please: 'mời',
  'to-counter': 'đến quầy',
  'to-room': 'vào phòng',
  'to-desk': 'đến bàn',
  'to-help-desk': 'đến bàn Hướng dẫn',
  counter: 'quầy',
  room: 'phòng',
  desk: 'bàn',
  'help-desk': 'bàn Hướng dẫn',
  floor: 'tầng',
  'ground-floor': 'tầng trệt',
  'closed-for-now': 'tạm nghỉ',
  'please-wait': 'mời chờ, nhân viên sẽ gọi lại',
  'keep-number': 'không phải lấy số lại',
} as const;
const englishPhrases = {
  again: 'again',
  number: 'number',
  counter: 'counter',
  room: 'room',
  desk: 'desk',
  'help-desk': 'the help desk',
  'please-go-to-help-desk': 'please go to the help desk',
  floor: 'floor',
  'ground-floor': 'ground floor',
  'keep-number': 'you keep your number',
} as const;

type Phrase = keyof typeof vietnamesePhrases;

/** The heads of a place: where one is called to, and what the place itself is called. */
const towards = { counter: 'to-counter', room: 'to-room', desk: 'to-desk', help: 'to-help-desk' } as const;
const named = { counter: 'counter', room: 'room', desk: 'desk', help: 'help-desk' } as const;

function vietnameseCall(call: Call, voice: Voice): Word[] {
  const vi = phrases(voice.accent, vietnamesePhrases);
  const number = queueNumberWords(call.number, voice.accent, voice.reading, ',');
  return [
    ...(call.isRecall ? [vi('again', ':')] : []),
    vi('please-number'),
    ...marked(number, ','),
    ...withFloor(placeWords(call.place, voice, towards), call.place, voice.accent, vi),
  ];
}

function englishCall(call: Call, voice: Voice): Word[] {
  const en = phrases('english', englishPhrases);
  const { kind, number } = call.place;
  const head = kind === 'desk' && !number ? named.help : kind;
  const place = [en(head), ...placeNumberWords(number ?? '', 'english', voice.reading)];
  return [
    ...(call.isRecall ? [en('again', ':')] : []),
    en('number'),
    ...marked(queueNumberWords(call.number, 'english', voice.reading), ','),
    ...withFloor(place, call.place, 'english', en),
  ];
}

function placeWords(place: Place, voice: Voice, heads: Record<keyof typeof named, Phrase>): Word[] {
  const head = heads[place.kind === 'desk' && !place.number ? 'help' : place.kind];
  const vi = phrases(voice.accent, vietnamesePhrases);
  return [vi(head), ...placeNumberWords(place.number ?? '', voice.accent, voice.reading)];
}

/** Closes the sentence, with the floor where it is known. */
function withFloor(place: readonly Word[], { floor }: Place, bank: Bank, say: Say<'floor' | 'ground-floor'>): Word[] {
  if (floor === undefined) return marked(place, '.');
  if (floor === 0) return [...marked(place, ','), say('ground-floor', '.')];
  return [...marked(place, ','), say('floor'), ...marked(placeNumberWords(String(floor), bank, 'whole'), '.')];
}

type Say<Name> = (name: Name, mark?: ',' | '.' | ':') => Word;

function phrases<Name extends string>(bank: Bank, texts: Record<Name, string>): Say<Name> {
  return (name, mark) => ({ clip: `${bank}/${name}`, text: texts[name], ...(mark && { mark }) });
}
