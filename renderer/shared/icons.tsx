/** Each on a grid of 32: the lines, and the part that is filled with a pale tint. */
const drawings = {
  // Services
  folder: [
    'M4 25V8.5A1.5 1.5 0 0 1 5.5 7H12l3 3h9.5a1.5 1.5 0 0 1 1.5 1.5V14M4 25l4-11h21l-4 11Z',
    'M8 14h21l-4 11H4Z',
  ],
  stamp: ['M13 17c0-3-2-5-2-8a5 5 0 0 1 10 0c0 3-2 5-2 8M6 17h20v6H6ZM5 28h22', 'M6 17h20v6H6Z'],
  map: ['M11.5 6 4 9v17l7.5-3 9 3 7.5-3V6l-7.5 3ZM11.5 6v17M20.5 9v17', 'M11.5 6l9 3v17l-9-3Z'],
  baby: [
    'M16 5a11 11 0 1 0 0 22 11 11 0 1 0 0-22c-2 2-2 5 .5 5s2-2.5 1-3M11.5 15h.01M20.5 15h.01M11.5 20c2.5 2.5 6.5 2.5 9 0',
    'M16 5a11 11 0 1 0 0 22 11 11 0 1 0 0-22',
  ],
  house: ['M3 28h26M6 28V14l10-9 10 9v14M13 28v-8h6v8', 'M6 28V14l10-9 10 9v14h-7v-8h-6v8Z'],
  shield: [
    'M16 4 6 7.5v8c0 6.5 4.5 10.5 10 12.5 5.5-2 10-6 10-12.5v-8ZM11.5 15.5l3.5 3.5 6-6.5',
    'M16 4 6 7.5v8c0 6.5 4.5 10.5 10 12.5 5.5-2 10-6 10-12.5v-8Z',
  ],
  heart: [
    'M16 27C9 22.5 4 18 4 12a6 6 0 0 1 12-1.5A6 6 0 0 1 28 12c0 6-5 10.5-12 15Z',
    'M16 27C9 22.5 4 18 4 12a6 6 0 0 1 12-1.5A6 6 0 0 1 28 12c0 6-5 10.5-12 15Z',
  ],
  people: [
    'M12 16a4.5 4.5 0 1 0 0-9 4.5 4.5 0 1 0 0 9M3.5 26c0-5 4-7 8.5-7s8.5 2 8.5 7M20.5 7.5a4.5 4.5 0 0 1 0 8M23.5 19c3 .8 5 3 5 7',
    'M12 16a4.5 4.5 0 1 0 0-9 4.5 4.5 0 1 0 0 9M3.5 26c0-5 4-7 8.5-7s8.5 2 8.5 7Z',
  ],
  // Things
  card: [
    'M6 7h20a2 2 0 0 1 2 2v14a2 2 0 0 1-2 2H6a2 2 0 0 1-2-2V9a2 2 0 0 1 2-2ZM11.5 16a2.5 2.5 0 1 0 0-5 2.5 2.5 0 1 0 0 5M7.5 21c.5-2.5 2-3.5 4-3.5s3.5 1 4 3.5M19.5 13H24M19.5 18H24',
    'M6 7h20a2 2 0 0 1 2 2v14a2 2 0 0 1-2 2H6a2 2 0 0 1-2-2V9a2 2 0 0 1 2-2Z',
  ],
  slip: [
    'M5 27V6a1 1 0 0 1 1-1h20a1 1 0 0 1 1 1v21l-3.7-2-3.6 2-3.7-2-3.7 2-3.6-2ZM10 12h12M10 17h12',
    'M5 27V6a1 1 0 0 1 1-1h20a1 1 0 0 1 1 1v21l-3.7-2-3.6 2-3.7-2-3.7 2-3.6-2Z',
  ],
  printer: ['M9 11V5h14v6M9 23H5V13a2 2 0 0 1 2-2h18a2 2 0 0 1 2 2v10h-4M9 19h14v8H9ZM23 15h.01', 'M9 19h14v8H9Z'],
  person: [
    'M16 15a5 5 0 1 0 0-10 5 5 0 1 0 0 10M6 27c.5-6 4.5-8.5 10-8.5s9.5 2.5 10 8.5',
    'M16 15a5 5 0 1 0 0-10 5 5 0 1 0 0 10',
  ],
  qr: [
    'M5 5h8v8H5ZM19 5h8v8h-8ZM5 19h8v8H5ZM19 19h3v3M27 19v4M19 27h4M27 27h.01',
    'M5 5h8v8H5ZM19 5h8v8h-8ZM5 19h8v8H5Z',
  ],
  keypad: [
    'M5 5h5v5H5ZM13.5 5h5v5h-5ZM22 5h5v5h-5ZM5 13.5h5v5H5ZM13.5 13.5h5v5h-5ZM22 13.5h5v5h-5ZM13.5 22h5v5h-5Z',
    '',
  ],
  globe: [
    'M16 4a12 12 0 1 0 0 24 12 12 0 1 0 0-24M4 16h24M16 4c4 3.5 5 7.5 5 12s-1 8.5-5 12c-4-3.5-5-7.5-5-12s1-8.5 5-12',
    'M16 4a12 12 0 1 0 0 24 12 12 0 1 0 0-24',
  ],
  letters: [
    'M3 25 9.5 8 16 25M5.3 20h8.4M28 16.5V25M23.7 25a4.2 4.2 0 1 0 0-8.4 4.2 4.2 0 1 0 0 8.4',
    'M23.7 25a4.2 4.2 0 1 0 0-8.4 4.2 4.2 0 1 0 0 8.4',
  ],
  waves: ['M8 12a6 6 0 0 1 0 8M13.5 9a11 11 0 0 1 0 14M19 6a16 16 0 0 1 0 20', ''],
  clock: ['M16 4a12 12 0 1 0 0 24 12 12 0 1 0 0-24M16 9v7l5 3', 'M16 4a12 12 0 1 0 0 24 12 12 0 1 0 0-24'],
  // Doings
  touch: [
    'M12 18V8.5a2.5 2.5 0 0 1 5 0V15a2.3 2.3 0 0 1 4.5 0v1.5a2.2 2.2 0 0 1 4.5 0V21c0 3-.8 5-1.5 7M12 18l-1.5-2.3a2.3 2.3 0 0 0-4 2.3L11 26l1.5 2M7.5 9a7 7 0 0 1 14 0',
    'M12 18V8.5a2.5 2.5 0 0 1 5 0V15a2.3 2.3 0 0 1 4.5 0v1.5a2.2 2.2 0 0 1 4.5 0V21c0 3-.8 5-1.5 7h-12l-1.5-2-4.5-8a2.3 2.3 0 0 1 4-2.3Z',
  ],
  check: ['M6 17l7 7L27 9', ''],
  back: ['M27 16H5M14 7l-9 9 9 9', ''],
  go: ['M5 16h22M18 7l9 9-9 9', ''],
  next: ['M12 6l10 10-10 10', ''],
  erase: [
    'M11 7h16a2 2 0 0 1 2 2v14a2 2 0 0 1-2 2H11L3 16ZM15.5 12.5l7 7M22.5 12.5l-7 7',
    'M11 7h16a2 2 0 0 1 2 2v14a2 2 0 0 1-2 2H11L3 16Z',
  ],
} as const satisfies Record<string, readonly [lines: string, tint: string]>;

export type IconName = keyof typeof drawings;

export function Icon({ name }: { readonly name: IconName }) {
  const [lines, tint] = drawings[name];
  return (
    <svg
      className="icon"
      viewBox="0 0 32 32"
      aria-hidden="true"
      fill="none"
      stroke="currentColor"
      strokeLinecap="round"
      strokeLinejoin="round"
    >
      {tint && <path d={tint} fill="currentColor" fillOpacity="0.2" stroke="none" />}
      <path d={lines} strokeWidth="2.2" />
    </svg>
  );
}
