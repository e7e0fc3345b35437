import { classOf, type Rules } from './rules.ts';
import type { Turn } from './turn.ts';

/**
 * How a waiting turn stands at an instant. `early`: its appointment is not near yet, so everybody else comes before it.
 * `away`: it cannot be called, because of `notBefore` or because another step of its visit is in hand.
 */
export type Side = 'urgent' | 'priority' | 'ordinary' | 'early' | 'away';

/** The greater weight of its class and of its appointment; 0 on the sides that have none. */
export interface Standing {
  readonly side: Side;
  readonly weight: number;
}

export const away: Standing = { side: 'away', weight: 0 };
const early: Standing = { side: 'early', weight: 0 };
const ordinary: Standing = { side: 'ordinary', weight: 0 };

const minuteMs = 60_000;

/**
 * Where a turn stands at `atMs`, whatever the rest of its visit does. An appointment counts as a class from `early`
 * minutes before its time to `late` after it, both included; before, only an urgent class helps; after, it is a
 * walk-in with its own class.
 */
export function standingOf(rules: Rules, turn: Turn, atMs: number): Standing {
  if (turn.notBefore !== undefined && atMs < Date.parse(turn.notBefore)) return away;
  const priority = classOf(rules, turn);
  if (priority?.isUrgent) return { side: 'urgent', weight: priority.weight };
  const phase = phaseOf(rules, turn, atMs);
  if (phase === 'early') return early;
  const weight = Math.max(priority?.weight ?? 0, phase === 'due' ? rules.queue.policy.appointments.weight : 0);
  return weight > 0 ? { side: 'priority', weight } : ordinary;
}

/** Whether it is the appointment, and not a class, to which the turn owes its weight at `atMs`. */
export function owesToAppointment(rules: Rules, turn: Turn, atMs: number): boolean {
  const weight = classOf(rules, turn)?.weight ?? 0;
  return phaseOf(rules, turn, atMs) === 'due' && rules.queue.policy.appointments.weight > weight;
}

/** The first instant after `atMs` (milliseconds) at which the turn may stand elsewhere; `Infinity` where it stays. */
export function nextFlipMs(rules: Rules, turn: Turn, atMs: number): number {
  const { fromMs, toMs } = windowOf(rules, turn);
  const notBeforeMs = turn.notBefore === undefined ? Infinity : Date.parse(turn.notBefore);
  return Math.min(...[notBeforeMs, fromMs, Math.floor(toMs) + 1].filter((flipMs) => flipMs > atMs), Infinity);
}

function phaseOf(rules: Rules, turn: Turn, atMs: number): 'none' | 'early' | 'due' | 'late' {
  if (turn.appointmentAt === undefined) return 'none';
  const { fromMs, toMs } = windowOf(rules, turn);
  if (atMs < fromMs) return 'early';
  return atMs <= toMs ? 'due' : 'late';
}

function windowOf(rules: Rules, { appointmentAt }: Turn): { fromMs: number; toMs: number } {
  if (appointmentAt === undefined) return { fromMs: Infinity, toMs: Infinity };
  const { early, late } = rules.queue.policy.appointments;
  const dueMs = Date.parse(appointmentAt);
  return { fromMs: dueMs - early * minuteMs, toMs: dueMs + late * minuteMs };
}
