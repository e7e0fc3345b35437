import { arrive, callNext, callThis, recall } from '../../core/queue/calls.ts';
import type { Change } from '../../core/queue/change.ts';
import { choose } from '../../core/queue/choose.ts';
import { setState } from '../../core/queue/counters.ts';
import { transfer } from '../../core/queue/moves.ts';
import { finish, hold, miss } from '../../core/queue/outcomes.ts';
import type { Queue } from '../../core/queue/queue.ts';
import type { Decision } from '../../core/queue/scene.ts';
import { undo } from '../../core/queue/undo.ts';
import type { Counter, Site } from '../../core/settings.ts';
import { exponential, logNormal, type Random, uuidOf } from '../estimate/world/chance.ts';

/** How often staff do what is out of the ordinary, as shares of turns. */
export interface Attendance {
  readonly missShare: number;
  readonly holdShare: number;
  readonly transferShare: number;
  /** Calls out of order. */
  readonly chosenShare: number;
  readonly pauseShare: number;
  /** Calls that are taken back within seconds. */
  readonly undoShare: number;
}

/** One counter and whoever sits there. */
export interface Desk {
  readonly counter: Counter;
  /** Nothing is done before this. */
  freeAtMs: number;
  /** The one who was called will not come. */
  isAway: boolean;
  calls: number;
  /** The last command was a slip of the finger. */
  isMistaken: boolean;
}

interface Moment {
  readonly queue: Queue;
  readonly staff: Attendance;
  readonly site: Site;
  readonly random: Random;
  readonly nowMs: number;
  readonly opensMs: number;
}

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const minutesOf: Readonly<Record<string, number>> = { 'ket-qua': 3.5, 'chung-thuc': 5, 'dat-dai': 11, 'ho-tich': 7 };

/** What a counter does now, and when it does the next thing. */
export function nextMove(desk: Desk, moment: Moment): readonly Change[] {
  const { queue, nowMs, opensMs } = moment;
  if (desk.isMistaken) {
    desk.isMistaken = false;
    desk.freeAtMs = nowMs + 4_000;
    return decided(undo(sceneOf(desk, moment)));
  }
  const turn = queue.inHand(desk.counter.id);
  const state = queue.counterState(desk.counter.id).state;
  if (state !== 'open') {
    desk.freeAtMs = nowMs + 5_000;
    return decided(setState(sceneOf(desk, moment), 'open'));
  }
  if (turn?.state === 'called') return answer(desk, moment, turn.ticketId);
  if (turn) return end(desk, moment, turn.ticketId);
  if (nowMs > opensMs + 9.5 * hourMs) {
    desk.freeAtMs = Number.POSITIVE_INFINITY;
    return decided(setState(sceneOf(desk, moment), 'closed'));
  }
  if (isLunch(nowMs, opensMs)) {
    desk.freeAtMs = opensMs + 6 * hourMs + moment.random() * 300_000;
    return decided(setState(sceneOf(desk, moment), 'paused', 'an-trua'));
  }
  return call(desk, moment);
}

function call(desk: Desk, moment: Moment): readonly Change[] {
  const { queue, random, nowMs, staff } = moment;
  desk.freeAtMs = nowMs + 2_000 + exponential(random, 6_000);
  const next = choose(queue, desk.counter, nowMs);
  if (!next) return [];
  if (random() < staff.chosenShare) {
    const last = queue.besides(next.turn, nowMs).at(-1)!;
    return called(desk, moment, decided(callThis(sceneOf(desk, moment), last.ticketId, 'quay lại bổ sung giấy tờ')));
  }
  return called(desk, moment, decided(callNext(sceneOf(desk, moment))));
}

function called(desk: Desk, { random, nowMs, staff }: Moment, changes: readonly Change[]): readonly Change[] {
  const isCalled = changes.some((change) => change.kind === 'turn' && change.change === 'called');
  if (!isCalled) return changes;
  desk.isMistaken = random() < staff.undoShare;
  desk.isAway = random() < staff.missShare;
  desk.calls = 1;
  desk.freeAtMs = desk.isMistaken ? nowMs + 3_000 : nowMs + 10_000 + random() * 30_000;
  return changes;
}

function answer(desk: Desk, moment: Moment, ticketId: string): readonly Change[] {
  const { nowMs, random, queue, site } = moment;
  const scene = sceneOf(desk, moment);
  if (desk.isAway && desk.calls < 2) {
    desk.calls++;
    desk.freeAtMs = nowMs + 40_000;
    return decided(recall(scene, ticketId));
  }
  if (desk.isAway) {
    desk.freeAtMs = nowMs + 5_000;
    return decided(miss(scene, ticketId));
  }
  const { service } = queue.inHand(desk.counter.id)!;
  const usual = minutesOf[service] ?? site.services.find(({ id }) => id === service)?.usualMinutes ?? 8;
  desk.freeAtMs = nowMs + logNormal(random, usual * minuteMs, 0.6);
  return decided(arrive(scene, ticketId));
}

/** Most of the time "done, next please" is one press; else there is a pause, a walk to the copier, or a hold. */
function end(desk: Desk, moment: Moment, ticketId: string): readonly Change[] {
  const { random, nowMs, staff, queue, opensMs } = moment;
  const scene = sceneOf(desk, moment);
  const result = ['tra-ngay', 'hen-tra', 'buu-chinh', undefined][Math.floor(random() * 4)];
  const what = random();
  desk.freeAtMs = nowMs + 5_000 + exponential(random, 10_000);
  if (what < staff.holdShare) return decided(hold(scene, ticketId, 10));
  if (what < staff.holdShare + staff.transferShare) {
    const counter = moment.site.counters[Math.floor(random() * 5)]!;
    return decided(transfer(scene, ticketId, { service: counter.services[0]! }, { at: 'kept' }));
  }
  if (what < staff.holdShare + staff.transferShare + staff.pauseShare) {
    desk.freeAtMs = nowMs + (5 + random() * 10) * minuteMs;
    const done = decided(finish(scene, ticketId, result));
    return [...done, ...decided(queue.supposing(done, () => setState(scene, 'paused', 'hop')))];
  }
  if (what < 0.3 || isLunch(nowMs, opensMs)) return decided(finish(scene, ticketId, result));
  return called(desk, moment, decided(callNext(scene, result)));
}

const isLunch = (nowMs: number, opensMs: number) => nowMs > opensMs + 4 * hourMs && nowMs < opensMs + 6 * hourMs;

function sceneOf({ counter }: Desk, { queue, nowMs, random }: Moment) {
  return { queue, counter, at: new Date(nowMs), newId: () => uuidOf(random) };
}

function decided(decision: Decision): readonly Change[] {
  if (!decision.ok) throw new Error(JSON.stringify(decision.fault));
  return decision.value;
}
