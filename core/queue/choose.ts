import type { Reason, Tally } from './change.ts';
import { type Eligible, eligible, type Group } from './eligible.ts';
import { inOrder } from './lane.ts';
import type { Queue } from './queue.ts';
import { counted, guarded, type RatioSide, sideToCall } from './ratio.ts';
import { type Caller, groupOf } from './rules.ts';
import type { Policy } from './settings.ts';
import { owesToAppointment } from './standing.ts';
import type { Turn } from './turn.ts';

/** Who is next and why; the ratio's tally after and before the call, where the call counts in it. */
export interface Choice {
  readonly turn: Turn;
  readonly reason: Reason;
  readonly tally?: Tally;
  readonly tallyBefore?: Tally;
}

interface Picked {
  readonly group: Group;
  readonly isByGuard?: boolean;
  readonly side?: RatioSide;
}

const minuteMs = 60_000;

/**
 * Who is next at a counter at `atMs` (milliseconds since 1970), by the site's policy; nobody where none is eligible.
 * Under each rule: urgent classes first, by weight; one whose appointment is not near yet only where nobody else is
 * eligible; inside one weight those assigned to the counter, then by order. Equal queues give equal answers.
 */
export function choose(queue: Queue, counter: Caller, atMs: number): Choice | undefined {
  const all = eligible(queue, counter, atMs);
  const before = queue.tally(groupOf(counter));
  const picked = pick(all, queue.rules.queue.policy.rule, before, atMs);
  if (!picked) return undefined;
  const { first: turn } = picked.group;
  const waitedMs = Math.max(0, atMs - Date.parse(turn.queuedAt));
  const rule = ruleThatDecided(queue, all, picked, atMs);
  const reason = { rule, waitedMinutes: Math.floor(waitedMs / minuteMs), eligible: all.count };
  return picked.side ? { turn, reason, tally: counted(before, picked.side), tallyBefore: before } : { turn, reason };
}

function pick(all: Eligible, rule: Policy['rule'], tally: Tally, atMs: number): Picked | undefined {
  const first = all.groups[0];
  if (!first) return undefined;
  if (first.side === 'urgent' || first.side === 'early') return { group: first };
  switch (rule.kind) {
    case 'statutory':
      return { group: first };
    case 'ratio':
      return byRatio(all, first, rule, tally, atMs);
    case 'aging':
      return { group: byAge(all.groups, rule.minutesPerWeight) };
  }
}

/**
 * Priority is everybody with a class or a due appointment, by weight and order; ordinary everybody else, by order.
 * While the longest waiting eligible ordinary one has waited more than `guardMinutes`, priority has a quota of one
 * and the ordinary side its own, so there are never two priority calls in a row while an ordinary one waits.
 * Urgent and early calls do not count.
 */
function byRatio(
  { groups, ordinarySinceMs }: Eligible,
  first: Group,
  rule: Extract<Policy['rule'], { kind: 'ratio' }>,
  tally: Tally,
  atMs: number,
): Picked {
  const ordinary = groups.find(({ side }) => side === 'ordinary');
  if (first.side === 'ordinary') return { group: first, side: 'ordinary' };
  if (!ordinary) return { group: first, side: 'priority' };
  const isGuardOn = atMs - ordinarySinceMs > rule.guardMinutes * minuteMs;
  const usual = sideToCall(tally, rule);
  const side = isGuardOn ? sideToCall(tally, guarded(rule)) : usual;
  return { group: side === 'ordinary' ? ordinary : first, side, isByGuard: side !== usual };
}

/**
 * The longest wait, where each point of weight counts as so many minutes. Waiting is counted from the place in the
 * order, not from `queuedAt`, so that who was put after two others stays after them.
 */
function byAge(groups: readonly Group[], minutesPerWeight: number): Group {
  const dueMs = ({ weight, first }: Group) => first.order - weight * minutesPerWeight * minuteMs;
  return groups
    .filter(({ side }) => side !== 'early')
    .reduce((best, group) => ((dueMs(group) - dueMs(best) || inOrder(group.first, best.first)) < 0 ? group : best));
}

function ruleThatDecided(queue: Queue, all: Eligible, { group, isByGuard }: Picked, atMs: number): Reason['rule'] {
  if (all.count === 1) return 'only';
  if (isByGuard) return 'guard';
  // Who is passed over because their appointment is not near yet has no turn to lose.
  if (group.first === all.oldest || group.first === all.oldestNotEarly) return 'oldest';
  if (group.side === 'urgent') return 'urgent';
  const isDue = group.side === 'priority' && owesToAppointment(queue.rules, group.first, atMs);
  return isDue ? 'appointment' : queue.rules.queue.policy.rule.kind;
}
