import { describe, expect, it } from 'vitest';
import type { CounterState } from '../../core/queue/change.ts';
import type { Turn } from '../../core/queue/turn.ts';
import { deskOf, stepsOf, turnAtWork } from '../../renderer/counter/desk.ts';
import { found, isMeant } from '../../renderer/counter/find-number.ts';
import { longestWaiting, paceInHand, summaries } from '../../renderer/counter/pace.ts';
import { minutesBetween, secondsIn, stopwatch } from '../../renderer/counter/times.ts';
import { exampleSite, minutesAgo, now, turn } from './counter-turns.ts';

const seat = { id: 'quay-3', services: ['chung-thuc', 'ho-tich'] };
const site = exampleSite();
const service = (id: string) => site.services.find((one) => one.id === id);

function deskWith(turns: readonly Turn[], states: readonly CounterState[] = []) {
  return deskOf(
    {
      turns: new Map(turns.map((turn) => [turn.id, turn])),
      counters: new Map(states.map((state) => [state.counter, state])),
    },
    seat,
  );
}

const called = (over: Partial<Turn> = {}) =>
  turn('B026', { state: 'called', counter: 'quay-3', calls: 1, calledAt: minutesAgo(1), ...over });

describe('what one counter sees', () => {
  it('has in hand what it called itself, not what another counter called', () => {
    const mine = called();
    expect(deskWith([called({ counter: 'quay-4' }), mine]).inHand).toBe(mine);
  });

  it('shows who waits for its services in their order, and who waits for this counter alone', () => {
    const late = turn('B028', { order: 2 });
    const early = turn('K001', { order: 1, service: 'ho-tich' });
    const sent = turn('H001', { order: 3, service: 'dat-dai', assignedTo: 'quay-3' });
    const others = [turn('H002', { service: 'dat-dai' }), turn('B029', { assignedTo: 'quay-4' })];
    expect(deskWith([late, ...others, sent, early]).waiting).toEqual([early, late, sent]);
  });

  it('lists the held and the missed of its services, and counts only what it finished itself', () => {
    const missed = called({ state: 'missed', counter: 'quay-4' });
    const [mine, other] = [called({ state: 'held' }), called({ state: 'held', counter: 'quay-4' })];
    const done = called({ state: 'finished' });
    const desk = deskWith([missed, other, mine, done, called({ state: 'finished', counter: 'quay-4' })]);
    expect(desk).toMatchObject({ missed: [missed], held: [mine, other], finished: [done], inHand: undefined });
  });

  it('is ready, calling or serving, and rests whoever is in hand', () => {
    const paused = { counter: 'quay-3', state: 'paused', since: minutesAgo(3), reason: 'hop' } as const;
    const states = [[], [called()], [called({ state: 'serving' })]].map((turns) => deskWith(turns).state);
    expect(states).toEqual(['ready', 'calling', 'serving']);
    const rests = deskWith([called()], [paused]);
    expect(rests).toMatchObject({ state: 'paused', pause: 'hop', restsSince: minutesAgo(3) });
    expect(turnAtWork(rests)).toBeUndefined();
    expect(deskWith([called()], [{ ...paused, state: 'open' }]).state).toBe('calling');
  });

  it('knows how many steps a visit has, though it has not heard of the finished ones', () => {
    const second = called({ step: 1 });
    const last = called({ step: 3, ticketId: second.ticketId, state: 'blocked' });
    const cancelled = called({ step: 4, ticketId: second.ticketId, state: 'cancelled' });
    const known = new Map([second, last, cancelled, called({ step: 7 })].map((turn) => [turn.id, turn]));
    expect(stepsOf(known, second)).toBe(4);
    expect(stepsOf(new Map(), called())).toBe(1);
  });
});

describe('the times of a counter', () => {
  it('are never below zero, though clocks disagree', () => {
    expect(minutesBetween('2026-03-02T01:00:00Z', '2026-03-02T01:18:59Z')).toBe(18);
    expect(minutesBetween('2026-03-02T01:00:00Z', '2026-03-02T00:00:00Z')).toBe(0);
    expect(stopwatch(minutesAgo(-1), now)).toBe('00:00');
    expect(secondsIn(-1)).toBe(0);
    expect(secondsIn(1)).toBe(1);
  });

  it('count an express lane from the number, and any other from being called', () => {
    const at = { issuedAt: minutesAgo(16), calledAt: minutesAgo(2), servedAt: minutesAgo(1) };
    expect(paceInHand(called(at), service('chung-thuc'), now)).toMatchObject({ minutes: 16, isLate: true });
    expect(paceInHand(called(at), service('ho-tich'), now)).toMatchObject({ minutes: 1, isLate: false });
  });

  it('are late at the target and not a moment before', () => {
    const at = (minutes: number) => paceInHand(called({ issuedAt: minutesAgo(minutes) }), service('chung-thuc'), now);
    expect([at(14.99), at(15)].map(({ isLate }) => isLate)).toEqual([false, true]);
  });

  it('are summed up for each service', () => {
    const waiting = [turn('B001', { queuedAt: minutesAgo(15) }), turn('B002', { queuedAt: minutesAgo(3) })];
    const services = site.services.filter(({ id }) => seat.services.includes(id));
    expect(summaries(waiting, services, now)).toEqual([
      { service: 'chung-thuc', waiting: 2, longestMinutes: 15, late: 1 },
      { service: 'ho-tich', waiting: 0, longestMinutes: 0, late: 0 },
    ]);
    expect(longestWaiting(waiting)?.number).toBe('B001');
  });
});

describe('a number that somebody types', () => {
  it('may leave out its letter, its zeros and its spaces', () => {
    for (const query of ['26', '026', 'b26', 'B 026', 'B0']) expect(isMeant('B026', query)).toBe(true);
    for (const query of ['6', '27', 'K26', 'B0261', 'xin']) expect(isMeant('B026', query)).toBe(false);
    expect(isMeant('BK026', 'B26')).toBe(true);
  });

  it('finds the whole number before those that begin with it, and the finished only when asked for', () => {
    const [missed, waits, done] = [called({ state: 'missed' }), turn('B002'), called({ state: 'finished' })];
    const desk = deskWith([{ ...missed, number: 'B020' }, waits, { ...done, number: 'B021' }]);
    expect(found(desk, '2').map(({ number }) => number)).toEqual(['B002', 'B020', 'B021']);
    expect(found(desk, '').map(({ number }) => number)).toEqual(['B020', 'B002']);
  });
});
