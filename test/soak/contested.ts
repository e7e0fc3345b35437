import { parseArgs } from 'node:util';
import type { TicketIssued } from '../../core/contract/hub.ts';
import { type Account, accountFor, accountInWords } from './hub/account.ts';
import { type Chance, chance } from './hub/chance.ts';
import { type StoreName, startHubs } from './hub/hubs.ts';
import { Rpc } from './hub/rpc.ts';
import { SoakCounter } from './hub/soak-counter.ts';
import { SoakKiosk } from './hub/soak-kiosk.ts';
import type { SoakSite } from './hub/soak-site.ts';

/** Enough that every rule has somebody to choose among, and few enough that everybody comes in before long. */
const backlog = 150;

const served = (...services: string[]) => services;
/** Most do the same, so that they fight for the same people; some do more and some do less. */
const skills = [
  ...Array.from({ length: 10 }, () => served('chung-thuc', 'ho-tich', 'tro-cap')),
  ...Array.from({ length: 4 }, () => served('dat-dai', 'xay-dung', 'chung-thuc')),
  ...Array.from({ length: 2 }, () => served('ket-qua', 'ho-tich')),
];

/** Time runs as it is, so what takes minutes in a hall takes seconds here. */
const queue = {
  classes: [
    { id: 'cap-cuu', name: { vi: 'Cấp cứu', en: 'Emergency' }, weight: 100, isUrgent: true },
    { id: 'khuyet-tat', name: { vi: 'Người khuyết tật', en: 'Disability' }, weight: 10 },
  ],
  policy: {
    rule: { kind: 'ratio', priority: 2, ordinary: 1, guardMinutes: 0.03 },
    appointments: { weight: 5, early: 0.02, late: 0.05 },
    missedAfterMinutes: 0.01,
  },
};

interface Contest {
  readonly calls: number;
  readonly store: StoreName;
  readonly seed: number;
  readonly tell?: (line: string) => void;
}

export interface Contested extends Account {
  readonly seconds: number;
  readonly refusals: Readonly<Record<string, number>>;
}

/** Sixteen counters that call as fast as they can and do everything else in between, over HTTP, on real processes. */
export async function contest({ calls, store, seed, tell = () => {} }: Contest): Promise<Contested> {
  const counters = skills.map((services, at) => ({
    id: `quay-${at + 1}`,
    name: { vi: `Quầy ${at + 1}`, en: `Counter ${at + 1}` },
    services,
  }));
  const hubs = await startHubs(store, { kiosks: 3, counters, queue });
  try {
    const { soak, urls } = hubs;
    const kiosks = soak.kiosks.map((headers, at) => new SoakKiosk(new Rpc(urls, headers, at)));
    const known: string[] = [];
    const staff = counters.map(
      ({ id }, at) => new SoakCounter(id, soak.site, new Rpc(urls, soak.staff, at), chance(seed + at), known),
    );
    const startedAt = performance.now();
    const made = () => staff.reduce((sum, { called }) => sum + called.size, 0);
    const isOver = () => made() >= calls;
    const printed = () => kiosks.reduce((sum, kiosk) => sum + kiosk.printed.size, 0);
    const arrivals = kiosks.map((kiosk, at) =>
      comeIn(kiosk, soak, chance(seed + 1_000 + at), known, isOver, () => printed() - made() < backlog),
    );
    const progress = setInterval(() => tell(`${store}: ${made()} calls, ${printed()} tickets`), 10_000);
    await Promise.all([...staff.map((counter) => work(counter, isOver)), ...arrivals]);
    clearInterval(progress);
    const seconds = (performance.now() - startedAt) / 1_000;
    await emptyHall(staff);
    const claims = {
      printed: new Map<string, TicketIssued>(kiosks.flatMap((kiosk) => [...kiosk.printed])),
      called: new Map(staff.flatMap(({ called }) => [...called])),
    };
    const account = await hubs.endAndLook((opened) => accountFor(opened, soak.site, claims));
    const waiting = account.open.waiting ?? 0;
    return {
      ...account,
      seconds,
      refusals: refusalsOf(staff),
      violations: [
        ...account.violations,
        ...staff.flatMap(({ violations }) => violations),
        ...hubs.bugs().map((bug) => `a bug of the hub: ${bug}`),
        ...(waiting > 0 ? [`${waiting} wait though every counter called until nobody was left`] : []),
      ],
    };
  } finally {
    await hubs.close();
  }
}

