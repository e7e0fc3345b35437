import fc from 'fast-check';
import type { Tally } from '../../core/queue/change.ts';
import { type Choice, choose } from '../../core/queue/choose.ts';
import { Queue } from '../../core/queue/queue.ts';
import { groupOf, type Rules } from '../../core/queue/rules.ts';
import type { Turn } from '../../core/queue/turn.ts';
import type { Counter } from '../../core/settings.ts';
import { chooseSlowly, type LeftOut } from './choose-slowly.ts';
import { counterOf, iso, minuteMs, ms, turnOf, uuid } from './make.ts';

/** Something that holds a day's turns and says who is next. */
export interface Subject {
  put(turn: Turn): void;
  putTally(tally: Tally): void;
  choose(counter: Counter, atMs: number): Choice | undefined;
}

/** The product. */
export function quick(rules: Rules, queue = new Queue(rules)): Subject {
  return {
    put: (turn) => queue.put(turn),
    putTally: (tally) => queue.putTally(tally),
    choose: (counter, atMs) => choose(queue, counter, atMs),
  };
}

/** The plain one, with a rule left out where one is named. */
export function slow(rules: Rules, leftOut?: LeftOut): Subject {
  const turns = new Map<string, Turn>();
  const tallies = new Map<string, Tally>();
  return {
    put: (turn) => void turns.set(turn.id, turn),
    putTally: (tally) => void tallies.set(tally.group, tally),
    choose: (counter, atMs) => chooseSlowly({ rules, turns: [...turns.values()], tallies }, counter, atMs, leftOut),
  };
}

export type Step =
  | {
      readonly kind: 'arrive';
      readonly gap: number;
      readonly service: string;
      readonly class: string | undefined;
      readonly earlier: number;
      readonly assignedTo: string | undefined;
      readonly appointment: number | undefined;
      readonly notBefore: number | undefined;
      readonly branch: string | undefined;
    }
  | { readonly kind: 'call'; readonly gap: number; readonly counter: string; readonly back: number }
  | { readonly kind: 'end'; readonly counter: string };

/** One call of a day, with the hall as it was when it was decided. */
export interface Call {
  readonly counter: Counter;
  readonly group: string;
  readonly atMs: number;
  readonly turns: readonly Turn[];
  readonly choice: Choice | undefined;
}

/** Plays a day on a subject and gives every call. A counter that calls has finished the one before. */
export function play(steps: readonly Step[], rules: Rules, subject: Subject): Call[] {
  const turns = new Map<string, Turn>();
  const calls: Call[] = [];
  let minute = 0;
  let n = 1;
  const put = (turn: Turn) => {
    turns.set(turn.id, turn);
    subject.put(turn);
  };
  const end = (counter: string) => {
    for (const turn of turns.values())
      if (turn.state === 'called' && turn.counter === counter)
        put({ ...turn, state: 'finished', version: turn.version + 1 });
  };
  for (const step of steps) {
    if (step.kind === 'end') {
      end(step.counter);
      continue;
    }
    minute += step.gap;
    if (step.kind === 'arrive') {
      for (const turn of arrivals(step, n, minute)) put(turn);
      n += 2;
      continue;
    }
    end(step.counter);
    const counter = counterOf(rules, step.counter);
    const atMs = ms(minute - step.back);
    const choice = subject.choose(counter, atMs);
    calls.push({ counter, group: groupOf(counter), atMs, turns: [...turns.values()], choice });
    if (!choice) continue;
    put({ ...choice.turn, state: 'called', counter: counter.id, version: choice.turn.version + 1 });
    if (choice.tally) subject.putTally(choice.tally);
  }
  return calls;
}

function arrivals(step: Step & { kind: 'arrive' }, n: number, minute: number): Turn[] {
  const { service, class: named, earlier, assignedTo, appointment, notBefore, branch } = step;
  const turn = turnOf({
    n,
    minute,
    service,
    order: ms(minute) - earlier * minuteMs,
    ...(named !== undefined && { class: named }),
    ...(assignedTo !== undefined && { assignedTo }),
    ...(appointment !== undefined && { appointmentAt: iso(minute + appointment) }),
    ...(notBefore !== undefined && { notBefore: iso(minute + notBefore) }),
  });
  return branch === undefined ? [turn] : [turn, { ...turn, id: uuid(n + 1), step: 1, service: branch }];
}

const service = fc.constantFrom('a', 'a', 'b', 'c', 'd');
const seldom = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { freq: 4, nil: undefined });
const minutes = (min: number, max: number) => fc.integer({ min: min * 2, max: max * 2 }).map((half) => half / 2);

const arrive = fc.record({
  kind: fc.constant('arrive' as const),
  gap: minutes(0, 4),
  service,
  class: fc.constantFrom(undefined, undefined, undefined, 'cao-tuoi', 'mang-thai', 'chi-b', 'cap-cuu', 'bo-roi'),
  earlier: fc.constantFrom(0, 0, 0, 1, 10),
  assignedTo: seldom(fc.constantFrom('q1', 'q2', 'q4')),
  appointment: seldom(minutes(-20, 40)),
  notBefore: seldom(minutes(-5, 20)),
  branch: seldom(service),
});
const call = fc.record({
  kind: fc.constant('call' as const),
  gap: minutes(0, 6),
  counter: fc.constantFrom('q1', 'q1', 'q2', 'q3', 'q4'),
  back: fc.constantFrom(0, 0, 0, 0, 15),
});
const end = fc.record({ kind: fc.constant('end' as const), counter: fc.constantFrom('q1', 'q2', 'q3', 'q4') });

/** A day in which everything occurs: classes, branches, appointments, turns kept for a counter, a clock put back. */
export const anyDay: fc.Arbitrary<Step[]> = fc.array(
  fc.oneof({ weight: 5, arbitrary: arrive }, { weight: 4, arbitrary: call }, { weight: 1, arbitrary: end }),
  { minLength: 5, maxLength: 70, size: 'max' },
);

const plainArrive = fc.record({
  kind: fc.constant('arrive' as const),
  gap: fc.integer({ min: 0, max: 3 }),
  service: fc.constantFrom('a', 'b'),
  class: fc.constantFrom(undefined, 'cao-tuoi', 'mang-thai'),
  earlier: fc.constant(0),
  assignedTo: fc.constant(undefined),
  appointment: fc.constant(undefined),
  notBefore: fc.constant(undefined),
  branch: fc.constant(undefined),
});
const plainCall = fc.record({
  kind: fc.constant('call' as const),
  gap: fc.integer({ min: 0, max: 4 }),
  counter: fc.constantFrom('q1', 'q2'),
  back: fc.constant(0),
});

/** A day of one group with walk-ins alone, each later than the one before. */
export const plainDay: fc.Arbitrary<Step[]> = fc.array(
  fc.oneof({ weight: 3, arbitrary: plainArrive }, { weight: 2, arbitrary: plainCall }),
  { minLength: 10, maxLength: 90, size: 'max' },
);
