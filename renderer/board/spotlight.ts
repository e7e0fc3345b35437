import type { QueuedTicket } from '../../core/contract/hub.ts';

/** A call that the hall should look up for. */
export interface Call {
  readonly seq: number;
  readonly ticketId: string;
}

/** The large card of the board: one call at a time, each for at least `SHOWN_MS`, the others in line behind it. */
export interface Spotlight {
  readonly shown: Call | undefined;
  /** When `shown` came up, on the board's own monotonic clock. */
  readonly shownAt: number;
  readonly queued: readonly Call[];
}

export const SHOWN_MS = 4_000;

export const dark: Spotlight = { shown: undefined, shownAt: Number.NEGATIVE_INFINITY, queued: [] };

/** Puts a call in line. A ticket that is called once more keeps its place: nobody is called twice in a row. */
export function queueCall(light: Spotlight, call: Call): Spotlight {
  const waits = light.queued.some((queued) => queued.ticketId === call.ticketId);
  return waits ? light : { ...light, queued: [...light.queued, call] };
}

/**
 * Brings up the next call once the shown one has had its time; at once where it is the same number again. Calls that are over before their turn came
 * (served, missed) are passed by.
 */
export function turn(light: Spotlight, tickets: ReadonlyMap<string, QueuedTicket>, now: number): Spotlight {
  const queued = light.queued.filter((call) => tickets.get(call.ticketId)?.state === 'called');
  const [next, ...rest] = queued;
  const isRecalled = next && next.ticketId === light.shown?.ticketId;
  if (next && (isRecalled || now - light.shownAt >= SHOWN_MS)) return { shown: next, shownAt: now, queued: rest };
  return queued.length === light.queued.length ? light : { ...light, queued };
}
