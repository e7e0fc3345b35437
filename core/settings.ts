import { z } from 'zod';
import { logoSchema } from './paper/logo.ts';
import { counterQueueFields, queueSchema, serviceQueueFields } from './queue/settings.ts';
import { queueProblems } from './queue/settings-checks.ts';
import { fail, ok, type Result } from './result.ts';
import { inLines, type Problem, parseJson } from './settings-file.ts';

/** Words in the site's languages: Vietnamese always, English where given. */
export const words = z.strictObject({ vi: z.string().min(1), en: z.string().min(1) });

const id = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'must be lower-case words joined by hyphens');
/** Letters that are neither mistaken for digits nor for each other when called aloud. */
const seriesLetter = z.string().regex(/^[ABHKLMX]$/, 'must be one of A B H K L M X');
const sha256 = z.string().regex(/^[0-9a-f]{64}$/, 'must be a SHA-256 in hex');
const port = z.int().min(1).max(65_535);

/** The way from the kiosk to a place: an arrow and "Đi thẳng, rẽ trái sau quầy 2". */
export const waySchema = words.extend({ arrow: z.enum(['left', 'ahead', 'right', 'upstairs', 'downstairs']) });

export const serviceSchema = z.strictObject({
  id,
  letter: seriesLetter,
  icon: z.enum(['folder', 'stamp', 'map', 'baby', 'house', 'shield', 'heart', 'people']),
  name: words,
  /** What it is in everyday words: "Sao y, chữ ký". */
  about: words,
  /** Where the citizen goes: "Quầy 3 · tầng 1". */
  place: words,
  /** Printed on the slip under the place. */
  way: waySchema.optional(),
  ...serviceQueueFields,
});

export const counterSchema = z.strictObject({ id, name: words, services: z.array(id).min(1), ...counterQueueFields });

/** The way from the kiosk to its printer. The first three also bring back what the printer says. */
export const printerLineSchema = z.discriminatedUnion('by', [
  z.strictObject({ by: z.literal('tcp'), host: z.string().min(1), port }),
  /** A raster slip takes 6 s at 115,200 baud, which is the least that it is sent at. */
  z.strictObject({ by: z.literal('serial'), device: z.string().min(1), baud: z.int().min(9_600).max(921_600) }),
  z.strictObject({ by: z.literal('usb'), device: z.string().startsWith('/') }),
  z.strictObject({ by: z.literal('cups'), url: z.url({ protocol: /^(http|ipp)$/ }) }),
  z.strictObject({ by: z.literal('windows'), name: z.string().min(1) }),
]);

export const printerSchema = z.strictObject({
  /** The name of a file in `assets/printers`, without `.json`. */
  profile: id,
  line: printerLineSchema,
});

export const kioskSchema = z.strictObject({
  id,
  /** Marks the kiosk's own series: kiosk K gives AK012 while the hub is away. */
  letter: seriesLetter,
  name: z.string().min(1),
  hub: z.url({ protocol: /^https?$/ }),
  /** Where a kiosk without Electron serves its screen to the browser of its own machine. */
  screenPort: port.default(8610),
  /** SHA-256 (hex) of the token that the hub knows this kiosk by. */
  tokenHash: sha256,
  /** Part of the PC/SC reader's name; the first reader where it is left out. */
  reader: z.string().min(1).optional(),
  /** Folder of issuers that are trusted beside those of the program. */
  trust: z.string().startsWith('/').optional(),
  /** A chip that offers PACE and fails it is read by BAC, and the log says so. */
  mayDowngrade: z.boolean().default(false),
  printer: printerSchema,
  /** Device file of a QR and MRZ scanner in serial mode; left out where there is none. */
  scanner: z.string().startsWith('/').optional(),
});

const seconds = (usual: number) => z.number().min(3).max(600).default(usual);

/** How long each screen of the kiosk waits after the last thing that happened before it gives the visit up. */
export const patienceSchema = z.strictObject({
  keying: seconds(60),
  reading: seconds(30),
  confirming: seconds(45),
  choosing: seconds(60),
  done: seconds(20),
  stopped: seconds(20),
  rating: seconds(60),
  thanked: seconds(8),
});

