import { ORPCError } from '@orpc/client';
import type { TicketState } from '../../core/contract/remote.ts';

export type Heard =
  | { readonly type: 'ticket'; readonly ticket: TicketState }
  /** The hub has no such ticket; one that was printed a moment ago may still be on its way to it. */
  | { readonly type: 'unknown' }
  | { readonly type: 'lost' };

/** What a page knows of its ticket, and how. */
export interface SlipState {
  readonly ticket: TicketState | undefined;
  readonly isUnknown: boolean;
  /** By the phone's clock: the last time that the hub said anything. */
  readonly heardAt: number | undefined;
  /** Questions that had no answer since then. */
  readonly failures: number;
}

export const unheard: SlipState = { ticket: undefined, isUnknown: false, heardAt: undefined, failures: 0 };

/** One lost question is asked again before anybody is told. */
const toldAfter = 2;
const ASK_EVERY_MS = 10_000;
const ASK_AGAIN_MS = 2_000;
const UNSEEN_EVERY_MS = 60_000;
const PATIENCE_MS = 8_000;

export function takeIn(state: SlipState, heard: Heard, now: number): SlipState {
  if (heard.type === 'lost') return { ...state, failures: state.failures + 1 };
  if (heard.type === 'unknown') return { ticket: undefined, isUnknown: true, heardAt: now, failures: 0 };
  return { ticket: heard.ticket, isUnknown: false, heardAt: now, failures: 0 };
}

export function isLost({ failures }: SlipState): boolean {
  return failures >= toldAfter;
}

/** Until the next question: rarer while nobody looks or nothing can change, and spread so that a hall does not ask at once. */
export function pauseAfter(
  { ticket, failures }: SlipState,
  { isSeen }: { readonly isSeen: boolean },
  random = Math.random,
): number {
  const isIdle = !isSeen || (failures === 0 && ticket?.isOver);
  const usual = isIdle ? UNSEEN_EVERY_MS : failures === 1 ? ASK_AGAIN_MS : ASK_EVERY_MS;
  return usual * (0.9 + random() * 0.2);
}

/** What the page is in; `onChange` is told when it is seen again or the phone has found its network. */
export interface Surroundings {
  isSeen(): boolean;
  onChange(changed: () => void, signal: AbortSignal): void;
}

/** Asks for the ticket again and again until `signal` ends it; at once when the page is seen again. */
export async function followTicket(
  ask: (signal: AbortSignal) => Promise<TicketState>,
  hear: (heard: Heard, at: number) => void,
  signal: AbortSignal,
  around: Surroundings = browser,
): Promise<void> {
  let state = unheard;
  while (!signal.aborted) {
    const heard = await askOnce(ask, signal);
    if (signal.aborted) return;
    const now = Date.now();
    state = takeIn(state, heard, now);
    hear(heard, now);
    await pause(pauseAfter(state, { isSeen: around.isSeen() }), signal, around);
  }
}

async function askOnce(ask: (signal: AbortSignal) => Promise<TicketState>, signal: AbortSignal): Promise<Heard> {
  const ended = new AbortController();
  const end = () => ended.abort();
  const timer = setTimeout(end, PATIENCE_MS);
  signal.addEventListener('abort', end);
  try {
    return { type: 'ticket', ticket: await ask(ended.signal) };
  } catch (error) {
    return { type: isUnknown(error) ? 'unknown' : 'lost' };
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', end);
  }
}

/** What is no ticket's id at all is answered as a bad request. */
function isUnknown(error: unknown): boolean {
  return error instanceof ORPCError && (error.code === 'TICKET_UNKNOWN' || error.code === 'BAD_REQUEST');
}

function pause(ms: number, signal: AbortSignal, around: Surroundings): Promise<void> {
  return new Promise((resolve) => {
    const over = new AbortController();
    const end = () => {
      clearTimeout(timer);
      over.abort();
      resolve();
    };
    const timer = setTimeout(end, ms);
    signal.addEventListener('abort', end, { signal: over.signal });
    around.onChange(end, over.signal);
  });
}

const browser: Surroundings = {
  isSeen: () => document.visibilityState === 'visible',
  onChange(changed, signal) {
    document.addEventListener('visibilitychange', () => document.visibilityState === 'visible' && changed(), {
      signal,
    });
    window.addEventListener('online', changed, { signal });
  },
};
