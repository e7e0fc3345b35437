import type { Person } from '../person.ts';
import { fail, ok, type Result } from '../result.ts';
import { dayOfDmy, noExpiryDay } from './dates.ts';
import type { Dg13 } from './dg13.ts';
import { citizenNumber, type Td1 } from './mrz.ts';

/** The citizen: DG1 decides, DG13 adds the marks of the name; two groups of two citizens are no card. */
export function personFromCard(dg1: Td1, dg13: Dg13 | undefined): Result<Person, 'card-unreadable'> {
  const idNumber = citizenNumber(dg1);
  const name = dg13?.name ?? dg1.name;
  if (!idNumber || !name) return fail('card-unreadable');
  if (dg13?.idNumber && dg13.idNumber !== idNumber) return fail('card-unreadable');
  const { sex } = dg1;
  return ok({ idNumber, name, birthDay: birthDayOf(dg1, dg13), sex, expiryDay: expiryDayOf(dg1, dg13) });
}

/** DG13 writes the year in full; it counts where it names the same day as DG1's two digits. */
function birthDayOf(dg1: Td1, dg13: Dg13 | undefined): string {
  const inFull = dg13?.birthDay && dayOfDmy(dg13.birthDay);
  return inFull && inFull.slice(2) === dg1.birthDay.slice(2) ? inFull : dg1.birthDay;
}

function expiryDayOf(dg1: Td1, dg13: Dg13 | undefined): string | undefined {
  const isWithoutEnd = dg13?.expiryDay !== undefined && !/\d/.test(dg13.expiryDay);
  return isWithoutEnd || dg1.expiryDay === noExpiryDay ? undefined : dg1.expiryDay;
}
