import { describe, expect, test } from 'vitest';
import { arrive, callNext } from '../../core/queue/calls.ts';
import { setState } from '../../core/queue/counters.ts';
import { cancel, finish, hold, miss, verify } from '../../core/queue/outcomes.ts';
import { returnsDue } from '../../core/queue/returns.ts';
import type { Decision, Scene } from '../../core/queue/scene.ts';
import { undo } from '../../core/queue/undo.ts';
import { ms, rulesOf, turnOf, uuid } from './make.ts';
import { Story } from './story.ts';

const second = 1 / 60;
const nothing = ['NOTHING_TO_UNDO'];
const group = '+a+b';

const begun = (policy = {}) => {
  const old = [turnOf({ n: 3, class: 'cao-tuoi' }), turnOf({ n: 4, class: 'cao-tuoi' })];
  const declared = { ...turnOf({ n: 5 }), priority: { class: 'cao-tuoi', proof: 'self' as const } };
  return new Story(rulesOf(policy), [turnOf({ n: 1 }), turnOf({ n: 2 }), ...old, declared]);
};
const stateOf = (story: Story) => ({
  turns: [...story.hub.turns.values()].map(({ version: _, ...turn }) => turn),
  tally: story.hub.queue.tally(group),
  state: story.hub.queue.counterState('q1'),
});

describe('undo', () => {
  test.each<[string, (scene: Scene) => Decision]>([
    ['the next call', (scene) => callNext(scene, 'tra-ngay')],
    ['an end', (scene) => finish(scene, uuid(3))],
    ['a miss', (scene) => miss(scene, uuid(3))],
    ['a hold', (scene) => hold(scene, uuid(3), 5)],
    ['an arrival', (scene) => arrive(scene, uuid(3))],
    ['a cancellation', (scene) => cancel(scene, uuid(3))],
    ['a check', (scene) => verify(scene, uuid(5), false)],
    ['a pause', (scene) => setState(scene, 'paused', 'hop')],
  ])('takes back %s: all is as before, and versions grow', (_, verb) => {
    const story = begun();
    story.does('q1', 10, callNext);
    const before = stateOf(story);
    const versions = new Map([...story.hub.turns].map(([id, { version }]) => [id, version]));
    story.does('q1', 20, verb);
    const touched = story.last.flatMap((change) => (change.kind === 'turn' ? [change.turn.id] : []));
    story.does('q1', 20 + 5 * second, undo);
    expect(stateOf(story)).toEqual(before);
    for (const id of touched) expect(story.turn(id).version).toBe(versions.get(id)! + 2);
    expect(story.does('q1', 20 + 5 * second, undo)).toEqual(nothing);
  });

  test('ends after five seconds, and there is nothing before the first command', () => {
    const story = begun();
    expect(story.does('q1', 9, undo)).toEqual(nothing);
    story.does('q1', 10, callNext);
    expect(story.does('q2', 10, undo)).toEqual(nothing);
    expect(story.does('q1', 10 + 5.001 * second, undo)).toEqual(nothing);
  });

  test('brings a visit that was over back into the hand', () => {
    const story = begun();
    story.does('q1', 10, callNext);
    story.does('q1', 11, callNext);
    expect(story.does('q1', 11.05, undo)).toEqual(['undone 4', 'undone 3']);
    expect(story.hub.queue.inHand('q1')?.number).toBe('A003');
    expect(story.calls('q2', 12, 1)).toEqual([4]);
  });

  test('is refused where another counter has called the visit since, at whatever step', () => {
    const here = turnOf({ n: 1 });
    const story = new Story(rulesOf(), [here, { ...here, id: uuid(2), step: 1, service: 'c' }]);
    story.does('q1', 10, callNext);
    story.does('q1', 11, (scene) => finish(scene, uuid(1)));
    expect(story.calls('q3', 11.01, 1)).toEqual([1]);
    expect(story.does('q1', 11.02, undo)).toEqual(nothing);
    expect(story.does('q3', 11.03, undo)).toEqual(['undone 1']);
  });

  test('is refused where the turn has come back by itself meanwhile', () => {
    const story = begun({ missedAfterMinutes: 0 });
    story.does('q1', 10, callNext);
    story.does('q1', 11, (scene) => miss(scene, uuid(3)));
    expect(story.takes(returnsDue(story.hub.queue, new Date(ms(11.01))))).toEqual(['returned 3']);
    expect(story.does('q1', 11.02, undo)).toEqual(nothing);
  });

  test('leaves a tally in which others have called since', () => {
    const story = begun();
    story.does('q1', 10, callNext);
    story.does('q2', 10.01, callNext);
    expect(story.hub.queue.tally(group)).toMatchObject({ priority: 2 });
    story.does('q1', 10.02, undo);
    expect(story.hub.queue.tally(group)).toMatchObject({ priority: 2 });
    expect(story.last[0]).not.toHaveProperty('tally');
  });

  test('works from a paused counter', () => {
    const story = begun();
    story.does('q1', 10, (scene) => setState(scene, 'closed'));
    expect(story.does('q1', 10.05, undo)).toEqual(['open']);
    expect(story.does('q1', 10.06, undo)).toEqual(nothing);
    expect(story.does('q1', 11, callNext)).toEqual(['called 3']);
  });
});
