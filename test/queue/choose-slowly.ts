import type { Reason, Tally } from '../../core/queue/change.ts';
import type { Rules } from '../../core/queue/rules.ts';
import type { Turn } from '../../core/queue/turn.ts';
import type { Counter } from '../../core/settings.ts';

/** Rules that can be left out, to show that somebody would notice. */
export type LeftOut =
  | 'branches'
  | 'guard'
  | 'ratio'
  | 'assignment'
  | 'notBefore'
  | 'urgent'
  | 'weights'
  | 'order'
  | 'skills';

export interface Hall {
  readonly rules: Rules;
  readonly turns: readonly Turn[];
  readonly tallies: ReadonlyMap<string, Tally>;
}

export interface SlowChoice {
  readonly turn: Turn;
  readonly reason: Reason;
  readonly tally?: Tally;
  readonly tallyBefore?: Tally;
}

type Rank = 'urgent' | 'priority' | 'ordinary' | 'early';
type Standing = { readonly rank: Rank; readonly weight: number; readonly isByAppointment: boolean };

/** Who is next, by looking at everybody each time; it shares nothing with the product but the types. */
export function chooseSlowly(hall: Hall, counter: Counter, atMs: number, leftOut?: LeftOut): SlowChoice | undefined {
  const all = everybodyEligible(hall, counter, atMs, leftOut);
  if (all.length === 0) return undefined;
  const standings = new Map(all.map((turn) => [turn, standingSlowly(hall.rules, turn, atMs, leftOut)]));
  const of = (rank: Rank) =>
    firstOf(
      all.filter((turn) => standings.get(turn)?.rank === rank),
      standings,
      counter,
      leftOut,
    );
  const { rule } = hall.rules.queue.policy;
  const group =
    counter.group ??
    [...counter.services]
      .sort()
      .map((id) => `+${id}`)
      .join('');
  const before = hall.tallies.get(group) ?? { group, priority: 0, ordinary: 0 };

  const answer = (turn: Turn, decided: Reason['rule'], side?: 'priority' | 'ordinary'): SlowChoice => {
    const notEarly = all.filter((one) => standings.get(one)?.rank !== 'early');
    const byAppointment = standings.get(turn)?.isByAppointment ? 'appointment' : decided;
    const unlessSimpler = decided === 'urgent' ? 'urgent' : byAppointment;
    const isOldest = turn === all[0] || turn === notEarly[0];
    const told = all.length === 1 ? 'only' : decided === 'guard' ? 'guard' : isOldest ? 'oldest' : unlessSimpler;
    const waitedMinutes = Math.max(0, Math.floor((atMs - Date.parse(turn.queuedAt)) / 60_000));
    const reason: Reason = { rule: told, waitedMinutes, eligible: all.length };
    if (!side) return { turn, reason };
    const tally =
      side === 'priority'
        ? { group, priority: before.priority + 1, ordinary: 0 }
        : { group, priority: 0, ordinary: before.ordinary + 1 };
    return { turn, reason, tally, tallyBefore: before };
  };

  const [urgent, priority, ordinary, early] = [of('urgent'), of('priority'), of('ordinary'), of('early')];
  if (urgent) return answer(urgent, 'urgent');
  if (!priority && !ordinary) return answer(early!, rule.kind);
  if (rule.kind === 'statutory') return answer((priority ?? ordinary)!, 'statutory');
  if (rule.kind === 'aging') return answer(longest(all, standings, counter, rule.minutesPerWeight), 'aging');

  if (!priority || !ordinary || leftOut === 'ratio')
    return answer((priority ?? ordinary)!, 'ratio', priority ? 'priority' : 'ordinary');
  const waits = all
    .filter((turn) => standings.get(turn)?.rank === 'ordinary')
    .map((turn) => atMs - Date.parse(turn.queuedAt));
  const isGuardOn = leftOut !== 'guard' && Math.max(...waits) > rule.guardMinutes * 60_000;
  const usual = turnIsOf(before, rule.priority, rule.ordinary);
  const side = turnIsOf(before, isGuardOn ? 1 : rule.priority, rule.ordinary);
  return answer(side === 'priority' ? priority : ordinary, side === usual ? 'ratio' : 'guard', side);
}

