import { ok, type Result } from '../result.ts';
import type { Change, CounterState } from './change.ts';
import type { Scene } from './scene.ts';

/** Opens, pauses or closes the counter; the one in hand stays there. `reason`: a code of the site's pauses. */
export function setState(scene: Scene, state: CounterState['state'], reason?: string): Result<Change[], never> {
  const { queue, counter, at } = scene;
  const before = queue.counterState(counter.id);
  const after = { counter: counter.id, state, since: at.toISOString() };
  return ok([{ kind: 'counter', state: reason === undefined ? after : { ...after, reason }, before }]);
}
