import { queueSchema } from '../../../core/queue/settings.ts';
import { type Counter, counterSchema, type Service, serviceSchema } from '../../../core/settings.ts';

/** All times of day of a world are in it. */
export const timeZone = 'UTC';

const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;

/** One site as it really is; of this its hub knows only what its settings say and what it sees happen. */
export interface World {
  readonly name: string;
  readonly services: Service[];
  readonly counters: Counter[];
  readonly queue: ReturnType<typeof queueSchema.parse>;
  readonly truth: Truth;
}

/** What nobody tells the hub. Times of day are ms after midnight. */
export interface Truth {
  /** Mean minutes at the counter and coefficient of variation of each service, and its share of those who come. */
  readonly services: Readonly<Record<string, { minutes: number; variation: number; share: number }>>;
  /** People on a usual day, and when they come: two peaks over an even stream. */
  readonly people: number;
  readonly peaks: readonly { atMs: number; widthMs: number; share: number }[];
  readonly issuing: readonly { fromMs: number; untilMs: number }[];
  readonly calling: readonly { fromMs: number; untilMs: number }[];
  readonly priorityShare: number;
  readonly noShowShare: number;
  /** Spread of a day's speed, and of how fast one counter is beside another; both as of a logarithm. */
  readonly drift: number;
  readonly staffSpread: number;
}

const at = (hours: number, minutes = 0) => hours * HOUR_MS + minutes * MINUTE_MS;
const words = (vi: string) => ({ vi, en: vi });
const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;

const classes = [
  { id: 'cao-tuoi', name: words('Người cao tuổi'), weight: 10 },
  { id: 'khuyet-tat', name: words('Người khuyết tật'), weight: 20 },
];

/** A one-stop shop: 8 counters, 5 services that share them. */
export const oneStop: World = {
  name: 'one-stop',
  services: services({ 'chung-thuc': 5, 'ho-tich': 10, 'dat-dai': 15, 'bao-hiem': 10, 'tra-ket-qua': 5 }),
  counters: counters([
    ['chung-thuc', 'tra-ket-qua'],
    ['chung-thuc', 'tra-ket-qua'],
    ['chung-thuc', 'ho-tich'],
    ['ho-tich'],
    ['dat-dai'],
    ['dat-dai', 'bao-hiem'],
    ['bao-hiem', 'ho-tich'],
    ['dat-dai', 'bao-hiem', 'chung-thuc'],
  ]),
  queue: rules([
    ['07:30', '11:30'],
    ['13:30', '17:00'],
  ]),
  truth: {
    services: {
      'chung-thuc': { minutes: 4.5, variation: 0.6, share: 0.34 },
      'ho-tich': { minutes: 9, variation: 0.6, share: 0.2 },
      'dat-dai': { minutes: 14, variation: 0.7, share: 0.16 },
      'bao-hiem': { minutes: 9, variation: 0.6, share: 0.16 },
      'tra-ket-qua': { minutes: 3, variation: 0.5, share: 0.14 },
    },
    people: 330,
    peaks: [
      { atMs: at(8, 15), widthMs: at(0, 40), share: 0.35 },
      { atMs: at(14), widthMs: at(0, 35), share: 0.25 },
    ],
    issuing: [
      { fromMs: at(7, 15), untilMs: at(11, 15) },
      { fromMs: at(13, 15), untilMs: at(16, 30) },
    ],
    calling: [
      { fromMs: at(7, 30), untilMs: at(11, 30) },
      { fromMs: at(13, 30), untilMs: at(17) },
    ],
    priorityShare: 0.12,
    noShowShare: 0.06,
    drift: 0.12,
    staffSpread: 0.12,
  },
};

/** The examination rooms of a hospital: 9 rooms, 4 specialities. */
export const hospital: World = {
  name: 'hospital',
  services: services({ noi: 10, 'tim-mach': 10, nhi: 10, 'tai-mui-hong': 10 }),
  counters: counters([
    ['noi'],
    ['noi'],
    ['noi'],
    ['tim-mach'],
    ['tim-mach'],
    ['nhi'],
    ['nhi'],
    ['tai-mui-hong'],
    ['tai-mui-hong', 'noi'],
  ]),
  queue: rules([
    ['06:30', '11:30'],
    ['13:00', '16:30'],
  ]),
  truth: {
    services: {
      noi: { minutes: 7, variation: 0.7, share: 0.42 },
      'tim-mach': { minutes: 9, variation: 0.7, share: 0.2 },
      nhi: { minutes: 6, variation: 0.6, share: 0.22 },
      'tai-mui-hong': { minutes: 6, variation: 0.7, share: 0.16 },
    },
    people: 380,
    peaks: [
      { atMs: at(7, 20), widthMs: at(0, 45), share: 0.4 },
      { atMs: at(13, 20), widthMs: at(0, 30), share: 0.2 },
    ],
    issuing: [
      { fromMs: at(6), untilMs: at(11) },
      { fromMs: at(12, 30), untilMs: at(16) },
    ],
    calling: [
      { fromMs: at(6, 30), untilMs: at(11, 30) },
      { fromMs: at(13), untilMs: at(16, 30) },
    ],
    priorityShare: 0.18,
    noShowShare: 0.08,
    drift: 0.15,
    staffSpread: 0.15,
  },
};

function services(usualMinutes: Readonly<Record<string, number>>): Service[] {
  return Object.entries(usualMinutes).map(([id, minutes], index) =>
    serviceSchema.parse({
      id,
      letter: 'ABHKLMX'[index],
      icon: 'folder',
      name: words(id),
      about: words(id),
      place: words(id),
      usualMinutes: minutes,
    }),
  );
}

function counters(skills: readonly (readonly string[])[]): Counter[] {
  return skills.map((services, index) =>
    counterSchema.parse({ id: `quay-${index + 1}`, name: words(`Quầy ${index + 1}`), services, group: 'chung' }),
  );
}

function rules(hours: readonly (readonly [string, string])[]) {
  return queueSchema.parse({ classes, hours: hours.map(([from, to]) => ({ days: [...weekdays], from, to })) });
}
