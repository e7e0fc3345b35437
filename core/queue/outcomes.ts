import { fail, ok } from '../result.ts';
import type { Change } from './change.ts';
import { openedBy } from './journey.ts';
import { changed, type Decision, inHandHere, knownResult, notReady, type Scene, visitAt } from './scene.ts';
import { isOpen, type Turn } from './turn.ts';

const minuteMs = 60_000;

/** Puts the one in hand aside; it comes back by itself after so many minutes, or when it is recalled. */
export function hold(scene: Scene, ticketId: string, untilMinutes?: number): Decision {
  const turn = inHandHere(scene, ticketId);
  if (!turn.ok) return turn;
  const returnsAt = untilMinutes === undefined ? undefined : later(scene, untilMinutes);
  return ok([changed('held', turn.value, { state: 'held', returnsAt })]);
}

/** Called and nobody came; comes back by itself as often as the site allows. */
export function miss(scene: Scene, ticketId: string): Decision {
  const turn = inHandHere(scene, ticketId);
  if (!turn.ok) return turn;
  if (turn.value.state !== 'called') return fail({ code: 'TICKET_NOT_READY', state: turn.value.state });
  const { missedReturns, missedAfterMinutes } = scene.queue.rules.queue.policy;
  const misses = turn.value.misses + 1;
  const returnsAt = misses <= missedReturns ? later(scene, missedAfterMinutes) : undefined;
  return ok([changed('missed', turn.value, { state: 'missed', misses, returnsAt })]);
}

/** The step in hand is over, with a result of the site's settings where given; later steps may open. */
export function finish(scene: Scene, ticketId: string, result?: string): Decision {
  const turn = inHandHere(scene, ticketId);
  if (!turn.ok) return turn;
  const isKnown = knownResult(scene, result);
  return isKnown.ok ? ok(finished(scene, turn.value, result)) : isKnown;
}

/** The changes by which a step ends. */
export function finished(scene: Scene, turn: Turn, result: string | undefined): Change[] {
  const end = changed('finished', turn, { state: 'finished', finishedAt: scene.at.toISOString(), result });
  return [end, ...openedBy(scene, end.turn)];
}

/** The whole visit ends without having been served; refused while another counter has it. */
export function cancel(scene: Scene, ticketId: string): Decision {
  const turns = visitAt(scene, ticketId);
  if (!turns.ok) return turns;
  const open = turns.value.filter(isOpen);
  if (open.length === 0) return notReady(turns.value);
  const end = { state: 'cancelled', finishedAt: scene.at.toISOString(), returnsAt: undefined } as const;
  return ok(open.map((turn) => changed('cancelled', turn, end)));
}

/** What a citizen declared was looked at: from now on it is proved by staff, or the class is gone, for the whole visit. */
export function verify(scene: Scene, ticketId: string, holds: boolean): Decision {
  const turns = visitAt(scene, ticketId);
  if (!turns.ok) return turns;
  const declared = turns.value.filter((turn) => isOpen(turn) && turn.priority?.proof === 'self');
  if (declared.length === 0) return notReady(turns.value);
  return ok(
    declared.map((turn) =>
      changed('verified', turn, { priority: holds ? { ...turn.priority!, proof: 'staff' } : undefined }),
    ),
  );
}

function later({ at }: Scene, minutes: number): string {
  return new Date(at.getTime() + minutes * minuteMs).toISOString();
}
