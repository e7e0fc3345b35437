import type { Queue } from '../queue/queue.ts';
import type { Turn } from '../queue/turn.ts';
import type { CallingTime } from './calling-time.ts';
import type { Habits } from './habits.ts';
import { Run, startOf } from './run.ts';

/** What a forecast starts from. Its queue is not changed; `random` gives numbers from 0 up to 1. */
export interface Situation {
  readonly queue: Queue;
  readonly habits: Habits;
  readonly calling: CallingTime;
  readonly nowMs: number;
  readonly random: () => number;
}

export interface Extent {
  /** How often the day is run forward: 32 to 64 times. */
  readonly samples: number;
  /** After so many calls a run ends; who has not been called by then is not reached. */
  readonly mostCalls: number;
}

/**
 * Runs the site's own rule of who is next forward over the queue as it stands, with durations and arrivals as they were
 * measured there. Gives for each turn that is asked about the instants (ms since 1970) at which it would be called,
 * one for each run, `Infinity` where the run did not come to it. Newcomers are not in the queue: each is asked about as
 * if nobody else came.
 */
export function forecast(
  situation: Situation,
  waiting: readonly Turn[],
  newcomers: readonly Turn[],
  { samples, mostCalls }: Extent,
): ReadonlyMap<string, Float64Array> {
  const never = () => new Float64Array(samples).fill(Number.POSITIVE_INFINITY);
  const instants = new Map([...waiting, ...newcomers].map(({ id }) => [id, never()]));
  const start = startOf(situation, newcomers);
  for (let sample = 0; sample < samples; sample++)
    new Run(situation, start).run(mostCalls, instants.size, ({ id }, atMs) => {
      const own = instants.get(id);
      if (own?.[sample] !== Number.POSITIVE_INFINITY) return false;
      own[sample] = atMs;
      return true;
    });
  return instants;
}
