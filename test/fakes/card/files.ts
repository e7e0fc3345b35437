import type { Citizen } from './citizens.ts';
import { dmy, mrzLines, sexWord } from './codes.ts';
import { lyingTlv, tlv } from './tlv.ts';

/** Identifiers of the files that say who the citizen is. */
export const fileIds = { com: 0x011e, dg1: 0x0101, dg13: 0x010d } as const;

/** Of all files of the application (ICAO 9303-10 Table 38); the last five bits are the short one. */
export const applicationIds = {
  ...fileIds,
  sod: 0x011d,
  dg2: 0x0102,
  dg11: 0x010b,
  dg12: 0x010c,
  dg14: 0x010e,
  dg15: 0x010f,
} as const;

export type FileName = keyof typeof applicationIds;

/** Those files by identifier; `lengthLie` is added to the length each data group states. */
export function filesOf(citizen: Citizen, lengthLie = 0): Map<number, Buffer> {
  const files = new Map([
    [fileIds.com as number, com(citizen.hasDg13 ? [0x61, 0x75, 0x6d] : [0x61, 0x75])],
    [fileIds.dg1, dg1(citizen, lengthLie)],
  ]);
  if (citizen.hasDg13) files.set(fileIds.dg13, dg13(citizen, lengthLie));
  return files;
}

/** LDS 1.7, Unicode 4.0, and the tags of the data groups (ICAO 9303-10 §4.6.1). */
export function com(groups: readonly number[]): Buffer {
  return tlv(
    0x60,
    tlv(0x5f01, Buffer.from('0107')),
    tlv(0x5f36, Buffer.from('040000')),
    tlv(0x5c, Buffer.from(groups)),
  );
}

function dg1(citizen: Citizen, lengthLie: number): Buffer {
  return lyingTlv(0x61, lengthLie, tlv(0x5f1f, Buffer.from(mrzLines(citizen).join(''))));
}

/** `6D SEQUENCE { INTEGER 1, OID 1.0.10646.1.0.8, SET { SEQUENCE { INTEGER n, value } } }`, as published readers do. */
function dg13(citizen: Citizen, lengthLie: number): Buffer {
  const version = tlv(0x02, Buffer.of(1));
  const utf8Oid = tlv(0x06, Buffer.from('28d316010008', 'hex'));
  return lyingTlv(0x6d, lengthLie, sequence(version, utf8Oid, tlv(0x31, ...fields(citizen))));
}

function fields(citizen: Citizen): Buffer[] {
  const { idNumber, oldIdNumber, name, birthDay, address, issueDay, expiryDay, spouse } = citizen;
  return [
    field(1, printable(idNumber)),
    field(2, text(name)),
    field(3, printable(dmy(birthDay, '/'))),
    field(4, text(sexWord(citizen))),
    field(5, text('Việt Nam')),
    field(6, text('Kinh')),
    field(7, text('Không')),
    field(8, text(address)),
    field(9, text(address)),
    field(10, text('Nốt ruồi cách 1cm dưới mép trái')),
    field(11, printable(dmy(issueDay, '/'))),
    field(12, text(expiryDay ? dmy(expiryDay, '/') : 'Không thời hạn')),
    parentsField(citizen),
    field(14, ...(spouse ? [sequence(text(spouse))] : [])),
    ...(oldIdNumber ? [field(15, printable(oldIdNumber))] : []),
    field(16, printable('00A1B2C3D4E5F607')),
  ];
}

function parentsField({ parents: [father, mother], parentsShape }: Citizen): Buffer {
  const [one, other] = [text(father), text(mother)];
  return parentsShape === 'two-sequences' ? field(13, sequence(one), sequence(other)) : field(13, sequence(one, other));
}

function field(index: number, ...value: readonly Buffer[]): Buffer {
  return sequence(tlv(0x02, Buffer.of(index)), ...value);
}

function sequence(...parts: readonly Buffer[]): Buffer {
  return tlv(0x30, ...parts);
}

/** UTF8String. */
function text(words: string): Buffer {
  return tlv(0x0c, Buffer.from(words.normalize('NFC')));
}

/** PrintableString. */
function printable(words: string): Buffer {
  return tlv(0x13, Buffer.from(words));
}
