import { describe, expect, test } from 'vitest';
import { arrive, callNext, callThis, recall } from '../../core/queue/calls.ts';
import { setState } from '../../core/queue/counters.ts';
import { transfer } from '../../core/queue/moves.ts';
import { cancel, finish, hold, miss, verify } from '../../core/queue/outcomes.ts';
import type { Place } from '../../core/queue/place.ts';
import { reopen, returnsDue } from '../../core/queue/returns.ts';
import { iso, ms, rulesOf, turnOf, uuid } from './make.ts';
import { nextReturnMs } from './next-return.ts';
import { Story } from './story.ts';

const people = (...numbers: number[]) => numbers.map((n) => turnOf({ n }));
const turnIn = (story: Story, n: number) => story.turn(uuid(n));

describe('a call', () => {
  test('finishes the one in hand with its result and calls the next, with the reason', () => {
    const story = new Story(rulesOf(), people(1, 2, 3));
    expect(story.does('q1', 10, (scene) => callNext(scene, 'tra-ngay'))).toEqual(['called 1']);
    expect(story.does('q1', 12, (scene) => callNext(scene, 'tra-ngay'))).toEqual(['finished 1', 'called 2']);
    expect(turnIn(story, 1)).toMatchObject({
      state: 'finished',
      result: 'tra-ngay',
      finishedAt: iso(12),
      version: 3,
    });
    expect(turnIn(story, 2)).toMatchObject({
      state: 'called',
      counter: 'q1',
      calls: 1,
      calledAt: iso(12),
      firstCalledAt: iso(12),
    });
    expect(story.last[1]).toMatchObject({ reason: { rule: 'oldest', waitedMinutes: 10, eligible: 2 } });
  });

  test('finishes the one in hand also where nobody waits', () => {
    const story = new Story(rulesOf(), people(1));
    story.does('q1', 10, callNext);
    expect(story.does('q1', 11, callNext)).toEqual(['finished 1']);
    expect(story.does('q1', 12, callNext)).toEqual([]);
  });

  test('changes nothing by deciding', () => {
    const story = new Story(rulesOf(), people(1, 2));
    story.does('q1', 10, callNext);
    const before = [...story.hub.queue.openTurns()];
    const scene = story.scene('q1', 11);
    expect(callNext(scene)).toEqual(callNext(scene));
    expect([...story.hub.queue.openTurns()]).toEqual(before);
    expect(story.hub.queue.inHand('q1')?.number).toBe('A001');
  });

  test('by name needs an empty hand, a skill and a visit that is nowhere else', () => {
    const story = new Story(rulesOf(), [
      ...people(1, 2),
      turnOf({ n: 3, service: 'c' }),
      turnOf({ n: 4, assignedTo: 'q2' }),
    ]);
    expect(story.does('q1', 10, (scene) => callThis(scene, uuid(2), 'mệt'))).toEqual(['called 2']);
    expect(story.last[0]).toMatchObject({ reason: { rule: 'chosen', note: 'mệt', waitedMinutes: 8 } });
    expect(story.last[0]).not.toHaveProperty('tally');
    const refused = (counter: string, n: number) => story.does(counter, 11, (scene) => callThis(scene, uuid(n), 'mệt'));
    expect([refused('q1', 1), refused('q1', 2)]).toEqual([['HAND_FULL'], ['HAND_FULL']]);
    expect(refused('q2', 2)).toEqual(['TICKET_ELSEWHERE q1']);
    expect(refused('q2', 3)).toEqual(['TICKET_NOT_READY waiting']);
    expect(refused('q4', 4)).toEqual(['TICKET_ELSEWHERE q2']);
    expect(refused('q2', 9)).toEqual(['TICKET_UNKNOWN']);
  });

  test('again calls the one in hand, or a missed or held one; never one that waits', () => {
    const story = new Story(rulesOf(), people(1, 2));
    story.does('q1', 10, callNext);
    expect(story.does('q1', 11, (scene) => recall(scene, uuid(1)))).toEqual(['recalled 1']);
    expect(turnIn(story, 1)).toMatchObject({ calls: 2, calledAt: iso(11), firstCalledAt: iso(10) });
    story.does('q1', 12, (scene) => hold(scene, uuid(1)));
    expect(story.does('q1', 13, (scene) => recall(scene, uuid(2)))).toEqual(['TICKET_NOT_READY waiting']);
    expect(story.does('q2', 13, (scene) => recall(scene, uuid(1)))).toEqual(['recalled 1']);
    expect(story.does('q1', 14, (scene) => recall(scene, uuid(1)))).toEqual(['TICKET_ELSEWHERE q2']);
  });

  test('is answered by the one who comes, once', () => {
    const story = new Story(rulesOf(), people(1));
    story.does('q1', 10, callNext);
    expect(story.does('q1', 11, (scene) => arrive(scene, uuid(1)))).toEqual(['arrived 1']);
    expect(turnIn(story, 1)).toMatchObject({ state: 'serving', servedAt: iso(11) });
    expect(story.does('q1', 12, (scene) => arrive(scene, uuid(1)))).toEqual(['TICKET_NOT_READY serving']);
    expect(story.does('q1', 12, (scene) => miss(scene, uuid(1)))).toEqual(['TICKET_NOT_READY serving']);
  });
});

