import type { PrinterStatus } from '../../core/contract/devices.ts';
import type { Fault } from '../../core/faults.ts';
import { askStatus, jobDeadlineMs, type Leftover } from '../../core/paper/commands.ts';
import type { PrinterProfile } from '../../core/paper/profile.ts';
import { type Answer, statusOfAnswers } from '../../core/paper/status.ts';
import { ok, type Result } from '../../core/result.ts';
import type { PaperOutcome } from '../../core/ticket.ts';
import { compose } from './composer.ts';
import { type Fences, fencesOf, nameless } from './fences.ts';
import type { Line, Way } from './line.ts';
import { oneByOne, type Printer } from './printer.ts';

/** For the four answers that every printer gives even when it is offline. */
const answerMs = 2_000;
/** At most this much is given to the line at once. */
const chunkBytes = 4_096;
/** The most that is reckoned with: what five jobs leave behind that were given up in a row, more than a buffer holds. */
const mostOwed = 62;

/**
 * Speaks ESC/POS with status over a two-way line: asks, sends, and takes only the printer's own word that it is done.
 * A printer that cannot give it (no fence) leaves a slip at `sent`; one without status is not asked before.
 */
export function confirmingPrinter(profile: PrinterProfile, way: Way): Printer {
  let leftover: Leftover = 'not-known';
  // At most so many answers without a name can still come from jobs before; at first, of a process before this one.
  let owed = nameless;

  return oneByOne({
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
      const fences = fencesOf(profile, job, owed);
      const { outcome, isFenceSent } = await send(line, body, { fences, deadlineMs });
      if (outcome.outcome === 'printed') owed = 0;
      else if (isFenceSent) owed = Math.min(mostOwed, owed + fences.count);
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
  readonly fences: Fences;
  readonly deadlineMs: number;
}

interface Sent {
  readonly outcome: PaperOutcome;
  /** An answer to it can still come when this job is long given up. */
  readonly isFenceSent: boolean;
}

/** From here on bytes have left: only the printer's answer to this job's own fence makes it printed. */
async function send(line: Line, body: Uint8Array, { fences, deadlineMs }: Sending): Promise<Sent> {
  let isSettled = false;
  let isFenceSent = false;
  let hasBegun = false;
  let answers = 0;
  const isDone = (answer: Answer) => {
    // A job before this one, still in the printer, answers before this one's GS a does.
    if (answer.type === 'changed') hasBegun = true;
    if (!isFenceSent || !fences.isAnswer(answer)) return false;
    answers++;
    return answers >= fences.count && (hasBegun || !fences.isNameless);
  };
  const settled = settle(line, isDone, deadlineMs).finally(() => {
    isSettled = true;
  });

  for (let at = 0; at < body.length && !isSettled; at += chunkBytes)
    await Promise.race([line.write(body.subarray(at, at + chunkBytes)), settled]);
  if (isSettled) return { outcome: await settled, isFenceSent };
  if (fences.count === 0) return { outcome: await Promise.race([settled, { outcome: 'sent' as const }]), isFenceSent };
  isFenceSent = true;
  line.write(fences.bytes);
  const outcome = await settled;
  const isToAsk = fences.isNameless && outcome.outcome === 'printed';
  return { outcome: isToAsk ? await stillReady(line) : outcome, isFenceSent };
}

/** Printed where the printer still says that it can print: bytes of one that is losing power are no answers. */
async function stillReady(line: Line): Promise<PaperOutcome> {
  const status = await ask(line);
  return status.state === 'ready' ? { outcome: 'printed' } : { outcome: 'unknown', fault: status.fault };
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