async function work(counter: SoakCounter, isOver: () => boolean): Promise<void> {
  while (!isOver()) if (!(await counter.act())) await new Promise((resolve) => setTimeout(resolve, 5));
}

async function comeIn(
  kiosk: SoakKiosk,
  { site }: SoakSite,
  random: Chance,
  known: string[],
  isOver: () => boolean,
  isRoom: () => boolean,
): Promise<void> {
  while (!isOver()) {
    if (!isRoom()) {
      await new Promise((resolve) => setTimeout(resolve, 5));
      continue;
    }
    const all = Array.from({ length: 1 + random.below(10) }, () => somebody(site.services, random));
    await kiosk.issue(all);
    known.splice(0, known.length, ...[...kiosk.printed.keys()].slice(-60));
  }
}

function somebody(services: readonly { id: string }[], random: Chance): Partial<TicketIssued> & { service: string } {
  const service = random.oneOf(services).id;
  const isUrgent = random.happens(0.03);
  const isPriority = random.happens(0.3);
  const dueMs = Date.now() - 4_000 + random.below(8_000);
  return {
    service,
    ...(isUrgent && { priority: { class: 'cap-cuu', proof: 'staff' } }),
    ...(!isUrgent && isPriority && { priority: { class: 'khuyet-tat', proof: random.oneOf(['self', 'chip']) } }),
    ...(random.happens(0.1) && { appointmentAt: new Date(dueMs).toISOString() }),
  };
}

/** What was missed comes back by itself a little later, so it goes round until nobody comes any more. */
async function emptyHall(staff: readonly SoakCounter[]): Promise<void> {
  for (let quiet = 0; quiet < 3; quiet++) {
    const hadAny = await Promise.all(staff.map((counter) => counter.drain()));
    if (hadAny.some(Boolean)) quiet = 0;
    await new Promise((resolve) => setTimeout(resolve, 1_000));
  }
}

function refusalsOf(staff: readonly SoakCounter[]): Record<string, number> {
  const all: Record<string, number> = {};
  for (const { refusals } of staff)
    for (const [code, count] of Object.entries(refusals)) all[code] = (all[code] ?? 0) + count;
  return all;
}

/** `npm run soak -- contested [--calls 100000] [--store sqlite|postgres] [--seed N]` */
export async function soak(tell: (line: string) => void): Promise<string> {
  const text = { type: 'string' } as const;
  const { values } = parseArgs({ args: process.argv.slice(3), options: { calls: text, store: text, seed: text } });
  const calls = Number(values.calls ?? 100_000);
  const seed = Number(values.seed ?? Date.now() % 1_000_000);
  tell(`seed ${seed}`);
  const lines: string[] = [];
  let isWrong = false;
  for (const store of ['sqlite', 'postgres'] as const) {
    if (values.store && values.store !== store) continue;
    const contested = await contest({ calls, store, seed, tell });
    isWrong ||= contested.violations.length > 0;
    const refused = Object.entries(contested.refusals).map(([code, count]) => `${code} ${count}`);
    const rate = (contested.calls / contested.seconds).toFixed(0);
    lines.push(
      `${store} in ${contested.seconds.toFixed(0)} s (${rate} calls/s): ${accountInWords(contested)}; refused ${refused.join(', ')}`,
    );
    tell(lines.at(-1)!);
  }
  if (isWrong) throw new Error(lines.join('\n'));
  return lines.join('\n');
}
