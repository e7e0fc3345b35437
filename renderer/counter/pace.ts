import type { Turn } from '../../core/queue/turn.ts';
import type { SiteOnScreen } from '../shared/use-site.ts';
import { minutesBetween } from './times.ts';

type Service = SiteOnScreen['services'][number];

/** How a time stands against what the service promises. */
export interface Pace {
  readonly since: string;
  readonly targetMinutes: number;
  readonly isLate: boolean;
  readonly minutes: number;
}

/** The turn in hand: its whole way from the number where an express lane promises that, else from being called. */
export function paceInHand(turn: Turn, service: Service | undefined, now: number): Pace {
  const atCounter = turn.servedAt ?? turn.calledAt ?? turn.queuedAt;
  return paceSince(service?.lane === 'express' ? turn.issuedAt : atCounter, service, now);
}

/** One that waits. */
export function paceOfWait(turn: Turn, service: Service | undefined, now: number): Pace {
  return paceSince(turn.queuedAt, service, now);
}

/** One service's part of a waiting list. */
export interface WaitSummary {
  readonly service: string;
  readonly waiting: number;
  readonly longestMinutes: number;
  /** How many have waited for longer than the service promises. */
  readonly late: number;
}

/** How the services of a counter stand: who waits longest there, and how many for too long. */
export function summaries(waiting: readonly Turn[], services: readonly Service[], now: number): WaitSummary[] {
  return services.map((service) => {
    const paces = waiting.filter((turn) => turn.service === service.id).map((turn) => paceOfWait(turn, service, now));
    return {
      service: service.id,
      waiting: paces.length,
      longestMinutes: Math.max(0, ...paces.map(({ minutes }) => minutes)),
      late: paces.filter(({ isLate }) => isLate).length,
    };
  });
}

/** Who has waited longest. */
export function longestWaiting(waiting: readonly Turn[]): Turn | undefined {
  return waiting.toSorted((a, b) => Date.parse(a.queuedAt) - Date.parse(b.queuedAt))[0];
}

function paceSince(since: string, service: Service | undefined, now: number): Pace {
  const targetMinutes = service?.targetMinutes ?? 30;
  return {
    since,
    targetMinutes,
    minutes: minutesBetween(since, now),
    isLate: now - Date.parse(since) >= targetMinutes * 60_000,
  };
}
