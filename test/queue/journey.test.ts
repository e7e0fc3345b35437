import { describe, expect, test } from 'vitest';
import { callNext, callThis } from '../../core/queue/calls.ts';
import { addSteps, newTurns } from '../../core/queue/journey.ts';
import { cancel, finish } from '../../core/queue/outcomes.ts';
import { reopen } from '../../core/queue/returns.ts';
import { undo } from '../../core/queue/undo.ts';
import { iso, ms, rulesOf, turnOf, uuid } from './make.ts';
import { Story } from './story.ts';

const name = { vi: 'khám', en: 'examination' };
const journeys = [
  {
    id: 'kham',
    name,
    steps: [
      { service: 'a' },
      { service: 'b', after: [0] },
      { service: 'c', after: [0] },
      { service: 'a', after: [1, 2] },
      { service: 'd', after: [3] },
    ],
  },
];
const rules = rulesOf({ rule: { kind: 'statutory' } }, { journeys });

const ticket = (n: number, journey?: string) => ({
  ticketId: uuid(n),
  number: `A${String(n).padStart(3, '0')}`,
  day: '2026-11-23',
  service: 'a',
  identity: 'card-proved' as const,
  issuedAt: iso(n),
  ...(journey !== undefined && { journey }),
});
let ids = 100;
const newId = () => uuid(ids++);
const visit = (n: number, journey?: string) => newTurns(rules, ticket(n, journey), newId);

describe('a visit begins', () => {
  test('with one turn, whose id is the ticket’s', () => {
    const [turn, ...others] = newTurns(
      rules,
      { ...ticket(1), appointmentAt: iso(30), priority: { class: 'cao-tuoi', proof: 'chip' } },
      newId,
    );
    expect(others).toEqual([]);
    expect(turn).toEqual({ ...turnOf({ n: 1, class: 'cao-tuoi' }), identity: 'card-proved', appointmentAt: iso(30) });
  });

  test('with the steps of its journey: the first waits, the others come after it under the same number', () => {
    const turns = visit(1, 'kham');
    expect(turns.map(({ state }) => state)).toEqual(['waiting', 'blocked', 'blocked', 'blocked', 'blocked']);
    expect(new Set(turns.map(({ number }) => number))).toEqual(new Set(['A001']));
    expect(new Set(turns.map(({ id }) => id)).size).toBe(5);
    expect([turns[0]?.id, turns[4]?.after]).toEqual([uuid(1), [3]]);
  });

  test('with one step where the journey is unknown to the site', () => {
    expect(visit(1, 'di-choi').map(({ service }) => service)).toEqual(['a']);
  });
});

describe('a visit goes on', () => {
  test('step after step, by when its number was taken; only one branch is in hand; back at a service after the next two', () => {
    const others = [2, 3, 4].map((n) => turnOf({ n }));
    const story = new Story(rules, [...visit(1, 'kham'), ...others, turnOf({ n: 5, service: 'c', minute: 0 })]);
    story.does('q1', 10, callNext);
    story.does('q1', 20, (scene) => finish(scene, uuid(1)));
    expect(story.visit(uuid(1))).toEqual(['0 a finished', '1 b waiting', '2 c waiting', '3 a blocked', '4 d blocked']);
    const [, branch] = story.hub.queue.turnsOf(uuid(1));
    expect(branch).toMatchObject({ order: ms(1), queuedAt: iso(20), calls: 0 });

    expect(story.calls('q2', 21, 1)).toEqual([1]);
    expect(story.hub.queue.inHand('q2')?.service).toBe('b');
    expect(story.calls('q3', 22, 3)).toEqual([5]);
    expect(story.does('q3', 22, (scene) => callThis(scene, uuid(1), 'mệt'))).toEqual(['TICKET_ELSEWHERE q2']);
    story.does('q2', 23, (scene) => finish(scene, uuid(1)));
    expect(story.calls('q3', 24, 1)).toEqual([1]);

    expect(story.does('q3', 30, (scene) => finish(scene, uuid(1)))).toEqual(['finished 1', 'opened 1']);
    expect(story.calls('q1', 31, 4)).toEqual([2, 3, 1, 4]);
    expect(story.calls('q4', 40, 1)).toEqual([1]);
    expect(story.does('q4', 41, (scene) => finish(scene, uuid(1)))).toEqual(['finished 1']);
    expect(story.visit(uuid(1)).every((step) => step.endsWith('finished'))).toBe(true);
  });

  test('at once, where the same counter is next', () => {
    const story = new Story(rules, visit(1, 'kham'));
    expect([story.calls('q4', 10, 9), story.hub.queue.inHand('q4')?.step]).toEqual([[1, 1, 1, 1, 1], undefined]);
  });
});

