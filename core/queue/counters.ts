import { fail, ok } from '../result.ts';
import type { CounterState } from './change.ts';
import type { Decision, Scene } from './scene.ts';

/**
 * Opens, pauses or closes the counter; the one in hand stays there. `reason`: a code of the site's pauses, which the
 * board says aloud, so nothing else may stand there.
 */
export function setState(scene: Scene, state: CounterState['state'], reason?: string): Decision {
  const { queue, counter, at } = scene;
  const isKnown = reason === undefined || queue.rules.queue.pauses.some(({ id }) => id === reason);
  if (!isKnown) return fail({ code: 'REASON_UNKNOWN' });
  const before = queue.counterState(counter.id);
  const after = { counter: counter.id, state, since: at.toISOString() };
  return ok([{ kind: 'counter', state: reason === undefined ? after : { ...after, reason }, before }]);
}
