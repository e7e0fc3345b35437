import type { Citizen } from './citizens.ts';
import { mrzLines, sexWord, slashed } from './codes.ts';

/** The files of a citizen's card by file identifier. */
export function filesOf(citizen: Citizen): Map<number, Buffer> {
  const held = citizen.hasDg13 ? '616d' : '61';
  const files = new Map([
    [0x011e, tlv('60', tlv('5f01', '0107'), tlv('5f36', '040000'), tlv('5c', Buffer.from(held, 'hex')))],
    [0x0101, tlv('61', tlv('5f1f', Buffer.from(mrzLines(citizen).join(''), 'latin1')))],
  ]);
  if (citizen.hasDg13) files.set(0x010d, dg13(citizen));
  return files;
}

/** DG13 of the citizen's card: `6D SEQUENCE { INTEGER 1, OID 1.0.10646.1.0.8, SET { SEQUENCE { INTEGER n, value } } }`. */
export function dg13(citizen: Citizen): Buffer {
  const { idNumber, name, birthDay, residence, issueDay, expiryDay, spouse, oldIdNumber } = citizen;
  const fields = [
    field(1, printable(idNumber)),
    field(2, utf8(name)),
    field(3, printable(slashed(birthDay))),
    field(4, utf8(sexWord(citizen))),
    field(5, utf8('Việt Nam')),
    field(6, utf8('Kinh')),
    field(7, utf8('Không')),
    field(8, utf8(residence)),
    field(9, utf8(residence)),
    field(10, utf8('Sẹo chấm cách 2cm dưới đuôi mắt phải')),
    field(11, printable(slashed(issueDay))),
    field(12, utf8(expiryDay ? slashed(expiryDay) : 'Không thời hạn')),
    parents(citizen),
    field(14, ...(spouse ? [sequence(utf8(spouse))] : [])),
    ...(oldIdNumber ? [field(15, printable(oldIdNumber))] : []),
    field(16, printable('00A1B2C3D4E5F607')),
  ];
  return tlv('6d', sequence(tlv('02', '01'), tlv('06', '28d316010008'), tlv('31', ...fields)));
}

function parents({ parents: [father, mother], parentsShape }: Citizen): Buffer {
  return parentsShape === 'two-sequences'
    ? field(13, sequence(utf8(father)), sequence(utf8(mother)))
    : field(13, sequence(utf8(father), utf8(mother)));
}

const field = (index: number, ...value: Buffer[]) => sequence(tlv('02', Buffer.of(index)), ...value);
const sequence = (...parts: Buffer[]) => tlv('30', ...parts);
const utf8 = (text: string) => tlv('0c', Buffer.from(text));
const printable = (text: string) => tlv('13', Buffer.from(text, 'latin1'));

/** A data object; its tag and any text part in hexadecimal. */
export function tlv(tag: string, ...parts: (Buffer | string)[]): Buffer {
  const value = Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part, 'hex') : part)));
  const size = value.length.toString(16).padStart(2, '0');
  const even = size.length % 2 ? `0${size}` : size;
  const length = value.length < 128 ? even : (128 + even.length / 2).toString(16) + even;
  return Buffer.concat([Buffer.from(tag + length, 'hex'), value]);
}
