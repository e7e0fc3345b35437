import type { Accent, Bank, Mark, Word } from './words.ts';

const vietnamese = ['không', 'một', 'hai', 'ba', 'bốn', 'năm', 'sáu', 'bảy', 'tám', 'chín'];

/** What the accents say differently: 105 is "linh năm" in the north and "lẻ năm" in the south, 24 "tư" and "bốn". */
const particular = {
  north: { 'zero-tens': 'linh', thousand: 'nghìn', 'four-after-tens': 'tư' },
  south: { 'zero-tens': 'lẻ', thousand: 'ngàn', 'four-after-tens': 'bốn' },
} as const;
const common = {
  ten: 'mười',
  tens: 'mươi',
  hundred: 'trăm',
  'one-after-tens': 'mốt',
  'five-after-tens': 'lăm',
} as const;

type Name = keyof typeof common | keyof typeof particular.north;

/** A whole number from 0 to 9999 as it is read: 15 "mười lăm", 21 "hai mươi mốt", 1005 "một nghìn không trăm linh năm". */
export function vietnameseNumber(value: number, accent: Accent): Word[] {
  const say = (name: Name): Word => ({ clip: `${accent}/${name}`, text: { ...common, ...particular[accent] }[name] });
  const digit = (of: number) => vietnameseDigit(of, accent);
  const { thousands, hundreds, tens, ones } = placesOf(value);
  const words: Word[] = [];
  if (thousands > 0) words.push(digit(thousands), say('thousand'));
  // After thousands the hundreds are said even where there are none; 2000 stops before them.
  if (hundreds > 0 || (thousands > 0 && value % 1000 > 0)) words.push(digit(hundreds), say('hundred'));
  if (tens === 1) words.push(say('ten'));
  if (tens > 1) words.push(digit(tens), say('tens'));
  if (ones === 0) return words.length > 0 ? words : [digit(0)];
  if (tens === 0 && words.length > 0) words.push(say('zero-tens'));
  if (ones === 5 && tens > 0) return [...words, say('five-after-tens')];
  if (ones === 1 && tens > 1) return [...words, say('one-after-tens')];
  if (ones === 4 && tens > 1) return [...words, say('four-after-tens')];
  return [...words, digit(ones)];
}

/** One digit: 7 "bảy". */
export function vietnameseDigit(digit: number, accent: Accent): Word {
  return numbered(accent, 'digit', digit, vietnamese);
}

const english = ['zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine'];
const teens = [
  'ten',
  'eleven',
  'twelve',
  'thirteen',
  'fourteen',
  'fifteen',
  'sixteen',
  'seventeen',
  'eighteen',
  'nineteen',
];
const decades = ['', '', 'twenty', 'thirty', 'forty', 'fifty', 'sixty', 'seventy', 'eighty', 'ninety'];

/** A whole number from 0 to 9999 as it is read: 127 "one hundred and twenty-seven". */
export function englishNumber(value: number): Word[] {
  const { thousands, hundreds, tens, ones } = placesOf(value);
  const words: Word[] = [];
  if (thousands > 0) words.push(englishDigit(thousands), englishWord('thousand'));
  if (hundreds > 0) words.push(englishDigit(hundreds), englishWord('hundred'));
  if (words.length > 0 && tens + ones > 0) words.push(englishWord('and'));
  if (tens === 1) return [...words, englishWord(teens[ones] ?? '')];
  if (tens > 1) words.push(englishWord(decades[tens] ?? '', ones > 0 ? '-' : undefined));
  return ones > 0 || words.length === 0 ? [...words, englishDigit(ones)] : words;
}

/** One digit: 7 "seven". */
export function englishDigit(digit: number): Word {
  return numbered('english', 'digit', digit, english);
}

function englishWord(text: string, mark?: Mark): Word {
  return { clip: `english/${text}`, text, ...(mark && { mark }) };
}

function numbered(bank: Bank, kind: string, value: number, texts: readonly string[]): Word {
  const text = texts[value];
  if (text === undefined) throw new Error(`${value} is not a digit`);
  return { clip: `${bank}/${kind}-${value}`, text };
}

function placesOf(value: number) {
  if (!Number.isInteger(value) || value < 0 || value > 9999) throw new Error(`${value} is not read aloud`);
  const place = (worth: number) => Math.floor(value / worth) % 10;
  return { thousands: place(1000), hundreds: place(100), tens: place(10), ones: place(1) };
}
