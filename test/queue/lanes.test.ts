import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { choose } from '../../core/queue/choose.ts';
import { Queue } from '../../core/queue/queue.ts';
import type { Caller, Rules } from '../../core/queue/rules.ts';
import { isInHand, isOpen, type Turn } from '../../core/queue/turn.ts';
import { compare, everybodyEligible } from './choose-slowly.ts';
import { anyDay, play, quick, type Step, slow } from './day.ts';
import { counterOf, ms, rulesOf, serviceIds } from './make.ts';

const anyRules = fc
  .constantFrom(
    { kind: 'ratio' as const },
    { kind: 'ratio' as const, priority: 3, ordinary: 2, guardMinutes: 5 },
    { kind: 'statutory' as const },
    { kind: 'aging' as const },
  )
  .map((rule) => rulesOf({ rule }));

const counterIds = ['q1', 'q2', 'q3', 'q4'];

/** Whether the counter may call this one at `atMs`: the rule in its plain form, for one turn. */
function isEligible(queue: Queue, turn: Turn, counter: Caller, atMs: number): boolean {
  return (
    turn.state === 'waiting' &&
    counter.services.includes(turn.service) &&
    (turn.notBefore === undefined || atMs >= Date.parse(turn.notBefore)) &&
    (turn.assignedTo === undefined || turn.assignedTo === counter.id) &&
    !queue.turnsOf(turn.ticketId).some(isInHand)
  );
}

/** Everything that a queue answers, for the comparison of two. */
function answers(queue: Queue, rules: Rules, minute: number) {
  const open = [...queue.openTurns()].sort((one, other) => (one.id < other.id ? -1 : 1));
  return {
    open,
    hands: counterIds.map((id) => queue.inHand(id)),
    tallies: [...queue.tallies()],
    waiting: serviceIds.map((id) => queue.waitingCount(id)),
    ahead: open.map((turn) => queue.aheadOf(turn)),
    next: counterIds.map((id) => choose(queue, counterOf(rules, id), ms(minute))),
  };
}

describe('the lanes', () => {
  test('give the same answer, reason and tally as looking at everybody, in thousands of halls', () => {
    let calls = 0;
    fc.assert(
      fc.property(anyRules, anyDay, (rules, steps) => {
        const quickly = play(steps, rules, quick(rules)).map(({ choice }) => choice);
        expect(quickly).toEqual(play(steps, rules, slow(rules)).map(({ choice }) => choice));
        calls += quickly.length;
      }),
      { numRuns: 400 },
    );
    expect(calls).toBeGreaterThan(4_000);
  });

  test('count who waits, who is ahead and who has whom in hand as a look at everybody does', () => {
    fc.assert(
      fc.property(anyRules, anyDay, fc.integer({ min: -10, max: 90 }), (rules, steps, minute) => {
        const queue = new Queue(rules);
        const turns = new Map<string, Turn>();
        const subject = quick(rules, queue);
        play(steps, rules, { ...subject, put: (turn) => subject.put(turns.set(turn.id, turn).get(turn.id)!) });
        const all = [...turns.values()];
        const waiting = all.filter(({ state }) => state === 'waiting');
        expect([...queue.openTurns()].sort(compare)).toEqual(all.filter(isOpen).sort(compare));
        for (const service of serviceIds) {
          const here = waiting.filter((turn) => turn.service === service).sort(compare);
          expect(queue.waitingCount(service)).toBe(here.length);
          expect(here.map((turn) => queue.aheadOf(turn))).toEqual(here.map((_, at) => at));
        }
        for (const id of counterIds) {
          const counter = counterOf(rules, id);
          expect(queue.inHand(id)).toEqual(all.find((turn) => isInHand(turn) && turn.counter === id));
          const may = all.filter((turn) => isEligible(queue, turn, counter, ms(minute))).sort(compare);
          expect(may).toEqual(everybodyEligible({ turns: all }, counter, ms(minute)));
        }
      }),
      { numRuns: 200 },
    );
  });

  test('do not care in which order turns come in', () => {
    fc.assert(
      fc.property(anyRules, anyDay, fc.infiniteStream(fc.nat()), (rules, steps, random) => {
        const queue = new Queue(rules);
        play(steps, rules, quick(rules, queue));
        const shuffled = [...queue.openTurns()]
          .map((turn) => ({ turn, at: random.next().value as number }))
          .sort((one, other) => one.at - other.at);
        const other = new Queue(rules);
        for (const { turn } of shuffled) other.put(turn);
        for (const tally of queue.tallies()) other.putTally(tally);
        expect(answers(other, rules, 60)).toEqual(answers(queue, rules, 60));
      }),
      { numRuns: 100 },
    );
  });
});

describe('a copy of the queue', () => {
  const halves = (steps: readonly Step[]) => [steps.slice(0, steps.length / 2), steps.slice(steps.length / 2)] as const;

  test('and the queue go their own ways, and the same way on the same day', () => {
    fc.assert(
      fc.property(anyRules, anyDay, (rules, steps) => {
        const [before, after] = halves(steps);
        const queue = new Queue(rules);
        play(before, rules, quick(rules, queue));
        const copies = [queue.clone(), queue.clone()];
        const then = answers(queue, rules, 30);
        const calls = copies.map((copy) => play(after, rules, quick(rules, copy)));
        expect(calls[0]).toEqual(calls[1]);
        expect(answers(copies[0]!, rules, 90)).toEqual(answers(copies[1]!, rules, 90));
        expect(answers(queue, rules, 30)).toEqual(then);
        const last = copies[0]!.clone();
        const lastThen = answers(last, rules, 90);
        for (const turn of [...copies[0]!.openTurns()]) copies[0]!.forget(turn.ticketId);
        expect(answers(last, rules, 90)).toEqual(lastThen);
        expect([...copies[0]!.openTurns()]).toEqual([]);
      }),
      { numRuns: 150 },
    );
  });
});
