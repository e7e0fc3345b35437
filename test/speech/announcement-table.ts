import type { Call, Voice } from '../../core/speech/announcement.ts';

const call = (number: string, place: Call['place'], more: Partial<Call> = {}): Call => ({
  number,
  place,
  language: 'vi',
  isRecall: false,
  ...more,
});
const counter = (number: string | undefined): Call['place'] => ({ kind: 'counter', number });

export const northDigits: Voice = { accent: 'north', reading: 'digits' };
export const northWhole: Voice = { accent: 'north', reading: 'whole' };
export const southDigits: Voice = { accent: 'south', reading: 'digits' };
export const southWhole: Voice = { accent: 'south', reading: 'whole' };

/** Calls: what is read, and the clips that are heard, without their bank. */
export const calls: readonly { call: Call; voice: Voice; text: string; clips: string }[] = [
  {
    call: call('B027', counter('3')),
    voice: northDigits,
    text: 'Mời số B, không hai bảy, đến quầy ba.',
    clips: 'please-number letter-b digit-0 digit-2 digit-7 to-counter digit-3',
  },
  {
    call: call('B027', counter('3'), { isRecall: true }),
    voice: southDigits,
    text: 'Nhắc lại: mời số B, không hai bảy, đến quầy ba.',
    clips: 'again please-number letter-b digit-0 digit-2 digit-7 to-counter digit-3',
  },
  {
    call: call('B027', counter('3')),
    voice: northWhole,
    text: 'Mời số B, hai mươi bảy, đến quầy ba.',
    clips: 'please-number letter-b digit-2 tens digit-7 to-counter digit-3',
  },
  {
    call: call('K105', { kind: 'room', number: '205', floor: 2 }),
    voice: northDigits,
    text: 'Mời số K, một không năm, vào phòng hai không năm, tầng hai.',
    clips: 'please-number letter-k digit-1 digit-0 digit-5 to-room digit-2 digit-0 digit-5 floor digit-2',
  },
  {
    call: call('K105', { kind: 'room', number: '205', floor: 12 }),
    voice: southWhole,
    text: 'Mời số K, một trăm lẻ năm, vào phòng hai trăm lẻ năm, tầng mười hai.',
    clips:
      'please-number letter-k digit-1 hundred zero-tens digit-5 to-room digit-2 hundred zero-tens digit-5 floor ten digit-2',
  },
  {
    call: call('AK012', counter('15')),
    voice: northDigits,
    text: 'Mời số A K, không một hai, đến quầy mười lăm.',
    clips: 'please-number letter-a letter-k digit-0 digit-1 digit-2 to-counter ten five-after-tens',
  },
  {
    call: call('B1003', counter('21')),
    voice: southDigits,
    text: 'Mời số B, một không không ba, đến quầy hai mươi mốt.',
    clips: 'please-number letter-b digit-1 digit-0 digit-0 digit-3 to-counter digit-2 tens one-after-tens',
  },
  {
    call: call('B1003', counter('24')),
    voice: northWhole,
    text: 'Mời số B, một nghìn không trăm linh ba, đến quầy hai mươi tư.',
    clips:
      'please-number letter-b digit-1 thousand digit-0 hundred zero-tens digit-3 to-counter digit-2 tens four-after-tens',
  },
  {
    call: call('H024', { kind: 'room', number: '05', floor: 0 }),
    voice: southWhole,
    text: 'Mời số H, hai mươi bốn, vào phòng năm, tầng trệt.',
    clips: 'please-number letter-h digit-2 tens four-after-tens to-room digit-5 ground-floor',
  },
  {
    call: call('H024', { kind: 'room', number: '05' }),
    voice: southDigits,
    text: 'Mời số H, không hai bốn, vào phòng không năm.',
    clips: 'please-number letter-h digit-0 digit-2 digit-4 to-room digit-0 digit-5',
  },
  {
    call: call('M310', { kind: 'counter', number: '2A' }),
    voice: northDigits,
    text: 'Mời số M, ba một không, đến quầy hai A.',
    clips: 'please-number letter-m digit-3 digit-1 digit-0 to-counter digit-2 letter-a',
  },
  {
    call: call('X999', { kind: 'desk', number: undefined }),
    voice: northDigits,
    text: 'Mời số X, chín chín chín, đến bàn Hướng dẫn.',
    clips: 'please-number letter-x digit-9 digit-9 digit-9 to-help-desk',
  },
  {
    call: call('X001', { kind: 'desk', number: '4' }),
    voice: northDigits,
    text: 'Mời số X, không không một, đến bàn bốn.',
    clips: 'please-number letter-x digit-0 digit-0 digit-1 to-desk digit-4',
  },
  {
    call: call('L008', counter(undefined)),
    voice: northDigits,
    text: 'Mời số L, không không tám, đến quầy.',
    clips: 'please-number letter-l digit-0 digit-0 digit-8 to-counter',
  },
];

/** The sentence that follows where the ticket was taken in English. */
export const englishCalls: readonly { call: Call; voice: Voice; text: string; clips: string }[] = [
  {
    call: call('B027', counter('3'), { language: 'en' }),
    voice: southDigits,
    text: 'Number B zero two seven, counter three.',
    clips: 'number letter-b digit-0 digit-2 digit-7 counter digit-3',
  },
  {
    call: call('B027', counter('15'), { language: 'en', isRecall: true }),
    voice: northWhole,
    text: 'Again: number B twenty-seven, counter fifteen.',
    clips: 'again number letter-b twenty digit-7 counter fifteen',
  },
  {
    call: call('K105', { kind: 'room', number: '205', floor: 2 }, { language: 'en' }),
    voice: northDigits,
    text: 'Number K one zero five, room two zero five, floor two.',
    clips: 'number letter-k digit-1 digit-0 digit-5 room digit-2 digit-0 digit-5 floor digit-2',
  },
  {
    call: call('AK012', { kind: 'desk', number: undefined }, { language: 'en' }),
    voice: northDigits,
    text: 'Number A K zero one two, the help desk.',
    clips: 'number letter-a letter-k digit-0 digit-1 digit-2 help-desk',
  },
];
