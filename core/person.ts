/** A calendar day, `YYYY-MM-DD`. */
export type IsoDay = string;

export type Sex = 'male' | 'female' | 'unknown';

/**
 * What is kept of a citizen, read from the chip (DG1, and DG13 for the name with its marks).
 *
 * Keeper: the visit. End: the ticket's commit or the visit's end, whichever comes first. It is never logged, only its
 * masked view reaches a screen, and nothing of it is stored; but where the site lets the counter see who comes, the
 * name, the year of birth and the last three digits are, until the hub has them.
 */
export interface Person {
  /** The 12 digits of the citizen's number. */
  readonly idNumber: string;
  /** Full name in NFC; from DG13 with its marks, else from the MRZ without. */
  readonly name: string;
  readonly birthDay: IsoDay;
  readonly sex: Sex;
  /** `undefined` for a card without an end ("Không thời hạn"). */
  readonly expiryDay: IsoDay | undefined;
}

/** How the screen addresses a citizen; the words are in `renderer/text`. */
export type Honorific = 'elder-man' | 'elder-woman' | 'man' | 'woman' | 'young' | 'citizen';

/** What a screen may show of a citizen: "T.Q. Bình", 1953, "481". */
export interface MaskedPerson {
  readonly honorific: Honorific;
  readonly name: string;
  readonly birthYear: string;
  readonly idTail: string;
}

/** Masks a person for a screen that others can see. `today` decides the honorific. */
export function mask(person: Person, today: IsoDay): MaskedPerson {
  return {
    honorific: honorificOf(person, today),
    name: maskName(person.name),
    birthYear: person.birthDay.slice(0, 4),
    idTail: person.idNumber.slice(-3),
  };
}

/** "Trần Quốc Bình" becomes "T.Q. Bình": in Vietnamese the last word is the given name. */
function maskName(name: string): string {
  const words = name.trim().split(/\s+/);
  const given = words.pop() ?? '';
  const initials = words.map((word) => `${Array.from(word)[0]}.`).join('');
  return [initials, titleCase(given)].filter(Boolean).join(' ');
}

function titleCase(word: string): string {
  const [first = '', ...rest] = Array.from(word);
  return first.toLocaleUpperCase('vi') + rest.join('').toLocaleLowerCase('vi');
}

function honorificOf({ birthDay, sex }: Person, today: IsoDay): Honorific {
  const age = ageOn(birthDay, today);
  if (age < 16) return 'young';
  if (sex === 'unknown') return 'citizen';
  if (age >= 60) return sex === 'male' ? 'elder-man' : 'elder-woman';
  return sex === 'male' ? 'man' : 'woman';
}

/** Full years between two days. */
export function ageOn(birthDay: IsoDay, today: IsoDay): number {
  const years = Number(today.slice(0, 4)) - Number(birthDay.slice(0, 4));
  return today.slice(5) < birthDay.slice(5) ? years - 1 : years;
}
