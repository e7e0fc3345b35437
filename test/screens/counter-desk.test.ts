import { describe, expect, it } from 'vitest';
import type { QueuedTicket } from '../../core/contract/hub.ts';
import { deskOf, minutesBetween, waitingByHour } from '../../renderer/counter/desk.ts';
import { isPossible, orderOfKey } from '../../renderer/counter/orders.ts';

const counter = { id: 'quay-3', services: ['chung-thuc', 'ho-tich'] };
let made = 0;

function ticket(over: Partial<QueuedTicket>): QueuedTicket {
  made += 1;
  const number = `B${String(made).padStart(3, '0')}`;
  const issuedAt = '2026-03-02T01:00:00Z';
  return { id: number, service: 'chung-thuc', number, identity: 'none', state: 'waiting', calls: 0, issuedAt, ...over };
}

const called = (over: Partial<QueuedTicket>) =>
  ticket({ state: 'called', counter: 'quay-3', calls: 1, calledAt: '2026-03-02T01:20:00Z', ...over });

describe('what one counter sees', () => {
  it('has in hand what it called itself, not what another counter called', () => {
    const mine = called({});
    expect(deskOf([called({ counter: 'quay-4' }), mine], counter).inHand).toBe(mine);
  });

  it('shows who waits for its services, oldest first', () => {
    const late = ticket({ issuedAt: '2026-03-02T01:10:00Z' });
    const early = ticket({ service: 'ho-tich' });
    expect(deskOf([late, ticket({ service: 'dat-dai' }), early], counter).waiting).toEqual([early, late]);
  });

  it('lists the missed of its services and counts only what it finished itself', () => {
    const missed = called({ state: 'missed', counter: 'quay-4' });
    const done = called({ state: 'finished' });
    const desk = deskOf([missed, done, called({ state: 'finished', counter: 'quay-4' })], counter);
    expect(desk).toMatchObject({ missed: [missed], finished: [done], inHand: undefined });
  });

  it('never counts minutes below zero, though clocks disagree', () => {
    expect(minutesBetween('2026-03-02T01:00:00Z', '2026-03-02T01:18:59Z')).toBe(18);
    expect(minutesBetween('2026-03-02T01:00:00Z', '2026-03-02T00:00:00Z')).toBe(0);
  });

  it('tells the mean wait by the hour of the call, in the time zone of the site', () => {
    const tickets = [
      called({ calledAt: '2026-03-02T01:20:00Z' }),
      called({ calledAt: '2026-03-02T01:10:00Z' }),
      called({ calledAt: '2026-03-02T02:00:00Z' }),
      ticket({}),
    ];
    expect(waitingByHour(tickets, 'Asia/Ho_Chi_Minh', 6)).toEqual([
      { hour: 8, minutes: 15 },
      { hour: 9, minutes: 60 },
    ]);
    expect(waitingByHour(tickets, 'Asia/Ho_Chi_Minh', 1)).toEqual([{ hour: 9, minutes: 60 }]);
  });
});

describe('the keys of a counter', () => {
  const press = (key: string, over = {}) => ({
    key,
    repeat: false,
    ctrlKey: false,
    altKey: false,
    metaKey: false,
    target: { tagName: 'BODY' },
    ...over,
  });

  it('give orders', () => {
    expect([' ', 'r', 'N', 'f', 'x'].map((key) => orderOfKey(press(key)))).toEqual([
      'callNext',
      'recall',
      'miss',
      'finish',
      undefined,
    ]);
  });

  it('give none while held down, chorded, or typed into a field', () => {
    expect(orderOfKey(press(' ', { repeat: true }))).toBeUndefined();
    expect(orderOfKey(press('r', { ctrlKey: true }))).toBeUndefined();
    expect(orderOfKey(press('n', { target: { tagName: 'INPUT' } }))).toBeUndefined();
  });

  it('leave a button that has the focus to its own press', () => {
    const target = { tagName: 'BUTTON' };
    expect([' ', 'r'].map((key) => orderOfKey(press(key, { target })))).toEqual([undefined, 'recall']);
  });
});

describe('what may be ordered', () => {
  const missed = called({ state: 'missed' });
  const inHand = called({});

  it('is only the next number while nothing is in hand, and to bring back a missed one', () => {
    const desk = deskOf([missed], counter);
    const may = (['callNext', 'recall', 'miss', 'finish'] as const).map((order) => isPossible(order, missed.id, desk));
    expect(may).toEqual([true, true, false, false]);
    expect(isPossible('recall', undefined, desk)).toBe(false);
  });

  it('is about the ticket in hand and no other', () => {
    const desk = deskOf([missed, inHand], counter);
    expect(isPossible('finish', inHand.id, desk)).toBe(true);
    expect(isPossible('recall', missed.id, desk)).toBe(false);
  });
});
