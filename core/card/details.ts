import type { IsoDay } from '../person.ts';
import { day } from './dates.ts';
import { findValue, readTlvs, type Tlv } from './tlv.ts';

/** Data objects of a data group by their tags; of two with the same tag the first counts. */
export type Details = ReadonlyMap<number, Uint8Array>;

/** `A0 { 02 count, names ... }`, in which DG11 and DG12 put other people's names (ICAO 9303-10 §4.7.11, §4.7.12). */
const otherNames = 0xa0;

/** The data objects directly inside DG11 or DG12; `undefined` where the bytes are no such data group. */
export function detailsOf(file: Uint8Array, group: number): Details | undefined {
  const content = findValue(file, group);
  const items = content && readTlvs(content);
  if (!items?.ok) return undefined;
  return new Map(items.value.toReversed().map(({ tag, value }) => [tag, value] as const));
}

/** Text in UTF-8 and NFC without its fillers; `undefined` where there is none. */
export function textOf(value: Uint8Array | undefined): string | undefined {
  const text = new TextDecoder().decode(value).replaceAll('<', ' ').replace(/ +/g, ' ').normalize('NFC').trim();
  return text || undefined;
}

/** Texts that one data object keeps apart by fillers, such as the lines of an address. */
export function textsOf(value: Uint8Array | undefined): readonly string[] {
  const parts = new TextDecoder().decode(value).normalize('NFC').split('<');
  return parts.map((part) => part.trim()).filter(Boolean);
}

/** A day written as eight digits, or packed as four bytes by older issuers (ICAO 9303-10 §4.7.11, tag 5F2B). */
export function dayOf(value: Uint8Array | undefined): IsoDay | undefined {
  if (value?.length !== 4 && value?.length !== 8) return undefined;
  const digits = value.length === 4 ? hexDigits(value) : String.fromCharCode(...value);
  if (!/^\d{8}$/.test(digits)) return undefined;
  return day(Number(digits.slice(0, 4)), Number(digits.slice(4, 6)), Number(digits.slice(6)));
}

function hexDigits(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** Every name under `tag` in the list of other names; the count before them is not believed. */
export function otherNamesOf(details: Details, tag: number): readonly string[] {
  const list = details.get(otherNames);
  const names = list && readTlvs(list);
  return names?.ok ? names.value.flatMap((one: Tlv) => (one.tag === tag ? (textOf(one.value) ?? []) : [])) : [];
}

/** Leaves out what is absent, so that an absent field is an absent key. */
export function present<T extends object>(fields: { readonly [K in keyof T]: T[K] | undefined }): T {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as T;
}