/** In order: everybody whom the counter may call. */
export function everybodyEligible(
  { turns }: Pick<Hall, 'turns'>,
  counter: Counter,
  atMs: number,
  leftOut?: LeftOut,
): Turn[] {
  const inHand = turns.filter(({ state }) => state === 'called' || state === 'serving').map(({ ticketId }) => ticketId);
  return turns
    .filter(({ state }) => state === 'waiting')
    .filter(({ service }) => leftOut === 'skills' || counter.services.includes(service))
    .filter(({ notBefore }) => leftOut === 'notBefore' || notBefore === undefined || Date.parse(notBefore) <= atMs)
    .filter(({ assignedTo }) => leftOut === 'assignment' || assignedTo === undefined || assignedTo === counter.id)
    .filter(({ ticketId }) => leftOut === 'branches' || !inHand.includes(ticketId))
    .sort((one, other) => compare(one, other) * (leftOut === 'order' ? -1 : 1));
}

export function standingSlowly({ queue }: Rules, turn: Turn, atMs: number, leftOut?: LeftOut): Standing {
  const known = queue.classes.find(({ id }) => id === turn.priority?.class);
  const counts = known && (known.scope === undefined || known.scope.includes(turn.service)) ? known : undefined;
  const ownWeight = leftOut === 'weights' && counts ? 1 : (counts?.weight ?? 0);
  if (counts?.isUrgent && leftOut !== 'urgent') return { rank: 'urgent', weight: ownWeight, isByAppointment: false };
  const { early, late, weight } = queue.policy.appointments;
  const minutesToGo = turn.appointmentAt ? (Date.parse(turn.appointmentAt) - atMs) / 60_000 : undefined;
  if (minutesToGo !== undefined && minutesToGo > early) return { rank: 'early', weight: 0, isByAppointment: false };
  const isDue = minutesToGo !== undefined && minutesToGo >= -late;
  const best = isDue ? Math.max(ownWeight, weight) : ownWeight;
  return { rank: best > 0 ? 'priority' : 'ordinary', weight: best, isByAppointment: isDue && weight > ownWeight };
}

function firstOf(
  turns: Turn[],
  standings: ReadonlyMap<Turn, Standing>,
  counter: Counter,
  leftOut?: LeftOut,
): Turn | undefined {
  const weightOf = (turn: Turn) => standings.get(turn)?.weight ?? 0;
  const greatest = Math.max(...turns.map(weightOf));
  const best = leftOut === 'weights' ? turns : turns.filter((turn) => weightOf(turn) === greatest);
  return best.find(({ assignedTo }) => assignedTo === counter.id) ?? best[0];
}

function longest(
  turns: Turn[],
  standings: ReadonlyMap<Turn, Standing>,
  counter: Counter,
  minutesPerWeight: number,
): Turn {
  const near = turns.filter((turn) => standings.get(turn)?.rank !== 'early');
  const weights = [...new Set(near.map((turn) => standings.get(turn)?.weight ?? 0))];
  const scored = weights.map((weight) => {
    const alike = near.filter((turn) => standings.get(turn)?.weight === weight);
    const turn = firstOf(alike, standings, counter)!;
    return { turn, creditMs: weight * minutesPerWeight * 60_000 - turn.order };
  });
  return scored.sort((one, other) => other.creditMs - one.creditMs || compare(one.turn, other.turn))[0]!.turn;
}

/** Who goes where both wait, from what was called since. */
function turnIsOf({ priority, ordinary }: Tally, mostPriority: number, mostOrdinary: number): 'priority' | 'ordinary' {
  const isMidOrdinary = ordinary > 0 && ordinary < mostOrdinary;
  const isMidPriority = ordinary === 0 && priority < mostPriority;
  return isMidOrdinary || (!isMidPriority && ordinary === 0) ? 'ordinary' : 'priority';
}

export function compare(one: Turn, other: Turn): number {
  if (one.order !== other.order) return one.order < other.order ? -1 : 1;
  const [oneMs, otherMs] = [Date.parse(one.queuedAt), Date.parse(other.queuedAt)];
  if (oneMs !== otherMs) return oneMs < otherMs ? -1 : 1;
  return one.id < other.id ? -1 : one.id > other.id ? 1 : 0;
}