describe('a counter that is paused or closed', () => {
  test.each(['paused', 'closed'] as const)(
    '%s: keeps the one in hand and does nothing else until it opens',
    (state) => {
      const story = new Story(rulesOf(), people(1, 2));
      story.does('q1', 10, callNext);
      story.does('q1', 11, (scene) => setState(scene, state, 'an-trua'));
      expect(story.hub.queue.counterState('q1')).toEqual({ counter: 'q1', state, reason: 'an-trua', since: iso(11) });
      expect(story.does('q1', 12, (scene) => finish(scene, uuid(1)))).toEqual(['COUNTER_CLOSED']);
      expect(story.does('q1', 12, callNext)).toEqual(['COUNTER_CLOSED']);
      expect(story.hub.queue.inHand('q1')?.number).toBe('A001');
      story.does('q1', 13, (scene) => setState(scene, 'open'));
      expect(story.does('q1', 14, (scene) => finish(scene, uuid(1)))).toEqual(['finished 1']);
    },
  );
});

describe('who was missed', () => {
  const policy = { missedReturns: 1, missedAfterMinutes: 5, returnAfter: 2 };

  test('comes back by itself after the next two, as often as the site says, and then waits to be asked for', () => {
    const story = new Story(rulesOf(policy), people(1, 2, 3, 4));
    story.does('q1', 10, callNext);
    expect(story.does('q1', 11, (scene) => miss(scene, uuid(1)))).toEqual(['missed 1']);
    expect(nextReturnMs(story.hub.queue)).toBe(ms(16));
    expect(story.takes(returnsDue(story.hub.queue, new Date(ms(15.9))))).toEqual([]);
    expect(story.takes(returnsDue(story.hub.queue, new Date(ms(16))))).toEqual(['returned 1']);
    expect(turnIn(story, 1)).not.toHaveProperty('returnsAt');
    expect(story.calls('q1', 20, 3)).toEqual([2, 3, 1]);
    story.does('q1', 21, (scene) => miss(scene, uuid(1)));
    expect(turnIn(story, 1)).toMatchObject({ state: 'missed', misses: 2, queuedAt: iso(1), firstCalledAt: iso(10) });
    expect(nextReturnMs(story.hub.queue)).toBe(Infinity);
    expect(story.does('q2', 22, (scene) => reopen(scene, uuid(1)))).toEqual(['reopened 1']);
    expect(turnIn(story, 1)).toMatchObject({ misses: 0, calls: 0, queuedAt: iso(22) });
  });

  test('several who come back together do so in the order in which they are due', () => {
    const held = people(1, 2).map((turn) => ({
      ...turn,
      state: 'held' as const,
      returnsAt: iso(turn.order === ms(1) ? 9 : 8),
    }));
    const story = new Story(rulesOf(policy), [...held, ...people(3, 4, 5, 6)]);
    expect(story.takes(returnsDue(story.hub.queue, new Date(ms(10))))).toEqual(['returned 1', 'returned 2']);
    expect(story.calls('q1', 20, 6)).toEqual([3, 4, 2, 1, 5, 6]);
  });

  test('held without a time stays so until it is asked for', () => {
    const story = new Story(rulesOf(policy), people(1));
    story.does('q1', 10, callNext);
    story.does('q1', 11, (scene) => hold(scene, uuid(1), 30));
    expect(nextReturnMs(story.hub.queue)).toBe(ms(41));
    story.does('q1', 12, (scene) => recall(scene, uuid(1)));
    story.does('q1', 13, (scene) => hold(scene, uuid(1)));
    expect(nextReturnMs(story.hub.queue)).toBe(Infinity);
  });
});

