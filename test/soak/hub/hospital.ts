const words = (vi: string, en: string) => ({ vi, en });

/** A hospital's services: minutes with one patient, share of the rooms, and the hall in which they call. */
const services = [
  { id: 'tiep-don', letter: 'A', minutes: 1, share: 0.1, zone: 'sanh' },
  { id: 'kham', letter: 'B', minutes: 4, share: 0.4, zone: 'khoa-kham' },
  { id: 'xet-nghiem', letter: 'H', minutes: 1.5, share: 0.15, zone: 'can-lam-sang' },
  { id: 'hinh-anh', letter: 'K', minutes: 2.5, share: 0.25, zone: 'can-lam-sang' },
  { id: 'phat-thuoc', letter: 'M', minutes: 1, share: 0.1, zone: 'sanh' },
] as const;

export const zones = ['sanh', 'khoa-kham', 'can-lam-sang'] as const;
export const journey = 'kham-benh';
export const firstService = services[0].id;

/** Five steps: in at the reception, to the doctor, to the laboratory and the pictures beside each other, to the pharmacy. */
const journeys = [
  {
    id: journey,
    name: words('Khám bệnh', 'Examination'),
    steps: [
      { service: 'tiep-don' },
      { service: 'kham', after: [0] },
      { service: 'xet-nghiem', after: [1] },
      { service: 'hinh-anh', after: [1] },
      { service: 'phat-thuoc', after: [2, 3] },
    ],
  },
];

export const minutesAt = (service: string): number => services.find(({ id }) => id === service)?.minutes ?? 1;

/** The settings of a hospital with so many rooms, in which an hour passes in an hour divided by `speed`. */
export function hospital(rooms: number, speed: number) {
  const counters = services.flatMap(({ id, share, zone }) =>
    Array.from({ length: Math.round(rooms * share) }, (_, at) => ({
      id: `${id}-${at + 1}`,
      name: words(`Phòng ${at + 1}`, `Room ${at + 1}`),
      services: [id],
      kind: 'room',
      zone,
    })),
  );
  return {
    counters,
    services: services.map(({ id, letter, minutes }) => ({
      id,
      letter,
      icon: 'people',
      name: words(id, id),
      about: words(id, id),
      place: words(id, id),
      usualMinutes: minutes,
    })),
    queue: {
      classes: [
        { id: 'cap-cuu', name: words('Cấp cứu', 'Emergency'), weight: 100, isUrgent: true },
        { id: 'cao-tuoi', name: words('Người từ 75 tuổi', 'Aged 75 and over'), weight: 10 },
      ],
      policy: {
        rule: { kind: 'ratio', priority: 2, ordinary: 1, guardMinutes: 30 / speed },
        missedAfterMinutes: 5 / speed,
      },
      journeys,
      zones: zones.map((id) => ({ id, name: words(id, id) })),
    },
  };
}
