import { setTimeout as wait } from 'node:timers/promises';
import type { PaperOutcome } from '../../core/ticket.ts';
import { askCups } from './ipp-request.ts';
import type { Spooler } from './spooled.ts';

/** How often a job in the queue is looked at. */
const lookEveryMs = 250;
/** For a question; jobs have a deadline of their own. */
const answerMs = 2_000;
/** `requesting-user-name`; the queue takes our own jobs back from nobody else. */
const who = { 'requesting-user-name': 'mot-cham' };

/**
 * A queue of CUPS, `http://127.0.0.1:631/printers/NAME`. The job goes through as it is (`application/vnd.cups-raw`);
 * no filter may touch it. "Completed" means that its bytes have left for the printer, not that it printed them.
 */
export function cupsQueue(url: string): Spooler {
  return {
    async status() {
      const reply = await askCups(url, 'Get-Printer-Attributes', {
        attributes: { ...who, 'requested-attributes': ['printer-is-accepting-jobs'] },
        signal: AbortSignal.timeout(answerMs),
      });
      if (!reply.ok) return { state: 'faulty', fault: 'printer-lost' };
      const takesJobs = reply.value.isDone && reply.value.printer['printer-is-accepting-jobs'] !== false;
      return takesJobs ? { state: 'ready', isNearEnd: false } : { state: 'faulty', fault: 'printer-broken' };
    },
    async hand(name, bytes, deadlineMs) {
      const signal = AbortSignal.timeout(deadlineMs);
      const reply = await askCups(url, 'Print-Job', {
        attributes: { ...who, 'job-name': name, 'document-format': 'application/vnd.cups-raw' },
        // A job that nobody takes back, as this process died, is given up by the queue itself.
        job: { 'job-cancel-after': Math.ceil(deadlineMs / 1_000) },
        data: bytes,
        signal,
      });
      if (!reply.ok)
        return reply.fault === 'not-reached'
          ? { outcome: 'not-printed', fault: 'printer-lost' }
          : { outcome: 'unknown', fault: 'printer-silent' };
      const id = reply.value.job['job-id'];
      if (!reply.value.isDone || typeof id !== 'number') return { outcome: 'not-printed', fault: 'printer-broken' };
      return (await followed(url, id, signal)) ?? takenBack(url, id);
    },
  };
}

/** How the job ended; `undefined` where it still waits when the signal comes. */
async function followed(url: string, id: number, signal: AbortSignal): Promise<PaperOutcome | undefined> {
  while (!signal.aborted) {
    const outcome = await outcomeOf(url, id);
    if (outcome) return outcome;
    await wait(lookEveryMs, undefined, { signal }).catch(() => {});
  }
  return undefined;
}

/** Cancels the job; it may have come to its end in the meantime. */
async function takenBack(url: string, id: number): Promise<PaperOutcome> {
  await askCups(url, 'Cancel-Job', { attributes: { 'job-id': id, ...who }, signal: AbortSignal.timeout(answerMs) });
  return (await outcomeOf(url, id)) ?? { outcome: 'unknown', fault: 'printer-silent' };
}

async function outcomeOf(url: string, id: number): Promise<PaperOutcome | undefined> {
  const state = await attributeOf(url, id, 'job-state');
  if (state === 'completed') return { outcome: 'sent' };
  if (state !== 'canceled' && state !== 'aborted') return undefined;
  // Once it was begun, nobody knows how much of it went out.
  const startedAt = await attributeOf(url, id, 'time-at-processing');
  if (typeof startedAt === 'number') return { outcome: 'unknown', fault: 'printer-silent' };
  return { outcome: 'not-printed', fault: 'printer-broken' };
}

async function attributeOf(url: string, id: number, name: string): Promise<unknown> {
  const attributes = { 'job-id': id, ...who, 'requested-attributes': [name] };
  const reply = await askCups(url, 'Get-Job-Attributes', { attributes, signal: AbortSignal.timeout(answerMs) });
  return reply.ok && reply.value.isDone ? reply.value.job[name] : undefined;
}
