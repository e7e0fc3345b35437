import { fail, ok, type Result } from '../result.ts';
import type { Change, TurnChange } from './change.ts';
import type { Queue } from './queue.ts';
import type { Caller } from './rules.ts';
import { isInHand, isOpen, type Turn, type TurnState } from './turn.ts';

/** In what a verb decides: the queue as it is, who asks, when, and a maker of ids for new turns. */
export interface Scene {
  readonly queue: Queue;
  readonly counter: Caller;
  readonly at: Date;
  readonly newId: () => string;
}

/** Why a verb decides nothing; the codes of `core/contract/counter.ts`. */
export type Refusal =
  | {
      readonly code:
        | 'COUNTER_CLOSED'
        | 'COUNTER_UNKNOWN'
        | 'SERVICE_UNKNOWN'
        | 'TICKET_UNKNOWN'
        | 'RESULT_UNKNOWN'
        | 'REASON_UNKNOWN'
        | 'HAND_FULL'
        | 'NOTHING_TO_UNDO';
    }
  | { readonly code: 'TICKET_ELSEWHERE'; readonly counter: string }
  | { readonly code: 'TICKET_NOT_READY'; readonly state: TurnState };

/** What a verb decided: changes to take in, in this order; perhaps none. The queue itself is as before. */
export type Decision = Result<Change[], Refusal>;

/** A decided change of a turn, one version on. A field that is given as `undefined` is taken away. */
export function changed(change: TurnChange, before: Turn, fields: Partial<Turn>): Change & { kind: 'turn' } {
  const all: Turn = { ...before, ...fields, version: before.version + 1 };
  const turn: Record<string, unknown> = {};
  // A plain loop, as this is done for every call: it makes no lists on the way.
  for (const key in all) {
    const value = all[key as keyof Turn];
    if (value !== undefined) turn[key] = value;
  }
  return { kind: 'turn', change, turn: turn as Turn, before };
}

/** Refused where the counter is paused or closed. */
export function openCounter({ queue, counter }: Scene): Result<void, Refusal> {
  return queue.counterState(counter.id).state === 'open' ? ok(undefined) : fail({ code: 'COUNTER_CLOSED' });
}

/** All turns of a visit, where the counter is open and no other counter has the visit in hand. */
export function visitAt(scene: Scene, ticketId: string): Result<readonly Turn[], Refusal> {
  const isCounterOpen = openCounter(scene);
  if (!isCounterOpen.ok) return isCounterOpen;
  const turns = scene.queue.turnsOf(ticketId);
  if (turns.length === 0) return fail({ code: 'TICKET_UNKNOWN' });
  const elsewhere = turns.find((turn) => isInHand(turn) && turn.counter !== scene.counter.id);
  return elsewhere ? fail({ code: 'TICKET_ELSEWHERE', counter: elsewhere.counter! }) : ok(turns);
}

/** The turn of a visit that the counter has in hand. */
export function inHandHere(scene: Scene, ticketId: string): Result<Turn, Refusal> {
  const turns = visitAt(scene, ticketId);
  if (!turns.ok) return turns;
  const turn = turns.value.find(isInHand);
  return turn ? ok(turn) : notReady(turns.value);
}

/** Refused for the state of the visit: that of its first open step, blocked ones last; of its last step at the end. */
export function notReady(turns: readonly Turn[]): Result<never, Refusal> {
  const open = turns.filter(isOpen);
  const telling = open.find(({ state }) => state !== 'blocked') ?? open[0] ?? turns.at(-1)!;
  return fail({ code: 'TICKET_NOT_READY', state: telling.state });
}

/** Refused where a result is given that the site's settings do not name. */
export function knownResult({ queue }: Scene, result: string | undefined): Result<void, Refusal> {
  const isKnown = result === undefined || queue.rules.queue.results.some(({ id }) => id === result);
  return isKnown ? ok(undefined) : fail({ code: 'RESULT_UNKNOWN' });
}
