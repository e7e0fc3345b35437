import { fail, ok, type Result } from '../result.ts';
import type { Change, Reason, TurnChange } from './change.ts';
import { choose } from './choose.ts';
import { finished } from './outcomes.ts';
import {
  changed,
  type Decision,
  inHandHere,
  knownResult,
  notReady,
  openCounter,
  type Refusal,
  type Scene,
  visitAt,
} from './scene.ts';
import { isInHand, type Turn } from './turn.ts';

const minuteMs = 60_000;

/** Finishes the one in hand, if any, and calls whom the site's policy chooses; nobody where none is eligible. */
export function callNext(scene: Scene, result?: string): Decision {
  const isCounterOpen = openCounter(scene);
  if (!isCounterOpen.ok) return isCounterOpen;
  const isKnown = knownResult(scene, result);
  if (!isKnown.ok) return isKnown;
  const { queue, counter, at } = scene;
  const inHand = queue.inHand(counter.id);
  const ended = inHand ? finished(scene, inHand, result) : [];
  const choice = queue.supposing(ended, () => choose(queue, counter, at.getTime()));
  if (!choice) return ok(ended);
  const { turn, ...why } = choice;
  return ok([...ended, { ...called('called', scene, turn), ...why }]);
}

/** Calls this one out of order, for the reason given in `note`. Not counted in a ratio. */
export function callThis(scene: Scene, ticketId: string, note: string): Decision {
  const turn = callable(scene, ticketId, ['waiting', 'held', 'missed']);
  if (!turn.ok) return turn;
  const waitedMs = Math.max(0, scene.at.getTime() - Date.parse(turn.value.queuedAt));
  const reason: Reason = { rule: 'chosen', waitedMinutes: Math.floor(waitedMs / minuteMs), eligible: 0, note };
  return ok([{ ...called('called', scene, turn.value), reason }]);
}

/** Calls once more: the one in hand, or with an empty hand one that was missed or held. */
export function recall(scene: Scene, ticketId: string): Decision {
  const turns = visitAt(scene, ticketId);
  if (!turns.ok) return turns;
  const inHand = turns.value.find(isInHand);
  if (inHand) return ok([called('recalled', scene, inHand)]);
  const turn = callable(scene, ticketId, ['held', 'missed']);
  return turn.ok ? ok([called('recalled', scene, turn.value)]) : turn;
}

/** The called one has come. */
export function arrive(scene: Scene, ticketId: string): Decision {
  const turn = inHandHere(scene, ticketId);
  if (!turn.ok) return turn;
  if (turn.value.state !== 'called') return fail({ code: 'TICKET_NOT_READY', state: turn.value.state });
  return ok([changed('arrived', turn.value, { state: 'serving', servedAt: scene.at.toISOString() })]);
}

function called(change: TurnChange, { counter, at }: Scene, turn: Turn): Change & { kind: 'turn' } {
  const calledAt = at.toISOString();
  return changed(change, turn, {
    state: 'called',
    counter: counter.id,
    calls: turn.calls + 1,
    calledAt,
    firstCalledAt: turn.firstCalledAt ?? calledAt,
    servedAt: undefined,
    returnsAt: undefined,
  });
}

/** The step of a visit that the counter may call by name: in one of the states, the first of them where there are more. */
function callable(scene: Scene, ticketId: string, states: readonly Turn['state'][]): Result<Turn, Refusal> {
  const turns = visitAt(scene, ticketId);
  if (!turns.ok) return turns;
  const { queue, counter, at } = scene;
  if (turns.value.some(isInHand)) return fail({ code: 'HAND_FULL' });
  const mine = turns.value
    .filter(({ state, service }) => states.includes(state) && counter.services.includes(service))
    .filter(({ notBefore }) => notBefore === undefined || Date.parse(notBefore) <= at.getTime())
    .sort((one, other) => states.indexOf(one.state) - states.indexOf(other.state));
  const turn = mine.find(({ assignedTo = counter.id }) => assignedTo === counter.id);
  if (!turn) return mine[0] ? fail({ code: 'TICKET_ELSEWHERE', counter: mine[0].assignedTo! }) : notReady(turns.value);
  return queue.inHand(counter.id) ? fail({ code: 'HAND_FULL' }) : ok(turn);
}