describe('a transfer', () => {
  test.each<[Place, number[]]>([
    [{ at: 'first' }, [1, 3, 4, 5]],
    [{ at: 'after', n: 1 }, [3, 1, 4, 5]],
    [{ at: 'after', n: 2 }, [3, 4, 1, 5]],
    [{ at: 'after', n: 9 }, [3, 4, 5, 1]],
    [{ at: 'last' }, [3, 4, 5, 1]],
    [{ at: 'kept' }, [1, 3, 4, 5]],
  ])('to a service, placed %j', (place, order) => {
    const waiting = people(3, 4, 5).map((turn) => ({ ...turn, service: 'c' }));
    const story = new Story(rulesOf(), [...people(1), ...waiting]);
    story.does('q1', 10, callNext);
    expect(story.does('q1', 11, (scene) => transfer(scene, uuid(1), { service: 'c' }, place))).toEqual([
      'transferred 1',
    ]);
    const { number, state, calls, queuedAt, assignedTo } = turnIn(story, 1);
    expect({ number, state, calls, queuedAt, assignedTo }).toEqual({
      number: 'A001',
      state: 'waiting',
      calls: 0,
      queuedAt: iso(11),
      assignedTo: undefined,
    });
    expect(turnIn(story, 1)).not.toHaveProperty('firstCalledAt');
    expect(story.calls('q3', 20, 4)).toEqual(order);
  });

  test('to a counter is for that counter alone, at a service that it has', () => {
    const story = new Story(rulesOf(), people(1, 2));
    story.does('q1', 10, callNext);
    story.does('q1', 11, (scene) => transfer(scene, uuid(1), { counter: 'q2' }, { at: 'last' }));
    expect(turnIn(story, 1)).toMatchObject({ service: 'a', assignedTo: 'q2' });
    expect(story.calls('q1', 12, 2)).toEqual([2]);
    expect(story.calls('q2', 12, 1)).toEqual([1]);
    story.does('q2', 13, (scene) => transfer(scene, uuid(1), { counter: 'q3' }, { at: 'last' }));
    expect(turnIn(story, 1)).toMatchObject({ service: 'c', assignedTo: 'q3' });
  });

  test('to what does not exist, or of one that is not in hand, is refused', () => {
    const story = new Story(rulesOf(), people(1, 2));
    story.does('q1', 10, callNext);
    const sent = (n: number, to: { service: string } | { counter: string }) =>
      story.does('q1', 11, (scene) => transfer(scene, uuid(n), to, { at: 'kept' }));
    expect([sent(1, { service: 'x' }), sent(1, { counter: 'x' })]).toEqual([['SERVICE_UNKNOWN'], ['COUNTER_UNKNOWN']]);
    expect(sent(2, { service: 'b' })).toEqual(['TICKET_NOT_READY waiting']);
  });
});

describe('the end', () => {
  test('with a result that the site does not know is refused', () => {
    const story = new Story(rulesOf(), people(1));
    story.does('q1', 10, callNext);
    expect(story.does('q1', 11, (scene) => finish(scene, uuid(1), 'khac'))).toEqual(['RESULT_UNKNOWN']);
    expect(story.does('q1', 11, (scene) => callNext(scene, 'khac'))).toEqual(['RESULT_UNKNOWN']);
  });

  test('leaves the memory with the counter’s next command, and is found again in the store', () => {
    const story = new Story(rulesOf(), people(1, 2));
    story.does('q1', 10, callNext);
    story.does('q1', 11, (scene) => cancel(scene, uuid(1)));
    expect(story.hub.queue.turnsOf(uuid(1))).toHaveLength(1);
    story.does('q1', 12, callNext);
    expect(story.hub.queue.turnsOf(uuid(1))).toHaveLength(0);
    expect(story.does('q1', 13, (scene) => cancel(scene, uuid(1)), uuid(1))).toEqual(['TICKET_NOT_READY cancelled']);
    expect(story.does('q1', 13, (scene) => reopen(scene, uuid(1)), uuid(1))).toEqual(['reopened 1']);
    expect(turnIn(story, 1)).not.toHaveProperty('finishedAt');
  });
});

describe('what a citizen declared', () => {
  const declared = { ...turnOf({ n: 1 }), priority: { class: 'cao-tuoi', proof: 'self' as const } };

  test('is proved by staff, or the class is gone and the place by order stays', () => {
    const story = new Story(rulesOf(), [
      declared,
      { ...declared, ...people(2)[0], priority: declared.priority },
      ...people(3),
    ]);
    story.does('q1', 10, (scene) => verify(scene, uuid(1), true));
    expect(turnIn(story, 1).priority).toEqual({ class: 'cao-tuoi', proof: 'staff' });
    story.does('q1', 11, (scene) => verify(scene, uuid(2), false));
    expect(turnIn(story, 2)).not.toHaveProperty('priority');
    expect(turnIn(story, 2).order).toBe(ms(2));
    expect(story.does('q1', 12, (scene) => verify(scene, uuid(1), false))).toEqual(['TICKET_NOT_READY waiting']);
    expect(story.does('q1', 12, (scene) => verify(scene, uuid(3), true))).toEqual(['TICKET_NOT_READY waiting']);
  });
});
