import { z } from 'zod';

const minutes = z.int().min(0);
const id = z.string();

/** What a manager ought to know now; its words are `manager.alerts.KIND`. */
export const alertSchema = z.discriminatedUnion('kind', [
  /** People wait for a service and nobody works at any of its counters; `counter` could. */
  z.object({ kind: z.literal('nobody-serves'), service: id, waiting: z.int(), counter: id.optional() }),
  /** Somebody waits longer than promised. `counter` could serve and rests; none where all of them work. */
  z.object({
    kind: z.literal('over-target'),
    service: id,
    waitedMinutes: minutes,
    targetMinutes: minutes,
    counter: id.optional(),
  }),
  /** Nobody has waited too long yet, but whoever takes a number now will. */
  z.object({
    kind: z.literal('long-line'),
    service: id,
    waiting: z.int(),
    comingMinutes: minutes,
    targetMinutes: minutes,
    counter: id.optional(),
  }),
  /** Out of the ordinary: a number is in hand far longer than its service takes. */
  z.object({ kind: z.literal('long-in-hand'), counter: id, number: z.string(), minutes }),
  /** A pause goes on while people wait for what the counter does. */
  z.object({ kind: z.literal('long-pause'), counter: id, minutes, waiting: z.int() }),
]);
export type Alert = z.infer<typeof alertSchema>;

/** A site at a moment, as far as alerts look at it. */
export interface Watched {
  readonly nowMs: number;
  readonly services: readonly {
    readonly id: string;
    readonly targetMinutes: number;
    readonly usualMinutes: number;
    readonly waiting: number;
    /** Since when the one waits that the promise is broken to first; none where nobody waits. */
    readonly sinceMs?: number | undefined;
    /** How long whoever takes a number now will wait at least; none where nothing is foreseen. */
    readonly comingMinutes?: number | undefined;
  }[];
  readonly counters: readonly {
    readonly id: string;
    readonly services: readonly string[];
    readonly state: 'open' | 'paused' | 'closed';
    /** It has one in hand, or has finished one today. */
    readonly isWorking: boolean;
    readonly sinceMs?: number | undefined;
    readonly inHand?: { readonly number: string; readonly service: string; readonly sinceMs: number } | undefined;
  }[];
}

/** A manager reads so many at a glance. */
const shownAtMost = 6;
const minuteMs = 60_000;
/** In hand for so many times as long as usual, and so many minutes at least: perhaps nobody pressed "done". */
const longTimes = 4;
const longMinutes = 30;
const pauseMinutes = 45;

type Service = Watched['services'][number];
type Counter = Watched['counters'][number];

/** The alerts of a moment, the worst first: at most six, and one for each service or counter. */
export function alertsOf(watched: Watched): Alert[] {
  const ofServices = watched.services
    .map((service) => ({ service, share: overdue(service, watched.nowMs) }))
    .sort((a, b) => b.share - a.share)
    .map(({ service }) => alertOfService(service, watched));
  const missing = ofServices.filter((alert) => alert?.kind === 'nobody-serves');
  const late = ofServices.filter((alert) => alert?.kind === 'over-target');
  const long = ofServices.filter((alert) => alert?.kind === 'long-line').sort((a, b) => excess(b) - excess(a));
  const ofCounters = watched.counters.map((counter) => alertOfCounter(counter, watched));
  return [...missing, ...late, ...ofCounters, ...long].filter((alert) => alert !== undefined).slice(0, shownAtMost);
}

const excess = ({ comingMinutes, targetMinutes }: Extract<Alert, { kind: 'long-line' }>) =>
  comingMinutes - targetMinutes;

function alertOfService(service: Service, { counters, nowMs }: Watched): Alert | undefined {
  if (service.sinceMs === undefined || service.waiting === 0) return undefined;
  const able = counters.filter(({ services }) => services.includes(service.id));
  const isAtWork = (counter: Counter) => counter.isWorking && counter.state === 'open';
  const resting = able.find((counter) => !isAtWork(counter))?.id;
  const offer = resting === undefined ? {} : { counter: resting };
  const waitedMinutes = minutesSince(service.sinceMs, nowMs);
  const isUnserved = !able.some(isAtWork);
  if (isUnserved && waitedMinutes >= Math.min(service.usualMinutes, service.targetMinutes))
    return { kind: 'nobody-serves', service: service.id, waiting: service.waiting, ...offer };
  const targetMinutes = Math.round(service.targetMinutes);
  if (waitedMinutes <= service.targetMinutes) {
    const { id, waiting, comingMinutes = 0 } = service;
    if (comingMinutes <= service.targetMinutes) return undefined;
    return { kind: 'long-line', service: id, waiting, comingMinutes, targetMinutes, ...offer };
  }
  return { kind: 'over-target', service: service.id, waitedMinutes, targetMinutes, ...offer };
}

function alertOfCounter(counter: Counter, { services, nowMs }: Watched): Alert | undefined {
  const { id, state, inHand, sinceMs } = counter;
  if (inHand) {
    const usual = services.find((service) => service.id === inHand.service)?.usualMinutes ?? 0;
    const minutes = minutesSince(inHand.sinceMs, nowMs);
    const isLong = minutes >= Math.max(longMinutes, longTimes * usual);
    return isLong ? { kind: 'long-in-hand', counter: id, number: inHand.number, minutes } : undefined;
  }
  if (state !== 'paused' || sinceMs === undefined) return undefined;
  const minutes = minutesSince(sinceMs, nowMs);
  const waiting = services.reduce((sum, one) => sum + (counter.services.includes(one.id) ? one.waiting : 0), 0);
  return minutes >= pauseMinutes && waiting > 0 ? { kind: 'long-pause', counter: id, minutes, waiting } : undefined;
}

/** How far the longest wait is beyond what was promised; 1 is just as promised. */
function overdue({ sinceMs, targetMinutes }: Service, nowMs: number): number {
  return sinceMs === undefined ? 0 : (nowMs - sinceMs) / (Math.max(1, targetMinutes) * minuteMs);
}

function minutesSince(atMs: number, nowMs: number): number {
  return Math.max(0, Math.floor((nowMs - atMs) / minuteMs));
}
