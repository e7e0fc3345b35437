import type { QueuedTicket } from '../../core/contract/hub.ts';
import { lastCalledFirst } from '../shared/queue-state.ts';
import type { Spotlight } from './spotlight.ts';

/** What the hall sees. */
export interface BoardView {
  readonly current: QueuedTicket | undefined;
  /** The calls before it, last first. */
  readonly rows: readonly QueuedTicket[];
  /** Last missed first. */
  readonly missed: readonly QueuedTicket[];
}

export const ROWS = 5;

/** Calls still in line for the large card are kept off the rows: a number is seen there only after its chime. */
export function boardView(tickets: ReadonlyMap<string, QueuedTicket>, light: Spotlight): BoardView {
  const called = [...tickets.values()].filter((ticket) => ticket.calledAt && ticket.counter).sort(lastCalledFirst);
  const inLine = new Set(light.queued.map((call) => call.ticketId));
  const seen = called.filter((ticket) => ticket.state !== 'missed' && !inLine.has(ticket.id));
  const lit = light.shown ? tickets.get(light.shown.ticketId) : seen[0];
  const current = lit?.state === 'missed' ? undefined : lit;
  return {
    current,
    rows: seen.filter((ticket) => ticket.id !== current?.id).slice(0, ROWS),
    missed: called.filter((ticket) => ticket.state === 'missed'),
  };
}

/**
 * Counters of one kind ("Quầy 1", "Quầy 2") are headed by the kind and told apart by the rest; where their names
 * have no first word in common the names stand whole.
 */
export function headCounters(names: readonly string[]): { head: string | undefined; short: (name: string) => string } {
  const firsts = new Set(names.map((name) => name.split(' ')[0] ?? ''));
  const [head] = firsts;
  const isShared = head && firsts.size === 1 && names.every((name) => name.length > head.length + 1);
  if (!isShared) return { head: undefined, short: (name) => name };
  return { head, short: (name) => name.slice(head.length + 1) };
}
