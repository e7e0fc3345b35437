import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FeedEvent, QueuedTicket } from '../../core/contract/hub.ts';
import { type QueueState, takeIn, unheard } from '../../renderer/shared/queue-state.ts';

type Changed = Extract<FeedEvent, { type: 'changed' }>;

const ids = ['a', 'b', 'c', 'd'];
const states = ['waiting', 'called', 'missed', 'finished'] as const;

function ticket(id: string, state: QueuedTicket['state'], calls = 0): QueuedTicket {
  return {
    id,
    service: 'chung-thuc',
    number: 'B001',
    identity: 'none',
    state,
    calls,
    issuedAt: '2026-03-02T01:00:00Z',
  };
}

function changed(seq: number, id: string, state: QueuedTicket['state']): Changed {
  const change = state === 'waiting' ? 'taken-in' : state;
  return { type: 'changed', seq, change, at: '2026-03-02T01:00:00Z', ticket: ticket(id, state, seq) };
}

const hearAll = (events: readonly FeedEvent[], from: QueueState = unheard) => events.reduce(takeIn, from);

describe('what a screen knows of the queue', () => {
  it('is replaced by a snapshot, even by an older one', () => {
    const before = hearAll([changed(9, 'a', 'called')]);
    const after = takeIn(before, { type: 'snapshot', seq: 3, tickets: [ticket('b', 'waiting')] });
    expect(after.seq).toBe(3);
    expect([...after.tickets.keys()]).toEqual(['b']);
  });

  it('hears a change once', () => {
    const once = hearAll([changed(1, 'a', 'waiting'), changed(2, 'a', 'called')]);
    expect(hearAll([changed(2, 'a', 'called'), changed(1, 'a', 'waiting')], once)).toEqual(once);
  });

  it('lives by any event and keeps what it knew when the link is lost', () => {
    const lost = takeIn(hearAll([changed(1, 'a', 'waiting')]), { type: 'link-lost' });
    expect(lost.link).toBe('lost');
    expect(lost.tickets.size).toBe(1);
    expect(takeIn(lost, { type: 'beat' }).link).toBe('live');
    expect(takeIn(lost, { type: 'linked' }).link).toBe('live');
    expect(takeIn(unheard, { type: 'linked' }).link).toBe('joining');
  });

  it('believes an answer only while the feed is away', () => {
    const live = hearAll([changed(1, 'a', 'called')]);
    const answered = { type: 'answered', ticket: ticket('a', 'finished') } as const;
    expect(takeIn(live, answered).tickets.get('a')?.state).toBe('called');
    expect(takeIn(takeIn(live, { type: 'link-lost' }), answered).tickets.get('a')?.state).toBe('finished');
  });

  it('ends the same however often, and however late, old changes are sent again', () => {
    const change = fc.tuple(fc.constantFrom(...ids), fc.constantFrom(...states));
    const run = fc.array(change, { minLength: 1, maxLength: 40 });
    const again = fc.array(fc.tuple(fc.nat(), fc.nat()), { maxLength: 40 });
    fc.assert(
      fc.property(run, again, (run, again) => {
        const feed = run.map(([id, state], index) => changed(index + 1, id, state));
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
          const next = takeIn(state, changed(seq, ids[seq % ids.length]!, 'called'));
          expect(next.seq).toBe(Math.max(state.seq ?? 0, seq));
          state = next;
        }
        for (const { calls } of state.tickets.values()) expect(calls).toBeLessThanOrEqual(state.seq ?? 0);
      }),
    );
  });
});
