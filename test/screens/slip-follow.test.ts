import { ORPCError } from '@orpc/client';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { TicketState } from '../../core/contract/remote.ts';
import {
  followTicket,
  isLost,
  pauseAfter,
  type SlipState,
  takeIn,
  unheard,
} from '../../renderer/slip/follow-ticket.ts';
import { tickets } from './slip-tickets.ts';

const middle = () => 0.5;
const seen = { isSeen: true };
const having = (...heard: Parameters<typeof takeIn>[1][]) =>
  heard.reduce((state, one) => takeIn(state, one, 1), unheard);
const told = { type: 'ticket', ticket: tickets.waiting } as const;
const over = { type: 'ticket', ticket: tickets.rated } as const;
const lost = { type: 'lost' } as const;

describe('how often a page asks', () => {
  it.each<[string, SlipState, boolean, number]>([
    ['while it is looked at', having(told), true, 10_000],
    ['while nobody looks', having(told), false, 60_000],
    ['once the visit is over', having(over), true, 60_000],
    ['for a ticket that is not there yet', having({ type: 'unknown' }), true, 10_000],
    ['after one question without an answer', having(told, lost), true, 2_000],
    ['after more of them', having(told, lost, lost), true, 10_000],
    ['after one, while nobody looks', having(told, lost), false, 60_000],
  ])('%s', (_when, state, isSeen, ms) => {
    expect(pauseAfter(state, { isSeen }, middle)).toBe(ms);
  });

  it('is spread, so that a hall of phones does not ask at the same instant', () => {
    expect([0, 1].map((value) => pauseAfter(having(told), seen, () => value))).toEqual([9_000, 11_000]);
  });
});

describe('what a page knows', () => {
  it('keeps the last ticket and when it was heard of while the link is lost', () => {
    const state = [told, lost, lost].reduce((known, heard, index) => takeIn(known, heard, 100 + index), unheard);
    expect(state).toMatchObject({ ticket: tickets.waiting, heardAt: 100 });
    expect(isLost(state)).toBe(true);
  });

  it('does not frighten anybody after one lost question', () => {
    expect(isLost(having(told, lost))).toBe(false);
    expect(isLost(having(told, lost, lost, told))).toBe(false);
  });

  it('shows no ticket that the hub has not', () => {
    expect(having(told, { type: 'unknown' })).toMatchObject({ ticket: undefined, isUnknown: true });
    expect(having({ type: 'unknown' }, told)).toMatchObject({ ticket: tickets.waiting, isUnknown: false });
  });
});

describe('following a ticket', () => {
  let isSeen = true;
  let changed = () => {};
  let heard: string[] = [];
  let answer: (signal: AbortSignal) => Promise<TicketState>;
  let leaving: AbortController;
  const around = {
    isSeen: () => isSeen,
    onChange: (tell: () => void) => {
      changed = tell;
    },
  };
  const follow = () =>
    followTicket(
      (signal) => answer(signal),
      ({ type }) => heard.push(type),
      leaving.signal,
      around,
    );
  const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms);

  beforeEach(() => {
    vi.useFakeTimers();
    isSeen = true;
    heard = [];
    leaving = new AbortController();
    answer = async () => tickets.waiting;
  });
  afterEach(() => {
    leaving.abort();
    vi.useRealTimers();
  });

  it('asks every ten seconds or so while it is seen, and at once when it is seen again', async () => {
    void follow();
    await pass(60_000);
    expect(heard.length).toBeGreaterThanOrEqual(6);
    expect(heard.length).toBeLessThanOrEqual(7);
    isSeen = false;
    await pass(12_000);
    const before = heard.length;
    await pass(40_000);
    expect(heard.length).toBe(before);
    isSeen = true;
    changed();
    await pass(0);
    expect(heard.length).toBe(before + 1);
  });

  it('gives a question up after eight seconds', async () => {
    answer = (signal) =>
      new Promise((_, reject) => signal.addEventListener('abort', () => reject(new Error('aborted'))));
    void follow();
    await pass(7_900);
    expect(heard).toEqual([]);
    await pass(200);
    expect(heard).toEqual(['lost']);
  });

  it('tells a number that is not there from a hub that stumbles', async () => {
    const codes = ['TICKET_UNKNOWN', 'BAD_REQUEST', 'INTERNAL_SERVER_ERROR'];
    answer = async () => {
      throw new ORPCError(codes.shift() ?? 'INTERNAL_SERVER_ERROR');
    };
    void follow();
    await pass(25_000);
    expect(heard.slice(0, 3)).toEqual(['unknown', 'unknown', 'lost']);
  });

  it('ends with the page, and says nothing afterwards', async () => {
    const followed = follow();
    await pass(0);
    leaving.abort();
    await followed;
    await pass(60_000);
    expect(heard).toEqual(['ticket']);
  });
});
