import type { Change } from '../../core/queue/change.ts';
import { newTurns } from '../../core/queue/journey.ts';
import { Queue } from '../../core/queue/queue.ts';
import { returnsDue } from '../../core/queue/returns.ts';
import type { Turn } from '../../core/queue/turn.ts';
import type { Site } from '../../core/settings.ts';
import { formatNumber } from '../../core/ticket.ts';
import type { Entry } from '../../hub/store/log.ts';
import { chanceOf, pick, type Random, uuidOf } from '../estimate/world/chance.ts';
import { type Attendance, type Desk, nextMove } from './made-up-staff.ts';

export interface DayOf {
  readonly site: Site;
  readonly day: string;
  /** When the doors open, in ms since 1970. */
  readonly opensMs: number;
  readonly people: number;
  readonly seed: number;
  /** What staff do beside calling, serving and finishing. */
  readonly attendance?: Partial<Attendance>;
  /** Those without a class come by this share. */
  readonly prioritySharePercent?: number;
  /** The day is not over: nothing after this, in ms since 1970. */
  readonly untilMs?: number;
}

/** A day as its log tells it; `turns` as they are at its end. */
export interface MadeUpDay {
  readonly entries: readonly Entry[];
  readonly turns: readonly Turn[];
}

const hourMs = 3_600_000;
const tickMs = 1_000;
const classShares = { 'cao-tuoi': 8, 'khuyet-tat': 3, 'cap-cuu': 0.5 };

/** Everybody through the real queue, with staff who react late, pause and err; the same again from the same seed. */
export function madeUpDay({
  site,
  day,
  opensMs,
  people,
  seed,
  attendance = {},
  prioritySharePercent = 18,
  untilMs = Number.POSITIVE_INFINITY,
}: DayOf): MadeUpDay {
  const random = chanceOf(seed);
  const queue = new Queue(site);
  const entries: Entry[] = [];
  const turns = new Map<string, Turn>();
  const arrivals = arrivalsOf(site, day, opensMs, people, prioritySharePercent, random);
  const desks = site.counters
    .filter(({ id }) => id !== 'quay-9')
    .map(
      (counter): Desk => ({
        counter,
        freeAtMs: opensMs + random() * 600_000,
        isAway: false,
        calls: 0,
        isMistaken: false,
      }),
    );
  const staff: Attendance = {
    missShare: 0.06,
    holdShare: 0.02,
    transferShare: 0.03,
    chosenShare: 0,
    pauseShare: 0.03,
    undoShare: 0,
    ...attendance,
  };

  let lastMs = 0;
  const take = (changes: readonly Change[], happenedMs: number, counter?: string) => {
    // A log is written in order.
    const atMs = Math.max(happenedMs, lastMs);
    lastMs = atMs;
    const at = new Date(atMs).toISOString();
    const by = counter === undefined ? undefined : { commandId: uuidOf(random), counter, staff: 'ha' };
    if (by) queue.applyCommand(changes, { ...by, atMs });
    else for (const change of changes) queue.apply(change);
    for (const change of changes) {
      entries.push({ seq: entries.length + 1, day, at, change, by });
      if (change.kind === 'turn') turns.set(change.turn.id, change.turn);
    }
  };

  for (let nowMs = opensMs - hourMs / 2; nowMs < Math.min(untilMs, opensMs + 10.5 * hourMs); nowMs += tickMs) {
    while (arrivals[0] && arrivals[0].atMs <= nowMs) {
      const { atMs, turns: fresh } = arrivals.shift()!;
      take(
        fresh.map((turn) => ({ kind: 'turn', change: 'taken-in', turn }) as const),
        atMs,
      );
    }
    take(returnsDue(queue, new Date(nowMs)), nowMs);
    for (const [at, desk] of desks.entries()) {
      if (nowMs < desk.freeAtMs) continue;
      // No two hands press in the same millisecond.
      const pressedMs = nowMs + at;
      take(nextMove(desk, { queue, staff, site, random, nowMs: pressedMs, opensMs }), pressedMs, desk.counter.id);
    }
  }
  return { entries, turns: [...turns.values()] };
}

function arrivalsOf(site: Site, day: string, opensMs: number, people: number, priority: number, random: Random) {
  const shares = Object.fromEntries(site.services.map(({ id }, at) => [id, [24, 36, 9, 18, 8, 5][at] ?? 5]));
  const sequences = new Map<string, number>();
  const journey = site.queue.journeys.find(({ id }) => id === 'khai-sinh');
  return Array.from({ length: people }, () => momentOf(random, opensMs))
    .sort((a, b) => a - b)
    .map((atMs) => {
      const wanted = pick(random, shares);
      const service = site.services.find(({ id }) => id === wanted)!;
      const sequence = (sequences.get(service.letter) ?? 0) + 1;
      sequences.set(service.letter, sequence);
      const isPriority = random() * 100 < priority;
      const ticket = {
        ticketId: uuidOf(random),
        number: formatNumber(service.letter, sequence),
        day,
        service: service.id,
        identity: 'card-proved',
        issuedAt: new Date(atMs).toISOString(),
        ...(isPriority && { priority: { class: pick(random, classShares), proof: 'chip' } as const }),
        ...(journey && random() < 0.15 && { service: journey.steps[0]!.service, journey: journey.id }),
        ...(random() < 0.06 && { appointmentAt: new Date(atMs + (random() - 0.3) * hourMs).toISOString() }),
      } as const;
      return { atMs, turns: newTurns(site, ticket, () => uuidOf(random)) };
    });
}

/** Two peaks over an even stream, to the millisecond, from half an hour before the doors open to eight after. */
function momentOf(random: Random, opensMs: number): number {
  const which = random();
  const hours = which < 0.35 ? 1 + gauss(random) * 0.7 : which < 0.55 ? 6.3 + gauss(random) * 0.6 : random() * 8;
  return Math.round(opensMs + Math.min(8, Math.max(-0.4, hours)) * hourMs);
}

function gauss(random: Random): number {
  return random() + random() + random() - 1.5;
}
