import { alwaysCalling, type CallingAt, CallingTime } from '../../core/estimate/calling-time.ts';
import { keptDurations } from '../../core/estimate/durations.ts';
import { forecast } from '../../core/estimate/forecast.ts';
import { Habits } from '../../core/estimate/habits.ts';
import type { CounterState } from '../../core/queue/change.ts';
import type { Queue } from '../../core/queue/queue.ts';
import type { Rules } from '../../core/queue/rules.ts';
import type { Turn } from '../../core/queue/turn.ts';
import { iso, minuteMs, ms, serviceIds } from '../queue/make.ts';
import { chanceOf } from './world/chance.ts';

const alike = (minutes: number) => Array.from({ length: keptDurations }, () => minutes * minuteMs);

interface Steady {
  /** At every service. */
  readonly serviceMinutes?: number;
  readonly pauseMinutes?: number;
  readonly startMinutes?: number;
  /** How many with priority come in each half hour, all to service a. */
  readonly arrivals?: number;
  readonly freeSince?: Readonly<Record<string, number>>;
}

/** The habits of a site where nothing is left to chance: everything takes as long as always, and everybody comes. */
export function steadyHabits(rules: Rules, steady: Steady = {}): Habits {
  const { serviceMinutes = 6, pauseMinutes = 20, startMinutes = 0, arrivals = 0, freeSince = {} } = steady;
  const kinds = [{ service: 'a', class: 'cao-tuoi', weight: 1 }];
  return new Habits(rules, {
    services: {
      pace: { seen: 0, weight: 0 },
      services: Object.fromEntries(serviceIds.map((id) => [id, alike(serviceMinutes)])),
    },
    arrivals: { days: 1, firstSlot: 0, usual: Array.from({ length: 48 }, () => arrivals), today: [], kinds },
    misses: { missed: 0, calls: Number.MAX_SAFE_INTEGER, ms: [] },
    gaps: alike(0),
    pauses: alike(pauseMinutes),
    starts: alike(startMinutes),
    tookAt: {},
    freeAt: freeSince,
  });
}

interface Asked {
  readonly habits: Habits;
  readonly minute?: number;
  readonly newcomers?: readonly Turn[];
  readonly callingAt?: CallingAt;
  readonly samples?: number;
  readonly mostCalls?: number;
  readonly seed?: number;
}

/** In which minute after the start each one would be called, by number, in the order of the calls; one run. */
export function minutesOf(queue: Queue, asked: Asked): string[] {
  const { instants, turns } = forecastOf(queue, { ...asked, samples: 1 });
  return turns
    .map(({ id, number }) => ({ number, minute: (instants.get(id)![0]! - ms(0)) / minuteMs }))
    .sort((one, other) => one.minute - other.minute)
    .map(({ number, minute }) => `${number} ${Math.round(minute * 10) / 10}`);
}

export function forecastOf(queue: Queue, asked: Asked) {
  const {
    habits,
    minute = 60,
    newcomers = [],
    callingAt = alwaysCalling,
    samples = 32,
    mostCalls = 500,
    seed = 1,
  } = asked;
  const waiting = [...queue.openTurns()].filter(({ state }) => state === 'waiting');
  const calling = new CallingTime(callingAt, ms(-600), ms(1_800));
  const situation = { queue, habits, calling, nowMs: ms(minute), random: chanceOf(seed) };
  return {
    turns: [...waiting, ...newcomers],
    instants: forecast(situation, waiting, newcomers, { samples, mostCalls }),
  };
}

/** Counters that do not take part. */
export function stateOf(counter: string, state: CounterState['state'], minute = 0): CounterState {
  return { counter, state, since: iso(minute) };
}
