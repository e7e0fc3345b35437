import { fail, ok } from '../result.ts';
import type { Change } from './change.ts';
import type { Queue } from './queue.ts';
import { changed, type Decision, type Scene } from './scene.ts';

/** For how long a counter can take its last command back. */
export const undoMs = 5_000;

type TurnChanged = Change & { kind: 'turn' };

/**
 * Takes the counter's last command back: every turn, its counter state and its tally are as before, only versions
 * grow; a turn that was new is cancelled. Refused after 5 s, a second time, and where somebody else has changed one of
 * the visits since. A tally that other calls have counted in since stays.
 */
export function undo(scene: Scene): Decision {
  const { queue, counter, at } = scene;
  const last = queue.lastOf(counter.id);
  if (!last || Math.abs(at.getTime() - last.atMs) > undoMs) return fail({ code: 'NOTHING_TO_UNDO' });
  const states = last.changes.filter((change) => change.kind === 'counter');
  const turns = last.changes.filter((change) => change.kind === 'turn');
  const first = new Map(turns.toReversed().map((change) => [change.turn.id, change]));
  const latest = new Map(turns.map((change) => [change.turn.id, change]));
  return ok([
    ...states.map((change): Change => ({ kind: 'counter', state: change.before!, before: change.state })),
    ...[...latest].reverse().map(([id, change]) => undone(queue, first.get(id)!, change, at)),
  ]);
}

function undone(queue: Queue, first: TurnChanged, latest: TurnChanged, at: Date): Change {
  const { turn } = latest;
  const end = { state: 'cancelled', finishedAt: at.toISOString() } as const;
  const change = first.before
    ? { ...changed('undone', turn, {}), turn: { ...first.before, version: turn.version + 1 } }
    : changed('undone', turn, end);
  // The very tally that this call left: one with the same counts may have come about by other calls.
  if (!latest.tally || !latest.tallyBefore || queue.tally(latest.tally.group) !== latest.tally) return change;
  return { ...change, tally: latest.tallyBefore, tallyBefore: latest.tally };
}
