import { setTimeout } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { type Account, accountFor, accountInWords } from './hub/account.ts';
import { type Chance, chance } from './hub/chance.ts';
import { type Hubs, type StoreName, startHubs } from './hub/hubs.ts';
import { Rpc } from './hub/rpc.ts';
import { SoakCounter } from './hub/soak-counter.ts';
import { SoakKiosk } from './hub/soak-kiosk.ts';
import { heardWrongly, SoakScreen } from './hub/soak-screen.ts';

const counters = Array.from({ length: 6 }, (_, at) => ({
  id: `quay-${at + 1}`,
  name: { vi: `Quầy ${at + 1}`, en: `Counter ${at + 1}` },
  services: ['chung-thuc', 'ho-tich', 'dat-dai'],
}));
/** People who wait at a time, and how long a death lets things go on. */
const backlog = 60;
const longestLifeMs = 900;
const linesOfALife = 40;
const longestWaitMs = 60_000;

interface Deaths {
  readonly store: StoreName;
  /** Of the hub on SQLite; of PostgreSQL itself where three hubs share one. */
  readonly kills: number;
  readonly seed: number;
  readonly tell?: (line: string) => void;
}

export interface Survived extends Account {
  readonly seconds: number;
  readonly kills: number;
  /** How often a client had to ask the same again, and a screen to come back. */
  readonly retries: number;
  readonly returns: number;
}

/** Kills the hub, or the store below it, under load and at random moments; then holds everybody's account of it together. */
export async function killHubs({ store, kills, seed, tell = () => {} }: Deaths): Promise<Survived> {
  const hubs = await startHubs(store, { kiosks: 2, counters, queue: { policy: { missedAfterMinutes: 0.01 } } });
  const { soak, urls } = hubs;
  const rpcs: Rpc[] = [];
  const rpcOf = (headers: Readonly<Record<string, string>>, at: number) => {
    const rpc = new Rpc(urls, headers, at);
    rpcs.push(rpc);
    return rpc;
  };
  const kiosks = soak.kiosks.map((headers, at) => new SoakKiosk(rpcOf(headers, at)));
  const known: string[] = [];
  const staff = counters.map(
    ({ id }, at) => new SoakCounter(id, soak.site, rpcOf(soak.staff, at), chance(seed + at), known),
  );
  const turned = (at: number) => [...urls.slice(at % urls.length), ...urls.slice(0, at % urls.length)];
  const screens = Array.from({ length: 3 }, (_, at) => new SoakScreen(turned(at), { view: 'counter' }, soak.staff));
  try {
    const startedAt = performance.now();
    let isOver = false;
    const load = [
      ...staff.map((counter, at) => work(counter, chance(seed + 100 + at), () => isOver)),
      ...kiosks.map((kiosk) => comeIn(kiosk, kiosks, staff, known, () => isOver)),
    ];
    const random = chance(seed + 1_000);
    for (let kill = 1; kill <= kills; kill++) {
      await somethingHappens(screens[0]!);
      await setTimeout(random.below(longestLifeMs));
      await (store === 'sqlite' ? dieAndRise(hubs) : loseStore(hubs, random));
      if (kill % 10 === 0 || kill === kills) tell(`${store}: ${kill} deaths, ${screens[0]!.last} lines`);
    }
    isOver = true;
    await Promise.all(load);
    for (let quiet = 0; quiet < 3; quiet++) {
      const hadAny = await Promise.all(staff.map((counter) => counter.drain()));
      if (hadAny.some(Boolean)) quiet = 0;
      await setTimeout(1_000);
    }
    const seconds = (performance.now() - startedAt) / 1_000;
    const claims = {
      printed: new Map(kiosks.flatMap((kiosk) => [...kiosk.printed])),
      called: new Map(staff.flatMap(({ called }) => [...called])),
    };
    const account = await hubs.endAndLook((opened) => accountFor(opened, soak.site, claims));
    const expected = Array.from({ length: account.entries }, (_, n) => n + 1);
    return {
      ...account,
      seconds,
      kills,
      retries: rpcs.reduce((sum, rpc) => sum + rpc.retries, 0),
      returns: screens.reduce((sum, screen) => sum + screen.returns, 0),
      violations: [
        ...account.violations,
        ...screens.flatMap((screen) => heardWrongly(screen, expected)),
        ...staff.flatMap(({ violations }) => violations),
        ...hubs.bugs().map((bug) => `a bug of the hub: ${bug}`),
        ...(account.open.waiting ? [`${account.open.waiting} were left waiting`] : []),
      ],
    };
  } finally {
    for (const screen of screens) screen.close();
    await hubs.close();
  }
}

/** However slow the machine is: a death in which nobody had anything to lose shows nothing. */
async function somethingHappens(screen: SoakScreen): Promise<void> {
  const before = screen.last ?? 0;
  for (const since = performance.now(); (screen.last ?? 0) < before + linesOfALife; await setTimeout(10))
    if (performance.now() - since > longestWaitMs) throw new Error('nothing happens any more');
}

async function dieAndRise({ processes: [hub] }: Hubs): Promise<void> {
  await hub!.end('SIGKILL');
  await hub!.start();
}

async function loseStore({ postgres }: Hubs, random: Chance): Promise<void> {
  await postgres!.kill();
  await setTimeout(random.below(500));
  await postgres!.restart();
  // Until the hubs have found it again, which is what is tried here.
  await setTimeout(1_000);
}

async function work(counter: SoakCounter, random: Chance, isOver: () => boolean): Promise<void> {
  while (!isOver()) {
    await counter.act();
    await setTimeout(random.below(20));
  }
}

async function comeIn(
  kiosk: SoakKiosk,
  kiosks: readonly SoakKiosk[],
  staff: readonly SoakCounter[],
  known: string[],
  isOver: () => boolean,
): Promise<void> {
  const services = counters[0]!.services;
  for (let n = 0; !isOver(); n++) {
    const came = kiosks.reduce((sum, { printed }) => sum + printed.size, 0);
    const called = staff.reduce((sum, one) => sum + one.called.size, 0);
    if (came - called < backlog) {
      await kiosk.issue([0, 1, 2].map((more) => ({ service: services[(n + more) % services.length]! })));
      known.splice(0, known.length, ...[...kiosk.printed.keys()].slice(-60));
    }
    await setTimeout(10);
  }
}

/** `npm run soak -- hub-kill [--kills 100] [--restarts 10] [--seed N]` */
export async function soak(tell: (line: string) => void): Promise<string> {
  const text = { type: 'string' } as const;
  const { values } = parseArgs({ args: process.argv.slice(3), options: { kills: text, restarts: text, seed: text } });
  const seed = Number(values.seed ?? Date.now() % 1_000_000);
  tell(`seed ${seed}`);
  const runs = [
    { store: 'sqlite', kills: Number(values.kills ?? 100) },
    { store: 'postgres', kills: Number(values.restarts ?? 10) },
  ] as const;
  const lines: string[] = [];
  let isWrong = false;
  for (const { store, kills } of runs) {
    if (kills === 0) continue;
    const survived = await killHubs({ store, kills, seed, tell });
    isWrong ||= survived.violations.length > 0;
    lines.push(
      `${store}: ${kills} deaths in ${survived.seconds.toFixed(0)} s, ${survived.retries} times asked again, ` +
        `screens came back ${survived.returns} times: ${accountInWords(survived)}`,
    );
    tell(lines.at(-1)!);
  }
  if (isWrong) throw new Error(lines.join('\n'));
  return lines.join('\n');
}
