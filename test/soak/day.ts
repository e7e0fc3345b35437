import { randomUUID } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import type { CounterFeedEvent } from '../../core/contract/feed.ts';
import type { Turn } from '../../core/queue/turn.ts';
import { type Account, accountFor, accountInWords } from './hub/account.ts';
import { publicLines } from './hub/board-lines.ts';
import { type Chance, chance } from './hub/chance.ts';
import { firstService, hospital, journey, minutesAt, zones } from './hub/hospital.ts';
import { type Hubs, type StoreName, startHubs } from './hub/hubs.ts';
import { memoryLine, type Sample } from './hub/memory-line.ts';
import { Rpc } from './hub/rpc.ts';
import { SoakKiosk } from './hub/soak-kiosk.ts';
import { heardWrongly, SoakScreen } from './hub/soak-screen.ts';
import { WaitingRoom } from './hub/waiting-room.ts';

/** Ten hours with ten thousand visits in two hundred rooms; a smaller day is shorter or has fewer rooms. */
const fullDay = { hours: 10, visits: 10_000, rooms: 200 };
const minuteMs = 60_000;
const missedShare = 0.04;

export interface Day {
  readonly visits: number;
  readonly rooms: number;
  readonly kiosks: number;
  readonly boards: number;
  readonly speed: number;
  readonly seed: number;
  readonly store: StoreName;
  readonly tell?: (line: string) => void;
}

export interface Lived extends Account {
  readonly seconds: number;
  readonly steps: number;
  readonly memory: ReturnType<typeof memoryLine>;
}

/** A hospital's day, at so many times its speed, on real processes; it ends when the last patient has left. */
export async function live(day: Day): Promise<Lived> {
  const { visits, rooms, speed, seed, store, tell = () => {} } = day;
  const hubs = await startHubs(store, { kiosks: day.kiosks, ...hospital(rooms, speed) });
  const { soak, urls } = hubs;
  const hall = new WaitingRoom();
  const desk = new SoakScreen(urls, { view: 'counter' }, soak.staff, (frame) => hall.hear(frame as CounterFeedEvent));
  const boards = Array.from({ length: day.boards }, (_, at) => {
    const zone = zones[at % zones.length]!;
    return { zone, screen: new SoakScreen([urls[at % urls.length]!], { view: 'board', zone }) };
  });
  const startedAt = performance.now();
  const seconds = () => (performance.now() - startedAt) / 1_000;
  const samples: Sample[] = [];
  try {
    let isOver = false;
    const called = new Map<string, string>();
    const work = soak.site.counters.map(async ({ id, services: [service = ''] }, at) => {
      const room = new Room(id, service, new Rpc(urls, soak.staff, at), chance(seed + at), speed, called);
      while (!isOver) if (!(await room.callNext())) await hall.rest(service);
    });
    const kiosks = soak.kiosks.map((headers, at) => new SoakKiosk(new Rpc(urls, headers, at)));
    const watch = setInterval(
      () => {
        samples.push({ seconds: seconds(), mb: rssOf(hubs) });
        const came = kiosks.reduce((sum, { printed }) => sum + printed.size, 0);
        tell(`${came} came, ${hall.finished} steps done, ${samples.at(-1)!.mb.toFixed(0)} MB`);
      },
      Math.max(500, durationOf(day) / 60),
    );
    await comeIn(kiosks, day);
    while (!hall.isEmpty) await setTimeout(200);
    isOver = true;
    hall.close();
    await Promise.all(work);
    clearInterval(watch);
    // What the last ones did is on every board, also where another hub was told of it.
    await setTimeout(1_000);
    const lived = seconds();
    const claims = { printed: new Map(kiosks.flatMap((kiosk) => [...kiosk.printed])), called };
    return await hubs.endAndLook(async (opened) => {
      const account = await accountFor(opened, soak.site, claims);
      const wrong: string[] = [];
      for (const zone of zones) {
        const lines = await publicLines(opened, soak.site, zone);
        for (const { screen } of boards.filter((board) => board.zone === zone))
          wrong.push(...heardWrongly(screen, lines));
      }
      const bugs = hubs.bugs().map((bug) => `a bug of the hub: ${bug}`);
      const left = Object.entries(account.open).filter(([state]) => state !== 'missed');
      wrong.push(...left.map(([state, count]) => `${count} are ${state} at the end of the day`));
      const violations = [...account.violations, ...wrong, ...bugs];
      return { ...account, seconds: lived, steps: hall.finished, memory: memoryLine(samples), violations };
    });
  } finally {
    desk.close();
    for (const { screen } of boards) screen.close();
    await hubs.close();
  }

  function rssOf({ processes }: Hubs): number {
    return Math.max(...processes.map(({ rssMb }) => rssMb));
  }

  async function comeIn(kiosks: readonly SoakKiosk[], { seed }: Day): Promise<void> {
    const random = chance(seed + 10_000);
    const lengthMs = durationOf(day);
    const coming = Array.from({ length: visits }, () => arrival(random) * lengthMs).sort((a, b) => a - b);
    await Promise.all(
      coming.map(async (atMs) => {
        const priority = classOf(random);
        await setTimeout(atMs);
        await random.oneOf(kiosks).issue([{ service: firstService, journey, ...(priority && { priority }) }]);
      }),
    );
  }
}

