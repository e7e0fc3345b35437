import { describe, expect, it } from 'vitest';
import type { BoardTurn } from '../../core/contract/feed.ts';
import type { TurnChange } from '../../core/queue/change.ts';
import { ASKS_FOR_MS, dark, hear, type TabletEvent, type TabletState } from '../../renderer/rating/tablet-state.ts';

const nowMs = Date.parse('2026-11-25T02:00:00Z');
const turn = (number: string, more: Partial<BoardTurn> = {}): BoardTurn => ({
  number,
  service: 'chung-thuc',
  state: 'serving',
  counter: 'quay-3',
  calls: 1,
  language: 'vi',
  ...more,
});
const beat = { type: 'beat', at: new Date(nowMs).toISOString() } as const;
let seq = 0;
const changed = (change: TurnChange, of: BoardTurn, ageMs = 0): TabletEvent => {
  return { type: 'changed', seq: ++seq, at: new Date(nowMs - ageMs).toISOString(), change, turn: of };
};
const told = (...events: readonly TabletEvent[]): TabletState =>
  events.reduce((state, event) => hear(state, event, 'quay-3', nowMs), dark);

describe('the tablet of a counter', () => {
  it('shows the number in hand, and asks whoever has finished', () => {
    const state = told(beat, changed('called', turn('B001', { state: 'called' })));
    expect(state).toMatchObject({ inHand: { number: 'B001' }, asked: undefined });
    const done = hear(state, changed('finished', turn('B001', { state: 'finished' })), 'quay-3', nowMs);
    expect(done).toMatchObject({ inHand: undefined, asked: { number: 'B001', untilMs: nowMs + ASKS_FOR_MS } });
  });

  it('goes on asking while the next one is called, and stops when the next one has come', () => {
    const done = changed('finished', turn('B001', { state: 'finished' }));
    const called = told(beat, done, changed('called', turn('B002', { state: 'called' })));
    expect(called).toMatchObject({ inHand: { number: 'B002' }, asked: { number: 'B001' } });
    expect(hear(called, changed('arrived', turn('B002')), 'quay-3', nowMs).asked).toBeUndefined();
  });

  it('asks for half a minute after the last touch', () => {
    const asking = told(beat, changed('finished', turn('B001', { state: 'finished' })));
    const tick = (state: TabletState, ms: number) => hear(state, { type: 'tick' }, 'quay-3', nowMs + ms);
    expect(tick(asking, ASKS_FOR_MS - 1).asked).toBeDefined();
    expect(tick(asking, ASKS_FOR_MS).asked).toBeUndefined();
    const touched = hear(asking, { type: 'touched' }, 'quay-3', nowMs + 20_000);
    expect(tick(touched, ASKS_FOR_MS).asked).toBeDefined();
    expect(tick(touched, ASKS_FOR_MS + 20_000).asked).toBeUndefined();
  });

  it('asks nobody about another counter, about a miss, or about what was missed while the link was lost', () => {
    const elsewhere = changed('finished', turn('B001', { state: 'finished', counter: 'quay-4' }));
    const missed = changed('missed', turn('B001', { state: 'missed' }));
    const stale = changed('finished', turn('B001', { state: 'finished' }), 60_000);
    for (const event of [elsewhere, missed, stale]) expect(told(beat, event).asked).toBeUndefined();
  });

  it('stops asking when the end is taken back, and when it was answered', () => {
    const done = changed('finished', turn('B001', { state: 'finished' }));
    expect(told(beat, done, changed('undone', turn('B001'))).asked).toBeUndefined();
    expect(told(beat, done, { type: 'answered' }).asked).toBeUndefined();
  });

  it('takes the number in hand from a snapshot, and lets one go that was sent elsewhere', () => {
    const at = new Date(nowMs).toISOString();
    const turns = [turn('B007'), turn('B008', { counter: 'quay-4' })];
    const known = told({ type: 'snapshot', seq: 1, at, day: '2026-11-25', counters: [], waiting: {}, turns });
    expect(known.inHand?.number).toBe('B007');
    const sent = changed('transferred', turn('B007', { state: 'waiting', counter: 'quay-3' }));
    expect(hear(known, sent, 'quay-3', nowMs).inHand).toBeUndefined();
    expect(hear(known, { type: 'link-lost' }, 'quay-3', nowMs).link).toBe('lost');
  });
});
