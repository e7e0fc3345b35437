/** Where somebody is called to. A desk without a number is the help desk. */
export interface Place {
  readonly kind: 'counter' | 'room' | 'desk';
  /** As on its sign: `3`, `205`, `2A`. */
  readonly number: string | undefined;
  readonly floor?: number;
}

const kinds = { quầy: 'counter', cửa: 'counter', phòng: 'room', buồng: 'room', bàn: 'desk' } as const;

/**
 * A place from its Vietnamese name: "Quầy 3", "Phòng 205 · tầng 2", "Phòng khám Nội 2", "Bàn Hướng dẫn". `known` is
 * what the site's settings say of it: the floor, and the kind where the name does not begin with one.
 */
export function placeOf(name: string, known: { readonly kind?: Place['kind']; readonly floor?: number } = {}): Place {
  const plain = name.normalize('NFC').toLowerCase();
  const [, floorNamed] = /tầng (\d{1,2})/.exec(plain) ?? [];
  const [number] = /\d+[a-z]?\b/.exec(plain.replace(/tầng \d+/, '')) ?? [];
  const first = plain.split(/\s/)[0] ?? '';
  const named = Object.entries(kinds).find(([word]) => word === first)?.[1];
  const floor = known.floor ?? (floorNamed === undefined ? undefined : Number(floorNamed));
  return {
    kind: named ?? known.kind ?? 'counter',
    number: number?.toUpperCase(),
    ...(floor !== undefined && { floor }),
  };
}
