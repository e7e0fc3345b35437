import { englishDigit, englishNumber, vietnameseDigit, vietnameseNumber } from './numbers.ts';
import { type Bank, marked, type Word } from './words.ts';

/** Digit by digit ("không hai bảy"), or as whole numbers ("hai mươi bảy"). */
export type Reading = 'digits' | 'whole';

/** A queue number: letters, then digits, each with leading zeros as `reading` has it; `mark` parts the two. */
export function queueNumberWords(number: string, bank: Bank, reading: Reading, mark?: ','): Word[] {
  const [, series = '', sequence = ''] = /^([A-Z]*)(\d*)$/.exec(number) ?? [];
  const letters = [...series].map((letter) => letterWord(letter, bank));
  return [...(mark ? marked(letters, mark) : letters), ...digitsWords(sequence, bank, reading)];
}

/**
 * The number of a counter, a room or a floor. One or two digits are one number however queue numbers are read
 * ("quầy mười hai"); three or more are read like queue numbers ("phòng hai không năm"). Signs between are not said.
 */
export function placeNumberWords(number: string, bank: Bank, reading: Reading): Word[] {
  const parts = number.toUpperCase().match(/\d+|[A-Z]/g) ?? [];
  return parts.flatMap((part) => {
    if (/[A-Z]/.test(part)) return [letterWord(part, bank)];
    return digitsWords(part, bank, part.length < 3 && !part.startsWith('0') ? 'whole' : reading);
  });
}

/** What is too long for one number is read digit by digit. */
function digitsWords(digits: string, bank: Bank, reading: Reading): Word[] {
  if (digits === '') return [];
  if (reading === 'whole' && digits.length <= 4) return numberWords(Number(digits), bank);
  return [...digits].map((digit) => digitWord(Number(digit), bank));
}

function letterWord(letter: string, bank: Bank): Word {
  return { clip: `${bank}/letter-${letter.toLowerCase()}`, text: letter };
}

function digitWord(digit: number, bank: Bank): Word {
  return bank === 'english' ? englishDigit(digit) : vietnameseDigit(digit, bank);
}

function numberWords(value: number, bank: Bank): Word[] {
  return bank === 'english' ? englishNumber(value) : vietnameseNumber(value, bank);
}