/** What one room does: it calls, waits for who was called to come in, and takes as long as it takes. */
class Room {
  readonly #id: string;
  readonly #minutes: number;
  readonly #rpc: Rpc;
  readonly #chance: Chance;
  readonly #speed: number;
  readonly #called: Map<string, string>;

  constructor(id: string, service: string, rpc: Rpc, random: Chance, speed: number, called: Map<string, string>) {
    this.#id = id;
    this.#minutes = minutesAt(service);
    this.#rpc = rpc;
    this.#chance = random;
    this.#speed = speed;
    this.#called = called;
  }

  /** False where nobody waits. */
  async callNext(): Promise<boolean> {
    const turn = await this.#command('callNext');
    if (!turn) return false;
    await this.#pass(0.2);
    const on = { ticketId: turn.ticketId };
    if (this.#chance.happens(missedShare)) return (await this.#command('miss', on)) !== undefined;
    await this.#command('arrive', on);
    // Some are quick and a few take long.
    await this.#pass(this.#minutes * -Math.log(1 - 0.95 * this.#chance.next()));
    await this.#command('finish', on);
    return true;
  }

  async #command(name: string, wish: object = {}): Promise<Turn | undefined> {
    const commandId = randomUUID();
    const answer = await this.#rpc.ask<{ turn: Turn | null }>(`counter/${name}`, {
      commandId,
      counter: this.#id,
      ...wish,
    });
    if (!answer.ok) throw new Error(`${this.#id}: ${name} was refused: ${answer.code}`);
    const { turn } = answer.value;
    if (turn && name === 'callNext') this.#called.set(commandId, turn.id);
    return turn ?? undefined;
  }

  async #pass(minutes: number): Promise<void> {
    await setTimeout((minutes * minuteMs) / this.#speed);
  }
}

function durationOf({ visits, rooms, speed }: Day): number {
  return (fullDay.hours * 60 * minuteMs * (visits / fullDay.visits) * (fullDay.rooms / rooms)) / speed;
}

/** When somebody comes, as a share of the day: most in the morning, some after lunch. */
function arrival(random: Chance): number {
  const [from, to] = random.happens(0.6) ? [0, 0.5] : [0.4, 1];
  return from + (to - from) * (0.5 * random.next() + 0.5 * random.next());
}

function classOf(random: Chance) {
  if (random.happens(0.01)) return { class: 'cap-cuu', proof: 'staff' } as const;
  return random.happens(0.15) ? ({ class: 'cao-tuoi', proof: 'chip' } as const) : undefined;
}

/** `npm run soak -- day [--visits 10000] [--speed 10] [--rooms 200] [--kiosks 40] [--boards 120] [--store postgres]` */
export async function soak(tell: (line: string) => void): Promise<string> {
  const text = { type: 'string' } as const;
  const { values } = parseArgs({
    args: process.argv.slice(3),
    options: { visits: text, speed: text, rooms: text, kiosks: text, boards: text, seed: text, store: text },
  });
  const figure = (name: 'visits' | 'speed' | 'rooms' | 'kiosks' | 'boards' | 'seed', usual: number) =>
    Number(values[name] ?? usual);
  const day = {
    visits: figure('visits', fullDay.visits),
    speed: figure('speed', 10),
    rooms: figure('rooms', fullDay.rooms),
    kiosks: figure('kiosks', 40),
    boards: figure('boards', 120),
    seed: figure('seed', Date.now() % 1_000_000),
    store: values.store === 'postgres' ? ('postgres' as const) : ('sqlite' as const),
  };
  tell(`seed ${day.seed}; arrivals take ${(durationOf(day) / minuteMs).toFixed(1)} min`);
  const lived = await live({ ...day, tell });
  const { fromMb, toMb, mbPerMinute } = lived.memory;
  const said =
    `${lived.steps} steps in ${lived.seconds.toFixed(0)} s: ${accountInWords(lived)}; memory from ` +
    `${fromMb.toFixed(0)} to ${toMb.toFixed(0)} MB after the first third, ${mbPerMinute.toFixed(2)} MB a minute`;
  if (lived.violations.length > 0) throw new Error(said);
  return said;
}
