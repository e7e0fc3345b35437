import type { IsoDay } from '../person.ts';
import { day, noExpiryDay } from './dates.ts';

/** Ages at which a card must be changed: Law 26/2023 on Identification Art. 21, and Law 59/2014 Art. 21 before it. */
const law2023 = [14, 25, 40, 60];
const law2014 = [25, 40, 60];
/** A card issued within this many years before such an age lasts to the next one (both laws, Art. 21). */
const GRACE_YEARS = 2;

/** The days on which a card may end, the likeliest first: a QR does not say, but the chip's key needs it. */
export function possibleExpiryDays(birthDay: IsoDay, issueDay: IsoDay): readonly IsoDay[] {
  const days = [law2023, law2014].flatMap((ages) => daysUnder(ages, birthDay, issueDay));
  return [...new Set(days)];
}

function daysUnder(ages: readonly number[], birthDay: IsoDay, issueDay: IsoDay): IsoDay[] {
  const age = ages.find((years) => birthdays(birthDay, years - GRACE_YEARS)[0]! > issueDay);
  return age === undefined ? [noExpiryDay] : birthdays(birthDay, age);
}

/** The birthday at an age. Of 29 February no source says which day counts in other years, so both neighbours do. */
function birthdays(birthDay: IsoDay, age: number): IsoDay[] {
  const [year, month, date] = birthDay.split('-').map(Number) as [number, number, number];
  const exact = day(year + age, month, date);
  return exact ? [exact] : [`${year + age}-02-28`, `${year + age}-03-01`];
}
