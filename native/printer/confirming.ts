import type { PrinterStatus } from '../../core/contract/devices.ts';
import type { Fault } from '../../core/faults.ts';
import { askStatus, fenceBytes, fenceId, jobDeadlineMs, type Leftover } from '../../core/paper/commands.ts';
import type { PrinterProfile } from '../../core/paper/profile.ts';
import { type Answer, statusOfAnswers } from '../../core/paper/status.ts';
import { ok, type Result } from '../../core/result.ts';
import type { PaperOutcome } from '../../core/ticket.ts';
import { compose } from './composer.ts';
import type { Line, Way } from './line.ts';
import { inTurns, type Printer } from './printer.ts';

/** For the four answers that every printer gives even when it is offline. */
const answerMs = 2_000;
/** At most this much is given to the line at once. */
const chunkBytes = 4_096;

/**
 * Speaks ESC/POS with status over a two-way line: asks, sends, and takes only the printer's own word that it is done.
 * A printer that cannot give it (no fence) leaves a slip at `sent`; one without status is not asked before.
 */
export function confirmingPrinter(profile: PrinterProfile, way: Way): Printer {
  let leftover: Leftover = 'not-known';

  return inTurns({
    async status() {
      const ready = await openReady(way, profile);
      if (!ready.ok) return { state: 'faulty', fault: ready.fault };
      ready.value.line.close();
      return { state: 'ready', isNearEnd: ready.value.isNearEnd };
    },
    async print(job, paper) {
      const body = compose(paper, profile, leftover);
      const ready = await openReady(way, profile);
      if (!ready.ok) return { outcome: 'not-printed', fault: ready.fault };
      const { line } = ready.value;
      leftover = 'half-job';
      const deadlineMs = jobDeadlineMs(paper, profile, (1_000 * body.length) / way.bytesPerSecond);
      const outcome = await send(line, body, { profile, job, deadlineMs });
      if (outcome.outcome === 'printed' || outcome.outcome === 'sent') {
        leftover = 'nothing';
        line.close();
      } else line.cut();
      return outcome;
    },
  });
}

interface Ready {
  readonly line: Line;
  readonly isNearEnd: boolean;
}

/** An open line to a printer that says it can print; otherwise the fault, and the line is closed again. */
async function openReady(way: Way, { hasStatus }: PrinterProfile): Promise<Result<Ready, Fault>> {
  const opened = await way.open();
  if (!opened.ok) return opened;
  const line = opened.value;
  if (!hasStatus) return ok({ line, isNearEnd: false });
  const status = await ask(line);
  if (status.state === 'ready') return ok({ line, isNearEnd: status.isNearEnd });
  line.cut();
  return { ok: false, fault: status.fault };
}

function ask(line: Line): Promise<PrinterStatus> {
  return new Promise((resolve) => {
    const faulty = (fault: Fault) => resolve({ state: 'faulty', fault });
    const timer = setTimeout(faulty, answerMs, 'printer-silent');
    const bytes: number[] = [];
    line.listen({
      answered: (answer) => {
        if (answer.type === 'real-time') bytes.push(answer.byte);
        const [printer, cause, error, paper] = bytes;
        if (printer === undefined || cause === undefined || error === undefined || paper === undefined) return;
        clearTimeout(timer);
        resolve(statusOfAnswers([printer, cause, error, paper]));
      },
      closed: () => {
        clearTimeout(timer);
        faulty('printer-lost');
      },
    });
    line.write(askStatus);
  });
}

interface Sending {
  readonly profile: PrinterProfile;
  readonly job: number;
  readonly deadlineMs: number;
}

/** From here on bytes have left: only the printer's answer to this job's own fence makes it printed. */
async function send(line: Line, body: Uint8Array, { profile, job, deadlineMs }: Sending): Promise<PaperOutcome> {
  const { fence } = profile;
  const id = fenceId(job);
  let isSettled = false;
  let isFenceSent = false;
  let hasBegun = false;
  const isDone = (answer: Answer) => {
    // GS r carries no name, but a job before this one, still in the printer, answers before this one's GS a does.
    if (answer.type === 'changed') hasBegun = true;
    if (fence === 'gs-r') return isFenceSent && hasBegun && answer.type === 'queue-reached';
    return isFenceSent && answer.type === 'fence-reached' && answer.id === id;
  };
  const settled = settle(line, isDone, deadlineMs).finally(() => {
    isSettled = true;
  });

  for (let at = 0; at < body.length && !isSettled; at += chunkBytes)
    await Promise.race([line.write(body.subarray(at, at + chunkBytes)), settled]);
  if (isSettled) return settled;
  if (fence === 'none') return Promise.race([settled, { outcome: 'sent' as const }]);
  isFenceSent = true;
  line.write(fenceBytes(fence, id));
  return settled;
}

function settle(line: Line, isDone: (answer: Answer) => boolean, deadlineMs: number): Promise<PaperOutcome> {
  return new Promise((resolve) => {
    const settle = (outcome: PaperOutcome) => {
      clearTimeout(timer);
      resolve(outcome);
    };
    const unknown = (fault: Fault) => settle({ outcome: 'unknown', fault });
    const timer = setTimeout(unknown, deadlineMs, 'printer-silent');
    line.listen({
      answered: (answer) => {
        if (isDone(answer)) settle({ outcome: 'printed' });
        else if (answer.type === 'changed' && answer.status.state === 'faulty') unknown(answer.status.fault);
      },
      closed: () => unknown('printer-lost'),
    });
  });
}
