import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { newTurns } from '../../core/queue/journey.ts';
import { returnsDue } from '../../core/queue/returns.ts';
import { groupOf, type Rules } from '../../core/queue/rules.ts';
import { isInHand, type Turn } from '../../core/queue/turn.ts';
import { fail, ok } from '../../core/result.ts';
import { HubInMemory } from './hub-in-memory.ts';
import { rulesOf, uuid } from './make.ts';
import { Model } from './model.ts';
import { returnDue } from './model-moves.ts';
import { anyOrder, type Order, ours, type Verbs } from './orders.ts';

const name = { vi: 'tên', en: 'name' };
const steps = [
  { service: 'a' },
  { service: 'b', after: [0] },
  { service: 'c', after: [0] },
  { service: 'a', after: [1, 2] },
  { service: 'd', after: [3] },
];
const journeys = [
  { id: 'kham', name, steps },
  { id: 'song-song', name, steps: [{ service: 'a' }, { service: 'b' }, { service: 'c' }] },
];

const anyRules = fc
  .record({
    rule: fc.constantFrom(
      { kind: 'ratio' as const, guardMinutes: 2 },
      { kind: 'statutory' as const },
      { kind: 'aging' as const },
    ),
    returnAfter: fc.integer({ min: 0, max: 3 }),
    missedReturns: fc.integer({ min: 0, max: 2 }),
    missedAfterMinutes: fc.constantFrom(0, 0.5, 2),
  })
  .map((policy) => rulesOf(policy, { journeys }));

interface TakeIn {
  readonly service: string;
  readonly class: string | undefined;
  readonly isDeclared: boolean;
  readonly journey: string | undefined;
  readonly appointment: number | undefined;
}
type Step = { readonly seconds: number } & (
  | { readonly kind: 'takeIn'; readonly ticket: TakeIn }
  | { readonly kind: 'order'; readonly counter: string; readonly which: number; readonly order: Order }
);

const takeIn = fc.record({
  service: fc.constantFrom('a', 'b', 'c'),
  class: fc.constantFrom(undefined, undefined, 'cao-tuoi', 'chi-b', 'cap-cuu'),
  isDeclared: fc.boolean(),
  journey: fc.constantFrom(undefined, 'kham', 'kham', 'song-song'),
  appointment: fc.constantFrom(undefined, undefined, undefined, 4, 12),
});
const seconds = fc.constantFrom(1, 1, 2, 4, 20, 90);
const anyDay: fc.Arbitrary<Step[]> = fc.array(
  fc.oneof(
    { weight: 1, arbitrary: fc.record({ kind: fc.constant('takeIn' as const), seconds, ticket: takeIn }) },
    {
      weight: 4,
      arbitrary: fc.record({
        kind: fc.constant('order' as const),
        seconds,
        counter: fc.constantFrom('q1', 'q1', 'q2', 'q3', 'q4'),
        which: fc.oneof({ weight: 3, arbitrary: fc.constant(-1) }, fc.nat(40)),
        order: anyOrder,
      }),
    },
  ),
  { minLength: 10, maxLength: 120, size: 'max' },
);

const byId = (turns: Iterable<Turn>) => [...turns].sort((one, other) => (one.id < other.id ? -1 : 1));

/** What happened in the days of one test: how often each order was carried out. */
type Count = Map<string, number>;

/** Plays a day on the product and on the model; they must agree after each step. */
function playBoth(rules: Rules, day: readonly Step[], verbs: Verbs, done: Count): void {
  const model = new Model(rules);
  const hub = new HubInMemory(rules);
  const tickets: string[] = [];
  let ids = 1;
  for (const step of day) {
    model.atMs += step.seconds * 1_000;
    hub.take(returnsDue(hub.queue, new Date(model.atMs)));
    returnDue(model);
    if (step.kind === 'takeIn') {
      const turns = turnsFor(rules, step.ticket, model, () => uuid(ids++));
      tickets.push(turns[0]!.ticketId);
      hub.take(turns.map((turn) => ({ kind: 'turn', change: 'taken-in', turn })));
      model.turns = [...model.turns, ...turns];
    } else {
      const { order, counter } = step;
      const mine = model.inHand(counter)?.ticketId;
      const ticketId = (step.which < 0 ? mine : tickets[step.which]) ?? tickets[0] ?? uuid(0);
      const idsFrom = ids;
      const fault = hub.command(
        counter,
        model.atMs,
        order.isAboutTicket ? ticketId : undefined,
        () => uuid(ids++),
        (scene) => order.ask(scene, ticketId, verbs),
      );
      let again = idsFrom;
      const group = groupOf(model.counter(counter));
      const refused = model.command(
        counter,
        () => order.model(model, counter, ticketId, () => uuid(again++)),
        () => model.tallies.get(group),
        order.words === 'undo',
      );
      const said = fault && [
        fault.code,
        'counter' in fault ? fault.counter : 'state' in fault ? fault.state : undefined,
      ];
      expect(said?.filter(Boolean).join(' '), order.words).toBe(refused);
      const key = `${order.words.split(' ')[0]}${refused ? ' refused' : ''}`;
      done.set(key, (done.get(key) ?? 0) + 1);
    }
    agree(hub, model);
  }
}

