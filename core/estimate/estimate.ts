import type { WaitRange } from '../contract/shared.ts';
import type { Queue } from '../queue/queue.ts';
import { standingOf } from '../queue/standing.ts';
import type { Turn } from '../queue/turn.ts';
import type { Calibration } from './calibrate.ts';
import type { CallingTime } from './calling-time.ts';
import { configuredMs, countAhead, workAheadMs } from './fallback.ts';
import type { Situation } from './forecast.ts';
import { toRange } from './range.ts';
import type { Guess, Side } from './saved.ts';

/** The share of samples below the top of what spreads: the range's top is scaled from there. */
const SPREAD_AT = 0.8;
/** A guess that was not forecast is supposed to spread by this share of itself. */
const SUPPOSED_SPREAD = 0.4;

/** What is told to one who waits. */
export interface Estimate {
  /** How many of the same service come before it. */
  readonly ahead: number;
  /** What it rests on: the rule run forward; the work ahead over the counters that share it; the configured minutes. */
  readonly basis: 'forecast' | 'work-ahead' | 'configured';
  /** None where no counter serves the service today. */
  readonly wait?: WaitRange;
  /** The middle of what may happen, ms from now; for the manager's figures, told to nobody. */
  readonly medianMs?: number;
  readonly guess?: Guess;
}

/** Sums up the instants (ms since 1970, `Infinity` where a run did not come to it) at which a turn would be called. */
export function estimateOf(
  turn: Turn,
  instants: Float64Array,
  situation: Situation,
  calibration: Calibration,
): Estimate {
  const { queue, habits, calling, nowMs } = situation;
  const ahead = countAhead(queue, turn, nowMs);
  const side = sideOf(queue, turn, nowMs);
  const sorted = instants.toSorted();
  const at = (share: number) => calling.between(nowMs, sorted[Math.floor(share * sorted.length)]!);
  const medianMs = at(0.5);
  const spreadMs = at(SPREAD_AT) - medianMs;
  if (Number.isFinite(spreadMs)) {
    const guess = { side, medianMs, spreadMs };
    return { ahead, basis: 'forecast', guess, ...told(guess, calibration, calling, nowMs) };
  }
  const workMs = workAheadMs(queue, turn, habits.services, nowMs);
  if (workMs === undefined) return { ahead, basis: 'configured' };
  const isMeasured = habits.services.count(turn.service) > 0;
  const supposedMs = isMeasured ? workMs : configuredMs(queue, turn, nowMs);
  const guess = { side, medianMs: supposedMs, spreadMs: SUPPOSED_SPREAD * supposedMs };
  return { ahead, basis: isMeasured ? 'work-ahead' : 'configured', ...told(guess, calibration, calling, nowMs) };
}

/** From calling time to the clock on the wall: a range that reaches into lunch ends after it. */
function told(guess: Guess, calibration: Calibration, calling: CallingTime, nowMs: number) {
  const { lowMs, medianMs, highMs } = calibration.bounds(guess);
  const fromNow = (callingMs: number) => calling.after(nowMs, callingMs) - nowMs;
  return { wait: toRange(fromNow(lowMs), fromNow(highMs)), medianMs: fromNow(medianMs) };
}

function sideOf(queue: Queue, turn: Turn, nowMs: number): Side {
  const { side } = standingOf(queue.rules, turn, nowMs);
  return side === 'urgent' || side === 'priority' ? 'priority' : 'ordinary';
}
