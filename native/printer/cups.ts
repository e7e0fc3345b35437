import { setTimeout as wait } from 'node:timers/promises';
import type { Fault } from '../../core/faults.ts';
import type { PaperOutcome } from '../../core/ticket.ts';
import { askCups } from './ipp-request.ts';
import { nameOfOurs, type Spooler } from './spooled.ts';

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
  let isSwept = false;
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
      if (!isSwept) {
        const fault = await sweep(url);
        if (fault) return { outcome: 'not-printed', fault };
        isSwept = true;
      }
      const signal = AbortSignal.timeout(deadlineMs);
      const reply = await askCups(url, 'Print-Job', {
        attributes: { ...who, 'job-name': name, 'document-format': 'application/vnd.cups-raw' },
        // Counts from when the job is begun: one that hangs is given up, one that waits has to be taken back.
        job: { 'job-cancel-after': Math.ceil(deadlineMs / 1_000) },
        data: bytes,
        signal,
      });
      if (!reply.ok)
        return reply.fault === 'not-reached'
          ? { outcome: 'not-printed', fault: 'printer-lost' }
          : { outcome: 'unknown', fault: 'printer-silent' };
      if (!reply.value.isDone) return { outcome: 'not-printed', fault: 'printer-broken' };
      const id = reply.value.job['job-id'];
      if (typeof id !== 'number') return { outcome: 'unknown', fault: 'printer-silent' };
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
  await cancel(url, id);
  return (await outcomeOf(url, id)) ?? { outcome: 'unknown', fault: 'printer-silent' };
}

/** Takes back what a process that died left waiting in the queue; where that fails, the fault. */
async function sweep(url: string): Promise<Fault | undefined> {
  const wanted = ['job-id', 'job-name'];
  const reply = await askCups(url, 'Get-Jobs', {
    attributes: { ...who, 'requested-attributes': wanted, 'which-jobs': 'not-completed', 'my-jobs': true },
    signal: AbortSignal.timeout(answerMs),
  });
  if (!reply.ok) return reply.fault === 'not-reached' ? 'printer-lost' : 'printer-silent';
  if (!reply.value.isDone) return 'printer-broken';
  for (const { 'job-id': id, 'job-name': name } of reply.value.jobs) {
    if (typeof id !== 'number' || typeof name !== 'string' || !name.startsWith(nameOfOurs)) continue;
    // One that has come to its end by now cannot be taken back any more: an answer is enough.
    if (!(await cancel(url, id)).ok) return 'printer-silent';
  }
  return undefined;
}

function cancel(url: string, id: number) {
  return askCups(url, 'Cancel-Job', { attributes: { 'job-id': id, ...who }, signal: AbortSignal.timeout(answerMs) });
}

async function outcomeOf(url: string, id: number): Promise<PaperOutcome | undefined> {
  const wanted = ['job-state', 'time-at-processing'];
  const attributes = { 'job-id': id, ...who, 'requested-attributes': wanted };
  const reply = await askCups(url, 'Get-Job-Attributes', { attributes, signal: AbortSignal.timeout(answerMs) });
  if (!reply.ok || !reply.value.isDone) return undefined;
  const { 'job-state': state, 'time-at-processing': begunAt } = reply.value.job;
  if (state === 'completed') return { outcome: 'sent' };
  if (state !== 'canceled' && state !== 'aborted') return undefined;
  // Once it was begun, nobody knows how much of it went out; only the queue's own "no value" says that it was not.
  if (begunAt === null) return { outcome: 'not-printed', fault: 'printer-broken' };
  return { outcome: 'unknown', fault: 'printer-silent' };
}
