import type { Citizen } from './citizens.ts';

const LINE = 30;
const noExpiry = '991231';

/** What the QR of the 2021 card says: seven fields, days as `ddMMyyyy`. */
export function qrText(citizen: Citizen): string {
  const { idNumber, oldIdNumber = '', name, birthDay, address, issueDay } = citizen;
  return [idNumber, oldIdNumber, name, dmy(birthDay), sexWord(citizen), address, dmy(issueDay)].join('|');
}

/** The three printed lines of the MRZ, as a scanner sends them (ICAO 9303-5 §4.2, TD1). */
export function mrzText(citizen: Citizen): string {
  return mrzLines(citizen).join('\r\n');
}

/** The three lines of 30 characters. A Vietnamese document number is the last nine of the citizen's twelve digits. */
export function mrzLines({ idNumber, birthDay, sex, expiryDay, name }: Citizen): readonly [string, string, string] {
  const birth = withDigit(yymmdd(birthDay));
  const expiry = withDigit(expiryDay ? yymmdd(expiryDay) : noExpiry);
  const upper = `IDVNM${withDigit(idNumber.slice(3))}${idNumber}<<${mrzDigit(idNumber)}`;
  const optional = '<'.repeat(11);
  const composite = mrzDigit(upper.slice(5) + birth + expiry + optional);
  return [upper, `${birth}${sex === 'male' ? 'M' : 'F'}${expiry}VNM${optional}${composite}`, mrzName(name)];
}

/** The keys' text of Basic Access Control (ICAO 9303-11 §4.3.2). */
export function accessText({ idNumber, birthDay, expiryDay }: Citizen): string {
  return [idNumber.slice(3), yymmdd(birthDay), expiryDay ? yymmdd(expiryDay) : noExpiry].map(withDigit).join('');
}

/** Weights 7, 3, 1; letters from 10; a filler is nothing. */
export function mrzDigit(text: string): string {
  let sum = 0;
  for (const [index, char] of [...text].entries())
    sum += '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ'.indexOf(char === '<' ? '0' : char) * [7, 3, 1][index % 3]!;
  return `${sum % 10}`;
}

/** `15/04/2021` with a slash, `15042021` without. */
export function dmy(day: string, between = ''): string {
  return day.split('-').reverse().join(between);
}

/** As the card writes it. */
export function sexWord({ sex }: Citizen): string {
  return sex === 'male' ? 'Nam' : 'Nữ';
}

/** Surname, two fillers, the rest; no marks, and Đ is D. */
function mrzName(name: string): string {
  const bare = name.normalize('NFD').replace(/\p{M}/gu, '').toUpperCase().replaceAll('Đ', 'D');
  const [surname, ...given] = bare.split(' ');
  return `${surname}<<${given.join('<')}`.slice(0, LINE).padEnd(LINE, '<');
}

function withDigit(text: string): string {
  return text + mrzDigit(text);
}

function yymmdd(day: string): string {
  return day.replaceAll('-', '').slice(2);
}