function agree(hub: HubInMemory, model: Model): void {
  expect(hub.complaints()).toEqual([]);
  expect(byId(hub.turns.values())).toEqual(byId(model.turns));
  const open = model.turns.filter(({ state }) => state !== 'finished' && state !== 'cancelled');
  expect(byId(hub.queue.openTurns())).toEqual(byId(open));
  for (const { id } of model.rules.counters) {
    expect(hub.queue.inHand(id)).toEqual(model.turns.find((turn) => isInHand(turn) && turn.counter === id));
    expect(hub.queue.counterState(id)).toEqual(model.states.get(id) ?? expect.objectContaining({ state: 'open' }));
    const group = groupOf(model.counter(id));
    expect(hub.queue.tally(group)).toEqual(model.tallies.get(group) ?? { group, priority: 0, ordinary: 0 });
  }
}

function turnsFor(
  rules: Rules,
  { class: named, isDeclared, appointment, journey, service }: TakeIn,
  model: Model,
  newId: () => string,
) {
  const ticketId = newId();
  const priority = named && { class: named, proof: isDeclared ? ('self' as const) : ('chip' as const) };
  const number = `A${String(Number.parseInt(ticketId.slice(-4), 16)).padStart(3, '0')}`;
  return newTurns(
    rules,
    {
      ticketId,
      number,
      day: '2026-11-23',
      service,
      identity: 'none',
      issuedAt: model.at,
      ...(priority && { priority }),
      ...(journey !== undefined && { journey }),
      ...(appointment !== undefined && { appointmentAt: new Date(model.atMs + appointment * 60_000).toISOString() }),
    },
    newId,
  );
}

const agreement = (verbs: Verbs, done: Count = new Map()) =>
  fc.property(anyRules, anyDay, (rules, day) => playBoth(rules, day, verbs, done));

describe('the verbs', () => {
  test('do what a plain model does, whatever is asked: nobody is lost and nobody is in two hands', () => {
    const done: Count = new Map();
    fc.assert(agreement(ours, done), { numRuns: 120 });
    const names = Object.keys(ours);
    const seldom = names.filter((verb) => (done.get(verb) ?? 0) < 20);
    expect(seldom).toEqual([]);
  });

  const broken: Record<string, Partial<Verbs>> = {
    'a call by name that does not look whether another counter has the visit': {
      callThis: ({ queue, counter, at }, ticketId, note) => {
        const before = queue.turnsOf(ticketId).find(({ service }) => counter.services.includes(service));
        if (!before || queue.inHand(counter.id)) return fail({ code: 'HAND_FULL' });
        const turn: Turn = {
          ...before,
          state: 'called',
          counter: counter.id,
          calledAt: at.toISOString(),
          version: before.version + 1,
        };
        return ok([
          {
            kind: 'turn',
            change: 'called',
            turn,
            before,
            reason: { rule: 'chosen', waitedMinutes: 0, eligible: 0, note },
          },
        ]);
      },
    },
    'an end that opens no later step': {
      finish: (scene, ticketId, result) => {
        const decision = ours.finish(scene, ticketId, result);
        return decision.ok ? ok(decision.value.slice(0, 1)) : decision;
      },
    },
    'an undo without an end': {
      undo: (scene) => ours.undo({ ...scene, at: new Date(scene.queue.lastOf(scene.counter.id)?.atMs ?? 0) }),
    },
    'an undo that leaves the tally': {
      undo: (scene) => {
        const decision = ours.undo(scene);
        if (!decision.ok) return decision;
        return ok(decision.value.map((change) => (change.kind === 'turn' ? { ...change, tally: undefined } : change)));
      },
    },
    'a miss that never ends': {
      miss: (scene, ticketId) => {
        const decision = ours.miss(scene, ticketId);
        const returnsAt = scene.at.toISOString();
        return decision.ok
          ? ok(
              decision.value.map((change) =>
                change.kind === 'turn' ? { ...change, turn: { ...change.turn, returnsAt } } : change,
              ),
            )
          : decision;
      },
    },
  };

  test.each(Object.entries(broken))('would be caught: %s', (_, verb) => {
    const { failed } = fc.check(agreement({ ...ours, ...verb }), { numRuns: 300, seed: 7, endOnFailure: true });
    expect(failed).toBe(true);
  });
});
