import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CounterFeedEvent } from '../../core/contract/feed.ts';
import type { TurnChange } from '../../core/queue/change.ts';
import type { Turn, TurnState } from '../../core/queue/turn.ts';
import { type QueueState, takeIn, unheard, waitingFor } from '../../renderer/shared/queue-state.ts';
import { minutesAgo, now, turn } from './counter-turns.ts';

type Changed = Extract<CounterFeedEvent, { type: 'changed' }>;
type Snapshot = Extract<CounterFeedEvent, { type: 'snapshot' }>;

const turns = ['B001', 'B002', 'B003', 'B004'].map((number) => turn(number));
const [a, b] = turns as [Turn, Turn];
const at = new Date(now).toISOString();

function changed(seq: number, change: TurnChange, state: TurnState, one = a, over: Partial<Turn> = {}): Changed {
  const counter = state === 'waiting' ? {} : { counter: 'quay-3' };
  return { type: 'changed', seq, at, change, turn: { ...one, state, version: seq + 1, ...counter, ...over } };
}

function snapshot(over: Partial<Snapshot> = {}): Snapshot {
  return {
    type: 'snapshot',
    seq: 3,
    at,
    day: '2026-11-23',
    turns: [],
    counters: [],
    waiting: {},
    finished: {},
    ...over,
  };
}

const hearAll = (events: readonly CounterFeedEvent[], from: QueueState = unheard) =>
  events.reduce((state, event) => takeIn(state, event, now), from);

describe('what a screen knows of the queue', () => {
  it('is replaced by a snapshot, even by an older one', () => {
    const after = hearAll([changed(9, 'called', 'called'), snapshot({ seq: 3, turns: [b] })]);
    expect(after.seq).toBe(3);
    expect([...after.turns.keys()]).toEqual([b.id]);
  });

  it('hears a change once', () => {
    const once = hearAll([changed(1, 'taken-in', 'waiting'), changed(2, 'finished', 'finished')]);
    expect(hearAll([changed(2, 'finished', 'finished'), changed(1, 'taken-in', 'waiting')], once)).toEqual(once);
    expect(once.finished).toEqual({ 'quay-3': 1 });
  });

  it('lives by any event and keeps what it knew when the link is lost', () => {
    const lost = takeIn(hearAll([changed(1, 'taken-in', 'waiting')]), { type: 'link-lost' }, now + 5_000);
    expect(lost).toMatchObject({ link: 'lost', heardAt: now });
    expect(lost.turns.size).toBe(1);
    expect(takeIn(lost, { type: 'beat', at }, now).link).toBe('live');
    expect(takeIn(lost, { type: 'linked' }, now).link).toBe('live');
    expect(takeIn(unheard, { type: 'linked' }, now).link).toBe('joining');
  });

  it('believes an answer before the feed tells it, but none that is older than what it knows', () => {
    const state = hearAll([changed(4, 'taken-in', 'waiting'), changed(5, 'called', 'called')]);
    const answered = { type: 'answered', turn: { ...a, state: 'finished', version: 8 } } as const;
    const ahead = takeIn(state, answered, now);
    expect(ahead.turns.get(a.id)?.state).toBe('finished');
    expect(hearAll([changed(6, 'recalled', 'called')], ahead).turns.get(a.id)?.state).toBe('finished');
    expect(hearAll([changed(7, 'finished', 'finished')], ahead).finished).toEqual({ 'quay-3': 1 });
    const older = { ...answered, turn: { ...answered.turn, version: 6 } };
    expect(takeIn(state, older, now)).toBe(state);
  });

  it('knows the time of the hub by its snapshots and beats, not by what it replays', () => {
    const state = takeIn(unheard, snapshot({ at: minutesAgo(-60) }), now);
    expect(state.clockOffsetMs).toBe(3_600_000);
    expect(takeIn(state, changed(4, 'taken-in', 'waiting'), now).clockOffsetMs).toBe(3_600_000);
    expect(takeIn(state, { type: 'beat', at }, now).clockOffsetMs).toBe(0);
  });

  it('knows counters that rest, each change once', () => {
    const paused = { counter: 'quay-3', state: 'paused', since: at } as const;
    const state = hearAll([snapshot(), { type: 'counter', seq: 4, at, state: paused }]);
    const old = { type: 'counter', seq: 4, at, state: { ...paused, state: 'open' } } as const;
    expect(takeIn(state, old, now).counters.get('quay-3')).toEqual(paused);
  });
});

describe('the figures of a screen', () => {
  it('count who waits with those whom the snapshot left out, and anew with each beat', () => {
    const state = hearAll([snapshot({ turns: [a, b], waiting: { 'chung-thuc': 7 } })]);
    expect(waitingFor(state, 'chung-thuc')).toBe(7);
    const calls = [changed(4, 'called', 'called'), changed(5, 'called', 'called', turn('B099'))];
    const after = hearAll(calls, state);
    expect(waitingFor(after, 'chung-thuc')).toBe(5);
    expect(waitingFor(takeIn(after, { type: 'beat', at, waiting: { 'chung-thuc': 4 } }, now), 'chung-thuc')).toBe(4);
  });

  it('count what each counter has finished, and less what was taken back', () => {
    const state = hearAll([snapshot({ finished: { 'quay-3': 5 } }), changed(4, 'finished', 'finished')]);
    expect(state.finished).toEqual({ 'quay-3': 6 });
    expect(takeIn(state, changed(5, 'undone', 'serving'), now).finished).toEqual({ 'quay-3': 5 });
  });
});

