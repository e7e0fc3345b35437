import { quartersADay, SiteClock } from '../../core/report/site-clock.ts';
import { Spread } from '../../core/report/spread.ts';
import type { Service, Site } from '../../core/settings.ts';
import type { TurnFigures } from './read-turns.ts';

/** What turns are grouped by; one without a class is of the class `none`. */
export type GroupKind = 'service' | 'counter' | 'class' | 'hour';
const kinds: readonly GroupKind[] = ['service', 'counter', 'class', 'hour'];

/** Those of a group who were called. */
export interface Group {
  readonly wait: Spread;
  readonly service: Spread;
  /** To how many the promise of their service is settled, and to how many it was kept. */
  promised: number;
  kept: number;
}

export type Totals = Record<'waiting' | 'inHand' | 'finished' | 'missed' | 'cancelled', number>;

/** One number for each quarter of the business day. */
export type Quarters = number[];

const totalOf = {
  blocked: undefined,
  waiting: 'waiting',
  held: 'waiting',
  called: 'inHand',
  serving: 'inHand',
  missed: 'missed',
  finished: 'finished',
  cancelled: 'cancelled',
} as const satisfies Record<TurnFigures['state'], keyof Totals | undefined>;

/** The turns of a day, or of several, counted. It knows groups and no turn. */
export class DayCount {
  readonly totals: Totals = { waiting: 0, inHand: 0, finished: 0, missed: 0, cancelled: 0 };
  readonly whole: Group = newGroup();
  readonly groups = new Map<GroupKind, Map<string, Group>>(kinds.map((kind) => [kind, new Map()]));
  /** How the finished ones ended; `none` where it was not said. */
  readonly results = new Map<string, number>();
  readonly arrived: Quarters = noQuarters();
  /** Of those who arrived, whoever was called some time. */
  readonly arrivedToCall: Quarters = noQuarters();
  readonly finished: Quarters = noQuarters();
  /** By the quarter of the first call, and the sum of their waits in ms. */
  readonly called: Quarters = noQuarters();
  readonly calledWaitMs: Quarters = noQuarters();
  /** Days that had anybody at all. */
  days = 0;

  group(kind: GroupKind, id: string): Group {
    const groups = this.groups.get(kind)!;
    const found = groups.get(id) ?? newGroup();
    groups.set(id, found);
    return found;
  }

  *spreads(): Generator<Spread> {
    for (const group of [this.whole, ...[...this.groups.values()].flatMap((groups) => [...groups.values()])]) {
      yield group.wait;
      yield group.service;
    }
  }

  addResult(id: string, count: number): void {
    this.results.set(id, (this.results.get(id) ?? 0) + count);
  }

  merge(other: DayCount): void {
    this.days += other.days;
    for (const [id, count] of other.results) this.addResult(id, count);
    for (const name of Object.keys(this.totals) as (keyof Totals)[]) this.totals[name] += other.totals[name];
    mergeGroup(this.whole, other.whole);
    for (const [kind, groups] of other.groups)
      for (const [id, group] of groups) mergeGroup(this.group(kind, id), group);
    for (const name of ['arrived', 'arrivedToCall', 'finished', 'called', 'calledWaitMs'] as const)
      for (const [at, count] of other[name].entries()) this[name][at]! += count;
  }
}

/** Counts turns of one day by the site's clock and its promises. */
export function counterFor(site: Pick<Site, 'timeZone' | 'dayStartsAtHour' | 'services'>) {
  const clock = new SiteClock(site);
  const services = new Map(site.services.map((service) => [service.id, service]));
  return (count: DayCount, turns: readonly TurnFigures[]): void => {
    if (turns.length > 0) count.days = 1;
    for (const turn of turns) countOne(count, turn, clock, services.get(turn.service));
  };
}

function countOne(count: DayCount, turn: TurnFigures, clock: SiteClock, service: Service | undefined): void {
  const total = totalOf[turn.state];
  if (total) count.totals[total]++;
  // Who waits for an earlier step of the visit has not come to this one.
  if (turn.state === 'blocked') return;
  const queuedMs = Date.parse(turn.queued_at);
  count.arrived[clock.quarterOf(queuedMs)]!++;
  const isFinished = turn.state === 'finished' && turn.finished_at !== null;
  const finishedMs = isFinished ? Date.parse(turn.finished_at!) : undefined;
  if (finishedMs !== undefined) {
    count.finished[clock.quarterOf(finishedMs)]!++;
    count.addResult(turn.result ?? 'none', 1);
  }
  if (turn.first_called_at === null) return;
  const calledMs = Date.parse(turn.first_called_at);
  // A kiosk's clock may be ahead of the hub's.
  const waitMs = Math.max(0, calledMs - queuedMs);
  count.arrivedToCall[clock.quarterOf(queuedMs)]!++;
  const quarter = clock.quarterOf(calledMs);
  count.called[quarter]!++;
  count.calledWaitMs[quarter]! += waitMs;
  const serviceMs = finishedMs === undefined ? undefined : Math.max(0, finishedMs - servedMs(turn, calledMs));
  const isKept = service && promise(service, waitMs, finishedMs, Date.parse(turn.issued_at));
  for (const group of groupsOf(count, turn, clock, queuedMs)) note(group, waitMs, serviceMs, isKept);
}

function groupsOf(count: DayCount, turn: TurnFigures, clock: SiteClock, queuedMs: number): Group[] {
  const hour = Math.floor(clock.minuteOf(queuedMs) / 60);
  return [
    count.whole,
    count.group('service', turn.service),
    count.group('class', turn.class ?? 'none'),
    count.group('hour', String(hour)),
    ...(turn.counter === null ? [] : [count.group('counter', turn.counter)]),
  ];
}

/** An express lane promises the result, every other the call; nothing where it is not settled yet. */
function promise(
  { lane, targetMinutes }: Service,
  waitMs: number,
  finishedMs: number | undefined,
  issuedMs: number,
): boolean | undefined {
  const targetMs = targetMinutes * 60_000;
  if (lane !== 'express') return waitMs <= targetMs;
  return finishedMs === undefined ? undefined : finishedMs - issuedMs <= targetMs;
}

function servedMs({ served_at }: TurnFigures, calledMs: number): number {
  return served_at === null ? calledMs : Math.max(calledMs, Date.parse(served_at));
}

function note(group: Group, waitMs: number, serviceMs: number | undefined, isKept: boolean | undefined): void {
  group.wait.add(waitMs);
  if (serviceMs !== undefined) group.service.add(serviceMs);
  if (isKept !== undefined) group.promised++;
  if (isKept) group.kept++;
}

function mergeGroup(into: Group, from: Group): void {
  into.wait.merge(from.wait);
  into.service.merge(from.service);
  into.promised += from.promised;
  into.kept += from.kept;
}

const newGroup = (): Group => ({ wait: new Spread(), service: new Spread(), promised: 0, kept: 0 });
const noQuarters = (): Quarters => Array.from({ length: quartersADay }, () => 0);
