import { type Asn, tags } from './der.ts';

/** `2026-05-28T08:28:45Z`, or a day alone: both compare as text. */
export type Instant = string;

const utc = /^(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})?(?:Z|\+0000)$/;
const generalized = /^(\d{4})(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})?(?:\.\d+)?(?:Z|\+0000)$/;

/** Reads a UTCTime or a GeneralizedTime, both in UTC (RFC 5280 §4.1.2.5). */
export function readTime(time: Asn): Instant | undefined {
  const text = String.fromCharCode(...time.value.subarray(0, 32));
  const parts =
    time.tag === tags.utcTime ? utc.exec(text) : time.tag === tags.generalizedTime && generalized.exec(text);
  if (!parts) return undefined;
  const [, year, month, day, hour, minute, second = '00'] = parts as unknown as string[];
  return `${fullYear(year!)}-${month}-${day}T${hour}:${minute}:${second}Z`;
}

/** Two digits stand for 1950 to 2049 (RFC 5280 §4.1.2.5.1). */
function fullYear(year: string): string {
  if (year.length === 4) return year;
  return Number(year) >= 50 ? `19${year}` : `20${year}`;
}
