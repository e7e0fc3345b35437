import type { IsoDay } from '../person.ts';

/** Stands in an MRZ for a card without an end ("Không thời hạn"). Assumed: no public source states it. */
export const noExpiryDay: IsoDay = '2099-12-31';

/** A day of the calendar, or `undefined` where there is no such day. */
export function day(year: number, month: number, date: number): IsoDay | undefined {
  const moment = new Date(Date.UTC(year, month - 1, date));
  const iso = moment.toISOString().slice(0, 10);
  const isReal = moment.getUTCFullYear() === year && moment.getUTCMonth() === month - 1 && year >= 1000;
  return isReal && moment.getUTCDate() === date ? iso : undefined;
}

/** `15042021` or `15/04/2021`, as the QR, the keyboard and DG13 write a day. */
export function dayOfDmy(text: string): IsoDay | undefined {
  const parts = /^(\d{2})\/?(\d{2})\/?(\d{4})$/.exec(text.trim());
  return parts ? day(Number(parts[3]), Number(parts[2]), Number(parts[1])) : undefined;
}

/** `YYMMDD` of an MRZ as a day of birth: the latest year that is not after `today`. */
export function birthDayOf(text: string, today: IsoDay): IsoDay | undefined {
  const thisCentury = dayOfYmd(text, 2000);
  return thisCentury && thisCentury <= today ? thisCentury : dayOfYmd(text, 1900);
}

/** `YYMMDD` of an MRZ as a last day: chip cards exist only in this century. */
export function expiryDayOf(text: string): IsoDay | undefined {
  return dayOfYmd(text, 2000);
}

function dayOfYmd(text: string, century: number): IsoDay | undefined {
  const parts = /^(\d{2})(\d{2})(\d{2})$/.exec(text);
  return parts ? day(century + Number(parts[1]), Number(parts[2]), Number(parts[3])) : undefined;
}
