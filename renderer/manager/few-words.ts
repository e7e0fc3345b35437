import type { People } from '../../core/report/few.ts';
import type { Text } from '../text/text.ts';

/** A number of people as it is shown: `12`, `<5`, or that it is hidden. */
export function peopleWords(people: People, t: Text): string {
  if (people === 'few') return t('manager.few');
  return people === 'hidden' ? t('manager.hidden') : String(people);
}

/** What of a count may be drawn; nothing where it is covered. */
export function drawn(people: People): number | undefined {
  return typeof people === 'number' ? people : undefined;
}
