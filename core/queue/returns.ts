import { ok } from '../result.ts';
import type { Change } from './change.ts';
import { waitingAnew } from './moves.ts';
import { returnOrder } from './place.ts';
import type { Queue } from './queue.ts';
import { changed, type Decision, notReady, type Scene, visitAt } from './scene.ts';
import { isOpen, type Turn } from './turn.ts';

/**
 * The held and missed turns that are due wait again, each after the next few of its lane; of several, the one due
 * first comes first. Their wait goes on where it was.
 */
export function returnsDue(queue: Queue, at: Date): Change[] {
  const due = [...queue.resting()]
    .filter(({ returnsAt }) => Date.parse(returnsAt!) <= at.getTime())
    .sort((one, other) => Date.parse(other.returnsAt!) - Date.parse(one.returnsAt!) || (one.id < other.id ? 1 : -1));
  const changes: Change[] = [];
  for (const turn of due) {
    const waiting: Turn = { ...turn, state: 'waiting' };
    const order = queue.supposing(changes, () => returnOrder({ queue, at }, waiting));
    changes.push(changed('returned', turn, { state: 'waiting', order, returnsAt: undefined }));
  }
  return changes;
}

/**
 * A missed, finished or cancelled visit waits again after the next few, as if it came anew. After a cancellation every
 * step that it ended is back; else the last one. The caller sees to it that the visit is one of today.
 */
export function reopen(scene: Scene, ticketId: string): Decision {
  const turns = visitAt(scene, ticketId);
  if (!turns.ok) return turns;
  const missed = turns.value.find(({ state }) => state === 'missed');
  if (missed) return ok([waitsAgain(scene, missed)]);
  if (turns.value.some(isOpen)) return notReady(turns.value);
  const ended = endedLast(turns.value);
  const steps = new Set(ended.map(({ step }) => step));
  return ok(
    ended.map((turn) =>
      turn.after.some((step) => steps.has(step))
        ? changed('reopened', turn, { state: 'blocked', finishedAt: undefined })
        : waitsAgain(scene, turn),
    ),
  );
}

function waitsAgain(scene: Scene, turn: Turn): Change {
  const waiting: Turn = { ...turn, ...waitingAnew(scene.at) };
  return changed('reopened', turn, { ...waiting, order: returnOrder(scene, waiting) });
}

function endedLast(turns: readonly Turn[]): readonly Turn[] {
  const lastMs = Math.max(...turns.map(({ finishedAt }) => Date.parse(finishedAt!)));
  const last = turns.filter(({ finishedAt }) => Date.parse(finishedAt!) === lastMs);
  const cancelled = last.filter(({ state }) => state === 'cancelled');
  return cancelled.length > 0 ? cancelled : last.slice(-1);
}
