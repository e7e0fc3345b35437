import { choose } from '../../core/queue/choose.ts';
import type { Turn } from '../../core/queue/turn.ts';
import { counterOf, ms, queueOf, rulesOf } from './make.ts';

type Policy = Parameters<typeof rulesOf>[0];

/** Calls one after another at one counter, `gap` minutes apart, everybody finished at once: number and rule of each. */
export function callsOf(
  policy: Policy,
  turns: readonly Turn[],
  { minute = 20, gap = 0, counter = 'q1' } = {},
): string[] {
  const rules = rulesOf(policy);
  const queue = queueOf(rules, turns);
  const calls: string[] = [];
  for (let at = minute; ; at += gap) {
    const choice = choose(queue, counterOf(rules, counter), ms(at));
    if (!choice) return calls;
    calls.push(`${Number(choice.turn.number.slice(1))} ${choice.reason.rule}`);
    queue.forget(choice.turn.ticketId);
    if (choice.tally) queue.putTally(choice.tally);
  }
}
