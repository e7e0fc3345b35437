import { describe, expect, it } from 'vitest';
import type { Turn } from '../../core/queue/turn.ts';
import { type Action, judge, type Situation } from '../../renderer/counter/actions.ts';
import { deskOf } from '../../renderer/counter/desk.ts';
import { askedBy, keysOf } from '../../renderer/counter/keys.ts';
import type { Round } from '../../renderer/shared/queue-state.ts';
import { now, turn } from './counter-turns.ts';

const seat = { id: 'quay-3', services: ['chung-thuc'] };
const secondsAgo = (seconds: number) => new Date(now - seconds * 1_000).toISOString();

/** One turn in hand, called so often, first and last so many seconds ago. */
function calledFor(calls: number, first: number, last: number, over: Partial<Turn> = {}): Turn {
  const at = { calledAt: secondsAgo(last), firstCalledAt: secondsAgo(first) };
  return turn('B026', { state: 'called', counter: 'quay-3', calls, ...at, ...over });
}

function situation(inHand?: Turn, over: Partial<Situation> = {}): Situation {
  const turns = new Map(inHand ? [[inHand.id, inHand]] : []);
  return {
    desk: deskOf({ turns, counters: new Map() }, seat),
    round: undefined,
    now,
    isRoom: false,
    hasUndo: false,
    ...over,
  };
}

describe('calling again', () => {
  it('may be done fifteen seconds after the last call and not before, and says how long to wait', () => {
    expect(judge('recall', situation(calledFor(1, 15, 15)))).toEqual({ may: true });
    expect(judge('recall', situation(calledFor(1, 6, 6)))).toEqual({
      may: false,
      why: 'recallSoon',
      n: 9,
      inMs: 9_000,
    });
    expect(judge('recall', situation(calledFor(2, 40, 14.5)))).toMatchObject({ may: false, n: 1 });
  });

  it('ends with the third call', () => {
    expect(judge('recall', situation(calledFor(2, 90, 60)))).toEqual({ may: true });
    expect(judge('recall', situation(calledFor(3, 90, 60)))).toEqual({ may: false, why: 'recallMost', n: 3 });
  });

  it('begins anew when somebody who was missed is called back', () => {
    const back = calledFor(4, 900, 20, { misses: 1 });
    const round: Round = { since: secondsAgo(20), callsBefore: 3 };
    expect(judge('recall', situation(back, { round }))).toEqual({ may: true });
    expect(judge('recall', situation(back))).toEqual({ may: true });
    expect(judge('miss', situation(back, { round }))).toMatchObject({ why: 'missFew', n: 1 });
  });
});

describe('missing somebody', () => {
  it('takes two calls and a minute, and says which of them is wanting', () => {
    expect(judge('miss', situation(calledFor(1, 300, 300)))).toEqual({ may: false, why: 'missFew', n: 1 });
    expect(judge('miss', situation(calledFor(2, 37, 10)))).toEqual({
      may: false,
      why: 'missSoon',
      n: 23,
      inMs: 23_000,
    });
    expect(judge('miss', situation(calledFor(2, 60, 10)))).toEqual({ may: true });
  });

  it('counts the minute from the first call of the round', () => {
    const back = calledFor(5, 900, 20, { misses: 1 });
    const round: Round = { since: secondsAgo(50), callsBefore: 3 };
    expect(judge('miss', situation(back, { round }))).toMatchObject({ why: 'missSoon', n: 10 });
  });

  it('cannot be done to somebody who has come', () => {
    expect(judge('miss', situation(calledFor(2, 90, 60, { state: 'serving' })))).toMatchObject({ why: 'hasCome' });
  });
});

describe('what may be done', () => {
  const everyAction = Object.keys(keysOf) as Action[];
  const allowed = (given: Situation) => everyAction.filter((action) => judge(action, given).may);

  it('follows the state of the counter', () => {
    expect(allowed(situation())).toEqual(['next', 'pick', 'pause', 'mute', 'help']);
    expect(allowed(situation(calledFor(2, 90, 60)))).toEqual([
      'next',
      'recall',
      'arrive',
      'miss',
      'transfer',
      'hold',
      'finish',
      'end',
      'pause',
      'mute',
      'help',
    ]);
    expect(allowed(situation(calledFor(2, 90, 60, { state: 'serving' })))).toEqual([
      'next',
      'transfer',
      'hold',
      'finish',
      'end',
      'pause',
      'mute',
      'help',
    ]);
  });

  it('is to open again while the counter rests, and to take that back', () => {
    const counters = new Map([['quay-3', { counter: 'quay-3', state: 'paused', since: secondsAgo(9) } as const]]);
    const desk = deskOf({ turns: new Map(), counters }, seat);
    expect(allowed(situation(undefined, { desk, hasUndo: true }))).toEqual(['next', 'undo', 'mute', 'help']);
    expect(judge('pick', situation(undefined, { desk }))).toMatchObject({ why: 'resting' });
  });

  it('is to verify what was declared, and in a room to add steps', () => {
    const declared = calledFor(1, 1, 1, { priority: { class: 'khuyet-tat', proof: 'self' } });
    expect(judge('verify', situation(declared)).may).toBe(true);
    expect(judge('verify', situation({ ...declared, priority: { class: 'cao-tuoi', proof: 'chip' } }))).toMatchObject({
      why: 'nothingToVerify',
    });
    expect(judge('steps', situation(declared, { isRoom: true })).may).toBe(true);
    expect(judge('steps', situation(declared))).toMatchObject({ why: 'notARoom' });
  });
});

describe('the keys of a counter', () => {
  const press = (key: string, over = {}) => ({
    key,
    code: '',
    repeat: false,
    ctrlKey: false,
    altKey: false,
    metaKey: false,
    target: { tagName: 'BODY' },
    ...over,
  });

  it('are those of the help sheet, in either case, and no key means two things', () => {
    const asked = [' ', 'r', 'N', 'F3', 'F8', 'F9', 'z', '3', 'x', 'F5'].map((key) => askedBy(press(key)));
    expect(asked).toEqual(['next', 'recall', 'miss', 'recall', 'miss', 'end', 'undo', 3, undefined, undefined]);
    const keys = Object.values(keysOf).flat();
    expect(new Set(keys).size).toBe(keys.length);
  });

  it('ask nothing while held down, chorded, or typed into a field', () => {
    expect(askedBy(press(' ', { repeat: true }))).toBeUndefined();
    expect(askedBy(press('r', { ctrlKey: true }))).toBeUndefined();
    expect(askedBy(press('n', { target: { tagName: 'INPUT', type: 'text' } }))).toBeUndefined();
  });

  it('leave a button or a tick that has the focus to its own press', () => {
    for (const target of [{ tagName: 'BUTTON' }, { tagName: 'INPUT', type: 'checkbox' }, { tagName: 'SUMMARY' }])
      expect([' ', 'r'].map((key) => askedBy(press(key, { target })))).toEqual([undefined, 'recall']);
  });

  it('are known by their place where an input method keeps the letter', () => {
    expect(askedBy(press('Process', { code: 'KeyR' }))).toBe('recall');
    expect(askedBy(press('Process', { code: 'Digit2' }))).toBe(2);
  });
});