describe('steps added on the way', () => {
  const added = (services: string[], comesBack: boolean) => {
    const story = new Story(
      rules,
      visit(1, 'kham')
        .slice(0, 2)
        .concat(turnOf({ n: 2 })),
    );
    story.does('q1', 10, callNext);
    const said = story.does('q1', 11, (scene) => addSteps(scene, { ticketId: uuid(1), services, comesBack }));
    return { story, said };
  };

  test('come after the present one, beside each other, then the way back, and only then what was to come', () => {
    const { story, said } = added(['c', 'd'], true);
    expect(said).toEqual(['added 1', 'added 1', 'added 1', 'added 1']);
    expect(story.hub.queue.turnsOf(uuid(1)).map(({ service, after }) => [service, after])).toEqual([
      ['a', []],
      ['b', [0, 4]],
      ['c', [0]],
      ['d', [0]],
      ['a', [2, 3]],
    ]);
    story.does('q1', 12, (scene) => finish(scene, uuid(1)));
    expect(story.visit(uuid(1))).toEqual(['0 a finished', '1 b blocked', '2 c waiting', '3 d waiting', '4 a blocked']);
  });

  test('without a way back, what was to come waits for all of them', () => {
    const { story } = added(['c', 'd'], false);
    expect(story.hub.queue.turnsOf(uuid(1))[1]?.after).toEqual([0, 2, 3]);
  });

  test('at a service that does not exist are refused, all of them', () => {
    expect(added(['c', 'x'], true).said).toEqual(['SERVICE_UNKNOWN']);
  });

  test('are taken back by undo: the new ones end, the others are as before', () => {
    const { story } = added(['c'], true);
    story.does('q1', 11.05, undo);
    expect(story.visit(uuid(1))).toEqual(['0 a called', '1 b blocked', '2 c cancelled', '3 a cancelled']);
    story.does('q1', 12, (scene) => finish(scene, uuid(1)));
    expect(story.visit(uuid(1))[1]).toBe('1 b waiting');
  });
});

describe('a visit that was cancelled', () => {
  test('comes back with every step that the cancellation ended, and none that was over', () => {
    const story = new Story(rules, visit(1, 'kham'));
    story.does('q1', 10, callNext);
    story.does('q1', 11, (scene) => finish(scene, uuid(1)));
    story.does('q1', 12, (scene) => cancel(scene, uuid(1)));
    expect(story.visit(uuid(1))).toEqual([
      '0 a finished',
      '1 b cancelled',
      '2 c cancelled',
      '3 a cancelled',
      '4 d cancelled',
    ]);
    story.does('q2', 13, (scene) => reopen(scene, uuid(1)), uuid(1));
    expect(story.visit(uuid(1))).toEqual(['0 a finished', '1 b waiting', '2 c waiting', '3 a blocked', '4 d blocked']);
  });

  test('one that ended well comes back at its last step', () => {
    const story = new Story(rules, visit(1, 'kham'));
    story.calls('q4', 10, 6);
    expect(story.does('q4', 20, (scene) => reopen(scene, uuid(1)), uuid(1))).toEqual(['reopened 1']);
    expect(story.visit(uuid(1))[4]).toBe('4 d waiting');
    expect(story.does('q4', 21, (scene) => reopen(scene, uuid(1)))).toEqual(['TICKET_NOT_READY waiting']);
  });
});
