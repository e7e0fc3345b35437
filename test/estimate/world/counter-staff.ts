import { between, logNormal, type Random } from './chance.ts';
import type { World } from './worlds.ts';

const MINUTE_MS = 60_000;

/** A break of one member of staff; `isAnnounced`: the counter is set to pause, else the hub sees nothing of it. */
export interface Break {
  readonly fromMs: number;
  readonly lengthMs: number;
  readonly isAnnounced: boolean;
}

/** Who sits at one counter on one day: how fast, with which breaks and how punctual. Instants are ms since 1970. */
export interface Staff {
  /** Times the mean of each service. */
  readonly pace: number;
  /** In order; taken when the turn in hand is done. */
  readonly breaks: readonly Break[];
  /** How long after the beginning of each stretch they begin to call, and how long before its end they stop. */
  readonly beginsLateMs: number;
  readonly stopsEarlyMs: number;
}

/** One break in each stretch of the day for most, announced by most. */
export function staffOf(world: World, midnightMs: number, pace: number, random: Random): Staff {
  const breaks = world.truth.calling.flatMap(({ fromMs, untilMs }) => {
    const at = between(random, fromMs + 75 * MINUTE_MS, untilMs - 45 * MINUTE_MS);
    const one = {
      fromMs: midnightMs + at,
      lengthMs: logNormal(random, 13 * MINUTE_MS, 0.4),
      isAnnounced: random() < 0.6,
    };
    return random() < 0.75 ? [one] : [];
  });
  return {
    pace,
    breaks,
    beginsLateMs: between(random, 0, 5 * MINUTE_MS),
    stopsEarlyMs: between(random, 0, 4 * MINUTE_MS),
  };
}
