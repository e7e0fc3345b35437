import type { QueuedTicket } from '../../core/contract/hub.ts';
import { lastCalledFirst } from '../shared/queue-state.ts';

/** What one counter sees of the queue. */
export interface Desk {
  readonly inHand: QueuedTicket | undefined;
  /** Oldest first, for the services of this counter. */
  readonly waiting: readonly QueuedTicket[];
  /** Last missed first, for the services of this counter. */
  readonly missed: readonly QueuedTicket[];
  /** Finished by this counter, last called first. */
  readonly finished: readonly QueuedTicket[];
}

export function deskOf(
  tickets: Iterable<QueuedTicket>,
  counter: { readonly id: string; readonly services: readonly string[] },
): Desk {
  const all = [...tickets];
  const served = all.filter((ticket) => counter.services.includes(ticket.service));
  const mine = all.filter((ticket) => ticket.counter === counter.id).sort(lastCalledFirst);
  return {
    inHand: mine.find((ticket) => ticket.state === 'called'),
    waiting: served.filter((ticket) => ticket.state === 'waiting').sort(oldestFirst),
    missed: served.filter((ticket) => ticket.state === 'missed').sort(lastCalledFirst),
    finished: mine.filter((ticket) => ticket.state === 'finished'),
  };
}

/** Whole minutes between two instants; never below zero, whatever the clocks say. */
export function minutesBetween(from: string, to: string | number): number {
  return Math.max(0, Math.floor((new Date(to).getTime() - Date.parse(from)) / 60_000));
}

export interface HourOfWaiting {
  /** 0 to 23, in the site's time zone. */
  readonly hour: number;
  /** Mean minutes from the ticket to its call. */
  readonly minutes: number;
}

/** How long people waited, by the hour in which they were called; the last `hours` hours in which anybody was. */
export function waitingByHour(tickets: Iterable<QueuedTicket>, timeZone: string, hours: number): HourOfWaiting[] {
  const hourOf = new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', hourCycle: 'h23' });
  const waits = new Map<number, number[]>();
  for (const { issuedAt, calledAt } of [...tickets].sort(lastCalledFirst).reverse()) {
    if (!calledAt) continue;
    const hour = Number(hourOf.format(new Date(calledAt)));
    waits.set(hour, [...(waits.get(hour) ?? []), minutesBetween(issuedAt, calledAt)]);
  }
  const mean = (minutes: readonly number[]) => Math.round(minutes.reduce((sum, one) => sum + one, 0) / minutes.length);
  return [...waits].map(([hour, minutes]) => ({ hour, minutes: mean(minutes) })).slice(-hours);
}

const oldestFirst = (a: QueuedTicket, b: QueuedTicket) => Date.parse(a.issuedAt) - Date.parse(b.issuedAt);
