import { formatNumber } from '../../../core/ticket.ts';
import type { KioskSite } from '../connect.ts';

/** As many digits as any number has. */
const digitsAtMost = 5;

/** The number of a slip as far as it is typed: its letters and its digits. */
export interface TypedNumber {
  readonly letters: string;
  readonly digits: string;
}

export function typedNumber(typed: string): TypedNumber {
  const letters = /^[A-Z]*/.exec(typed)?.[0] ?? '';
  return { letters, digits: typed.slice(letters.length) };
}

type Letters = Pick<KioskSite, 'services' | 'kioskLetters'>;

/** Every letter that a number of this site can have, in the order of the alphabet. */
export function lettersOf({ services, kioskLetters }: Letters): string[] {
  return [...new Set([...services.map(({ letter }) => letter), ...kioskLetters])].sort();
}

/** A service's letter comes first; a kiosk's comes second, where that kiosk gave the number alone. */
export function mayAdd(letter: string, typed: string, { services, kioskLetters }: Letters): boolean {
  const { letters, digits } = typedNumber(typed);
  if (digits !== '') return false;
  if (letters === '') return services.some((service) => service.letter === letter);
  return letters.length === 1 && kioskLetters.some((one) => one === letter);
}

/** How long what is typed may become; digits follow a letter. */
export function longestAfter(typed: string): number {
  const { letters } = typedNumber(typed);
  return letters === '' ? 0 : letters.length + digitsAtMost;
}

/** The number as printed, also where its noughts were left out; nothing where no number is typed yet. */
export function numberOf(typed: string): string | undefined {
  const { letters, digits } = typedNumber(typed);
  const sequence = Number(digits);
  return letters !== '' && sequence > 0 ? formatNumber(letters, sequence) : undefined;
}
