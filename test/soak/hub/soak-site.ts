import { createHash, randomBytes } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseSite, type Site } from '../../../core/settings.ts';
import type { StorePlace } from '../../../hub/store/open.ts';
import { openStore } from '../../../hub/store/open.ts';

/** What a run's own clients need to know of its site. */
export interface SoakSite {
  readonly site: Site;
  /** The settings as the hub reads them. */
  readonly file: string;
  /** What each kiosk sends with all that it asks. */
  readonly kiosks: readonly Headers[];
  /** What staff send. */
  readonly staff: Headers;
}
export type Headers = Readonly<Record<string, string>>;

interface Wanted {
  readonly kiosks: number;
  readonly counters: readonly { readonly services: readonly string[] }[];
  /** The example's, as far as a counter has them, where they are left out. */
  readonly services?: readonly object[];
  readonly queue?: object;
}

const letters = [...'ABHKLMX'];
const session = 'the session of a soak';
const hash = (text: string) => createHash('sha256').update(text).digest('hex');

/** The example site with other counters, kiosks and rules, whose day does not end during the run. */
export async function writeSoakSite(folder: string, place: StorePlace, wanted: Wanted): Promise<SoakSite> {
  const example = JSON.parse(readFileSync(new URL('../../../assets/sites/ha-dong.json', import.meta.url), 'utf8'));
  const { queue = {}, counters } = wanted;
  const isServed = ({ id }: { id: string }) => counters.some((counter) => counter.services.includes(id));
  const services = wanted.services ?? example.services.filter(isServed);
  const tokens = Array.from({ length: wanted.kiosks }, () => randomBytes(16).toString('hex'));
  const kiosks = tokens.map((token, at) => ({
    ...example.kiosks[0],
    id: `kiosk-${at + 1}`,
    // The letter marks a series of a kiosk's own, which no kiosk uses here.
    letter: letters[at % letters.length],
    tokenHash: hash(token),
  }));
  const text = JSON.stringify({
    ...example,
    services: services.map(({ hours: _, ...one }: { hours?: unknown }) => one),
    counters,
    kiosks: kiosks.slice(0, letters.length),
    queue: { ...example.queue, ...queue },
    dayStartsAtHour: farFromNow(),
  });
  const file = join(folder, 'site.json');
  const site = parseSite(text, file);
  if (!site.ok) throw new Error(site.fault.join('\n'));
  writeFileSync(file, text);
  await addStaff(place, site.value);
  const used = tokens.slice(0, letters.length).map((token) => ({ authorization: `Bearer ${token}` }));
  return {
    site: site.value,
    file,
    kiosks: Array.from({ length: wanted.kiosks }, (_, at) => used[at % used.length]!),
    staff: { cookie: `mot-cham-staff=${session}` },
  };
}

async function addStaff(place: StorePlace, { id: site }: Site): Promise<void> {
  const { db, close } = await openStore(place);
  const ha = { display_name: 'Trần Thu Hà', password_hash: '', may_call_this: 1, is_manager: 0 };
  await db
    .insertInto('staff')
    .values({ site, name: 'ha', ...ha })
    .execute();
  const ends_at = '9999-01-01T00:00:00.000Z';
  await db
    .insertInto('staff_session')
    .values({ id_hash: hash(session), site, name: 'ha', ends_at })
    .execute();
  await close();
}

function farFromNow(): number {
  const hour = new Intl.DateTimeFormat('en-GB', { timeZone: 'Asia/Ho_Chi_Minh', hour: 'numeric' }).format(new Date());
  return (Number(hour) + 12) % 24;
}