describe('the calls of a turn in hand', () => {
  const called = (seq: number, calls: number, change: TurnChange = 'called', calledAt = at) =>
    changed(seq, change, 'called', a, { calls, calledAt });

  it('are counted from its coming into the hand, also after a miss', () => {
    const state = hearAll([called(1, 1), called(2, 2, 'recalled', minutesAgo(-1))]);
    expect(state.rounds.get(a.id)).toEqual({ since: at, callsBefore: 0 });
    const back = hearAll([changed(3, 'missed', 'missed', a, { calls: 2 }), called(4, 3, 'recalled')], state);
    expect(back.rounds.get(a.id)).toEqual({ since: at, callsBefore: 2 });
  });

  it('go on where they were when a miss is taken back, and through a snapshot', () => {
    const state = hearAll([
      called(1, 1, 'called', minutesAgo(2)),
      changed(2, 'missed', 'missed'),
      called(3, 2, 'undone'),
    ]);
    expect(state.rounds.get(a.id)).toEqual({ since: minutesAgo(2), callsBefore: 0 });
    const back = { ...a, state: 'called', calls: 1, calledAt: minutesAgo(2), version: 4 } as const;
    const missed = hearAll([called(1, 1, 'called', minutesAgo(2)), changed(2, 'missed', 'missed', a, { calls: 1 })]);
    expect(takeIn(missed, { type: 'answered', turn: back, isUndo: true }, now).rounds).toEqual(missed.rounds);
    const inHand = { ...a, state: 'called', calls: 2 } as const;
    expect(takeIn(state, snapshot({ turns: [inHand] }), now).rounds.size).toBe(1);
    expect(takeIn(state, snapshot(), now).rounds.size).toBe(0);
  });

  it('are counted from the answer where that is first', () => {
    const missed = hearAll([called(1, 1), changed(2, 'missed', 'missed', a, { calls: 1 })]);
    const back = { ...a, state: 'called', counter: 'quay-3', calls: 2, calledAt: minutesAgo(-3), version: 4 } as const;
    const answered = takeIn(missed, { type: 'answered', turn: back }, now);
    const told = takeIn(answered, called(3, 2, 'recalled', minutesAgo(-3)), now);
    for (const state of [answered, told])
      expect(state.rounds.get(a.id)).toEqual({ since: minutesAgo(-3), callsBefore: 1 });
  });

  it('are told with the age of a hold', () => {
    const held = { ...changed(2, 'held', 'held'), at: minutesAgo(4) };
    expect(hearAll([called(1, 1), held, snapshot({ seq: 9 })]).heldSince.get(a.id)).toBe(minutesAgo(4));
  });

  it('keep the reason of the choice', () => {
    const reason = { rule: 'guard', waitedMinutes: 31, eligible: 4 } as const;
    const state = hearAll([{ ...called(1, 1), reason }, called(2, 2, 'recalled')]);
    expect(state.reasons.get(a.id)).toEqual(reason);
  });
});

describe('a noisy feed', () => {
  const states = ['waiting', 'called', 'missed', 'finished'] as const;
  const nameOf = { waiting: 'returned', called: 'called', missed: 'missed', finished: 'finished' } as const;

  it('ends the same however often, and however late, old changes are sent again', () => {
    const change = fc.tuple(fc.nat({ max: 3 }), fc.constantFrom(...states));
    const run = fc.array(change, { minLength: 1, maxLength: 40 });
    const again = fc.array(fc.tuple(fc.nat(), fc.nat()), { maxLength: 40 });
    fc.assert(
      fc.property(run, again, (run, again) => {
        const feed = run.map(([who, state], index) => changed(index + 1, nameOf[state], state, turns[who]));
        const noisy = again.reduce<Changed[]>((events, [what, where]) => {
          const from = what % feed.length;
          const earliest = events.findIndex((event) => event.seq === from + 1) + 1;
          const at = earliest + (where % (events.length - earliest + 1));
          return events.toSpliced(at, 0, feed[from]!);
        }, feed);
        expect(hearAll(noisy)).toEqual(hearAll(feed));
      }),
    );
  });

  it('never goes back, in whatever order changes come', () => {
    const order = fc.shuffledSubarray(Array.from({ length: 30 }, (_, index) => index + 1));
    fc.assert(
      fc.property(order, (order) => {
        let state = unheard;
        for (const seq of order) {
          const next = takeIn(state, changed(seq, 'called', 'called', turns[seq % turns.length]), now);
          expect(next.seq).toBe(Math.max(state.seq ?? 0, seq));
          state = next;
        }
        for (const { version } of state.turns.values()) expect(version).toBeLessThanOrEqual((state.seq ?? 0) + 1);
      }),
    );
  });
});
