import type { Rules } from '../../core/queue/rules.ts';
import type { Turn } from '../../core/queue/turn.ts';
import { compare, everybodyEligible, standingSlowly } from './choose-slowly.ts';
import type { Call } from './day.ts';
import { minuteMs } from './make.ts';

/** A promise of the choice: what a day's calls have against it, nothing where it was kept. */
export type Promised = (calls: readonly Call[], rules: Rules) => string | undefined;

const first = (calls: readonly Call[], against: (call: Call, at: number) => string | undefined) => {
  for (const [at, call] of calls.entries()) {
    const complaint = against(call, at);
    if (complaint) return `call ${at}: ${complaint}`;
  }
  return undefined;
};

export const nobodyElse: Promised = (calls) =>
  first(calls, ({ choice, counter, atMs, turns }) => {
    const may = everybodyEligible({ turns }, counter, atMs);
    if (!choice) return may.length > 0 ? 'somebody was eligible and nobody was called' : undefined;
    return may.some(({ id }) => id === choice.turn.id) ? undefined : `${choice.turn.number} was not eligible`;
  });

export const nobodyTwice: Promised = (calls) => {
  const called = calls.flatMap(({ choice }) => choice?.turn.id ?? []);
  return new Set(called).size === called.length ? undefined : 'somebody was called twice';
};

/** Among those who stand alike, one kept for the counter is first, and then the earlier one. */
export const orderInside: Promised = (calls, rules) =>
  first(calls, ({ choice, counter, atMs, turns }) => {
    if (!choice) return undefined;
    const standing = (turn: Turn) => {
      const { rank, weight } = standingSlowly(rules, turn, atMs);
      return `${rank} ${weight}`;
    };
    const alike = everybodyEligible({ turns }, counter, atMs).filter(
      (turn) => standing(turn) === standing(choice.turn),
    );
    const kept = alike.filter(({ assignedTo }) => assignedTo === counter.id);
    const due = (kept.length > 0 ? kept : alike).sort(compare)[0];
    return due?.id === choice.turn.id ? undefined : `${due?.number} stands alike and is before ${choice.turn.number}`;
  });

export const urgentFirst: Promised = (calls, rules) =>
  first(calls, ({ choice, counter, atMs, turns }) => {
    const rankOf = (turn: Turn) => standingSlowly(rules, turn, atMs).rank;
    const isUrgentThere = everybodyEligible({ turns }, counter, atMs).some((turn) => rankOf(turn) === 'urgent');
    return isUrgentThere && choice && rankOf(choice.turn) !== 'urgent' ? 'an urgent one waited' : undefined;
  });

/** The ratio, told from the calls themselves and not from any tally. */
export const ratioHeld: Promised = (calls, rules) => {
  const { rule } = rules.queue.policy;
  if (rule.kind !== 'ratio') return undefined;
  const rows = new Map<string, { side: string; length: number }>();
  return first(calls, ({ choice, group, ...call }) => {
    const sides = sidesOf(call, rules);
    const side = choice && sides.of(choice.turn);
    if (side !== 'priority' && side !== 'ordinary') return undefined;
    const row = rows.get(group);
    rows.set(group, { side, length: row?.side === side ? row.length + 1 : 1 });
    if (!sides.priority || !sides.ordinary) return undefined;
    const most = { priority: sides.isGuardOn ? 1 : rule.priority, ordinary: rule.ordinary };
    const goesOn = row?.side === 'ordinary' ? row.length < most.ordinary : (row?.length ?? 0) < most.priority;
    const usual = row?.side ?? 'priority';
    const due = goesOn ? usual : usual === 'priority' ? 'ordinary' : 'priority';
    return side === due ? undefined : `${due} was due after ${row?.length} ${row?.side}, and ${side} was called`;
  });
};

export const guardHeld: Promised = (calls, rules) => {
  const last = new Map<string, string>();
  return first(calls, ({ choice, group, ...call }) => {
    const sides = sidesOf(call, rules);
    const side = choice && sides.of(choice.turn);
    if (side !== 'priority' && side !== 'ordinary') return undefined;
    const before = last.get(group);
    last.set(group, side);
    const isTwice = side === 'priority' && before === 'priority';
    return sides.isGuardOn && isTwice ? 'a second priority call while an ordinary one waited too long' : undefined;
  });
};

/** Whoever waits is called after a number of calls that is known when the number is taken; plain days of one counter. */
export const nobodyStarves: Promised = (calls, rules) => {
  const { rule } = rules.queue.policy;
  const aheadOf = new Map<string, { index: number; bound: number }>();
  return first(calls, ({ turns, choice, atMs }, index) => {
    const waiting = turns.filter(({ state }) => state === 'waiting').sort(compare);
    const isOrdinary = (turn: Turn) => standingSlowly(rules, turn, atMs).rank === 'ordinary';
    for (const turn of waiting.filter(isOrdinary)) {
      if (aheadOf.has(turn.id)) continue;
      const ahead = waiting.filter((one) => isOrdinary(one) && compare(one, turn) < 0).length;
      const bound =
        rule.kind === 'ratio' ? ahead + 1 + rule.priority * (Math.floor(ahead / rule.ordinary) + 1) : Infinity;
      aheadOf.set(turn.id, { index, bound });
    }
    const late = waiting.find(({ id }) => {
      const seen = aheadOf.get(id);
      return seen && id !== choice?.turn.id && index - seen.index + 1 >= seen.bound;
    });
    return late ? `${late.number} waits longer than promised` : undefined;
  });
};

/** Under aging nobody is passed by one who came later by more than the difference of their weights is worth. */
export const passedByFew: Promised = (calls, rules) => {
  const { rule } = rules.queue.policy;
  if (rule.kind !== 'aging') return undefined;
  return first(calls, ({ turns, choice, counter, atMs }) => {
    if (!choice) return undefined;
    const weightOf = (turn: Turn) => standingSlowly(rules, turn, atMs).weight;
    const passed = everybodyEligible({ turns }, counter, atMs).find((turn) => {
      const worthMs = (weightOf(choice.turn) - weightOf(turn)) * rule.minutesPerWeight * minuteMs;
      return choice.turn.order > turn.order + worthMs;
    });
    return passed ? `${passed.number} was passed by ${choice.turn.number}` : undefined;
  });
};

function sidesOf({ turns, counter, atMs }: Pick<Call, 'turns' | 'counter' | 'atMs'>, rules: Rules) {
  const may = everybodyEligible({ turns }, counter, atMs);
  const of = (turn: Turn) => standingSlowly(rules, turn, atMs).rank;
  const ordinary = may.filter((turn) => of(turn) === 'ordinary');
  const { rule } = rules.queue.policy;
  const guardMs = (rule.kind === 'ratio' ? rule.guardMinutes : Infinity) * minuteMs;
  return {
    of,
    priority: may.some((turn) => of(turn) === 'priority'),
    ordinary: ordinary.length > 0,
    isGuardOn: ordinary.some(({ queuedAt }) => atMs - Date.parse(queuedAt) > guardMs),
  };
}