export const siteSchema = z.strictObject({
  id,
  organisation: words,
  address: words,
  /** At the head of every slip; made once from a picture by `logoOf`. */
  logo: logoSchema.optional(),
  timeZone: z.string().refine(isTimeZone, 'must be a time zone such as Asia/Ho_Chi_Minh'),
  /** The hour at which a new day of numbers begins. */
  dayStartsAtHour: z.int().min(0).max(23),
  hub: z.strictObject({ host: z.string().min(1), port }),
  /** Where a slip's QR leads; the opaque ticket id is appended. */
  ticketUrl: z.url({ protocol: /^https?$/ }),
  /** The counter sees the name of the one in hand; the kiosk sends it then, and the hub forgets it with the visit. */
  counterSeesHolder: z.boolean().default(false),
  /** Other programs that may take numbers, such as a city's app; known by the SHA-256 (hex) of their token. */
  apps: z.array(z.strictObject({ id, tokenHash: sha256 })).default([]),
  /** The hub above this one (a city's), which is told of everything; its token is in the file beside the data. */
  uplink: z.strictObject({ hub: z.url({ protocol: /^https?$/ }) }).optional(),
  /** On the hub above: SHA-256 (hex) of the token that this site's own hub is known by. */
  uplinkTokenHash: sha256.optional(),
  /** Seconds; screens that are left out wait as long as usual. */
  patience: patienceSchema.prefault({}),
  queue: queueSchema.prefault({}),
  services: z.array(serviceSchema).min(1),
  counters: z.array(counterSchema).min(1),
  kiosks: z.array(kioskSchema).min(1),
});

export type Patience = z.infer<typeof patienceSchema>;
export type Words = z.infer<typeof words>;
export type Way = z.infer<typeof waySchema>;
export type Site = z.infer<typeof siteSchema>;
export type Service = z.infer<typeof serviceSchema>;
export type Counter = z.infer<typeof counterSchema>;
export type KioskSettings = z.infer<typeof kioskSchema>;
export type PrinterSettings = z.infer<typeof printerSchema>;
export type PrinterLine = z.infer<typeof printerLineSchema>;

/**
 * Parses a site's settings. Settings that do not fit give one line for each thing wrong, all at once:
 * file, path and what was expected.
 */
export function parseSite(text: string, file: string): Result<Site, readonly string[]> {
  const json = parseJson(text, file);
  if (!json.ok) return json;
  const parsed = siteSchema.safeParse(json.value);
  const problems = [...(parsed.error?.issues ?? []), ...crossChecks(json.value), ...queueProblems(json.value)];
  if (parsed.success && problems.length === 0) return ok(parsed.data);
  return fail(inLines(problems, file));
}

/** Only what the cross-checks look at, so that they also run on settings that do not fit elsewhere. */
const named = z.array(z.looseObject({ id: z.string(), letter: z.string(), services: z.array(z.string()) }).partial());
const loose = z.looseObject({ services: named.catch([]), counters: named.catch([]), kiosks: named.catch([]) });

/** What no single field can know: nothing is named twice, and every service that is named exists. */
function crossChecks(json: unknown): Problem[] {
  const site = loose.safeParse(json).data;
  if (!site) return [];
  const unique = [
    ['services', 'id'],
    ['services', 'letter'],
    ['counters', 'id'],
    ['kiosks', 'id'],
    ['kiosks', 'letter'],
  ] as const;
  const twice = unique.flatMap(([list, key]) =>
    repeated(site[list].map((item) => item[key])).map(([at, value]) => ({
      path: [list, at, key],
      message: `"${value}" is already used above`,
    })),
  );
  const known = new Set(site.services.map((service) => service.id));
  const missing = site.counters.flatMap((counter, index) =>
    (counter.services ?? []).flatMap((service, at) =>
      known.has(service)
        ? []
        : [{ path: ['counters', index, 'services', at], message: `there is no service "${service}"` }],
    ),
  );
  return [...twice, ...missing];
}

function repeated(values: readonly (string | undefined)[]): [number, string][] {
  return values.flatMap((value, index): [number, string][] =>
    value !== undefined && values.indexOf(value) < index ? [[index, value]] : [],
  );
}

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
