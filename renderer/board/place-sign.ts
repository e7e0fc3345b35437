import type { Words } from '../../core/settings.ts';
import type { Language, Text } from '../text/text.ts';

interface CounterOnSign {
  readonly name: Words;
  readonly kind: 'counter' | 'room';
  readonly floor?: number | undefined;
}

/** A counter or room as the board shows it. */
export interface PlaceSign {
  /** "Quầy" of "Quầy 3"; nothing where its name has no number at the end. */
  readonly head: string | undefined;
  /** "3", or the whole name. */
  readonly sign: string;
  readonly floor: string | undefined;
}

/** What stands on the sign: "Phòng 205" is told apart by "205", "Phòng khám Nội 2" only by its whole name. */
export function signOf({ name, kind, floor }: CounterOnSign, language: Language, t: Text): PlaceSign {
  const [plain = ''] = name[language].split(/\s*[·,]\s*/);
  const [, head, sign] = /^(?:(\p{L}+)\s+)?(\p{Lu}|[\p{L}\d.-]{0,3}\d[\p{L}\d.-]{0,3})$/u.exec(plain) ?? [];
  const onFloor = floor === undefined ? undefined : floor === 0 ? t('board.groundFloor') : t('board.floor', { floor });
  if (!sign) return { head: undefined, sign: plain, floor: onFloor };
  return { head: head ?? t(kind === 'room' ? 'board.room' : 'board.counter'), sign, floor: onFloor };
}

/** "Phòng 205, tầng 2" */
export function placeInWords({ head, sign, floor }: PlaceSign): string {
  return [[head, sign].filter(Boolean).join(' '), floor].filter(Boolean).join(', ');
}

/** What all places of a hall share stands once above them; each shows the rest. */
export interface Heading {
  readonly head: string | undefined;
  readonly floor: string | undefined;
}

export function headingOf(places: readonly PlaceSign[]): Heading {
  const heads = places.map(({ head }) => head).filter((head) => head !== undefined);
  return { head: shared(heads), floor: shared(places.map(({ floor }) => floor)) };
}

/** A place without what its heading says already: what is left to say goes below the number. */
export function under(heading: Heading, { head, sign, floor }: PlaceSign): PlaceSign {
  const caption = [heading.head ? undefined : head, heading.floor ? undefined : floor].filter(Boolean).join(' · ');
  return { head: undefined, sign, floor: caption || undefined };
}

function shared(words: readonly (string | undefined)[]): string | undefined {
  const [first] = words;
  return words.every((word) => word === first) ? first : undefined;
}
