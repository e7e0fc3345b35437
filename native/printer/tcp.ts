import type { PrinterStatus } from '../../core/contract/devices.ts';
import type { Fault } from '../../core/faults.ts';
import { askStatus, fenceBytes, fenceId, jobBytes, jobDeadlineMs, type Leftover } from '../../core/paper/commands.ts';
import type { PaperJob } from '../../core/paper/job.ts';
import { type Answer, statusOfAnswers } from '../../core/paper/status.ts';
import { ok, type Result } from '../../core/result.ts';
import type { PaperOutcome } from '../../core/ticket.ts';
import { Line } from './line.ts';
import type { PrinterSetup } from './setup.ts';

/** For the connection, and again for the four answers that every printer gives even when it is offline. */
const answerMs = 2_000;
/** At most this much is given to the line at once. */
const chunkBytes = 4_096;

/** A thermal printer on the network. Jobs and questions take turns; each ends by itself. */
export interface Printer {
  status(): Promise<PrinterStatus>;
  /** Prints once. `job` names this attempt towards the printer. */
  print(job: number, paper: PaperJob): Promise<PaperOutcome>;
}

/** Speaks ESC/POS with status over TCP: asks, sends, and takes only the printer's own word that it is done. */
export function tcpPrinter({ profile, line: way }: PrinterSetup): Printer {
  if (way.by !== 'tcp' || profile.fence === 'none') throw new Error('not a printer on the network that answers');
  const { fence } = profile;
  const { host, port } = way;
  let turn: Promise<unknown> = Promise.resolve();
  let leftover: Leftover = 'not-known';

  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const mine = turn.then(work);
    turn = mine.catch(() => {});
    return mine;
  }

  async function status(): Promise<PrinterStatus> {
    const ready = await openReady({ host, port });
    if (!ready.ok) return { state: 'faulty', fault: ready.fault };
    ready.value.line.close();
    return { state: 'ready', isNearEnd: ready.value.isNearEnd };
  }

  async function print(job: number, paper: PaperJob): Promise<PaperOutcome> {
    const ready = await openReady({ host, port });
    if (!ready.ok) return { outcome: 'not-printed', fault: ready.fault };
    const { line } = ready.value;
    const body = jobBytes(paper, leftover);
    leftover = 'half-job';
    const outcome = await send(line, body, job, fence, jobDeadlineMs(paper, profile));
    if (outcome.outcome === 'printed') {
      leftover = 'nothing';
      line.close();
    } else line.cut();
    return outcome;
  }

  return { status: () => inTurn(status), print: (job, paper) => inTurn(() => print(job, paper)) };
}

interface Ready {
  readonly line: Line;
  readonly isNearEnd: boolean;
}

/** An open line to a printer that says it can print; otherwise the fault, and the line is closed again. */
async function openReady({
  host,
  port,
}: {
  readonly host: string;
  readonly port: number;
}): Promise<Result<Ready, Fault>> {
  const opened = await Line.open(host, port, answerMs);
  if (!opened.ok) return opened;
  const line = opened.value;
  const status = await ask(line);
  if (status.state === 'ready') return ok({ line, isNearEnd: status.isNearEnd });
  line.close();
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

/** From here on bytes have left: only the printer's answer to this job's own fence makes it printed. */
async function send(
  line: Line,
  body: Uint8Array,
  job: number,
  fence: 'gs-h' | 'gs-r',
  deadlineMs: number,
): Promise<PaperOutcome> {
  const id = fenceId(job);
  let isSettled = false;
  let isFenceSent = false;
  const isDone = (answer: Answer) =>
    isFenceSent &&
    (fence === 'gs-h' ? answer.type === 'fence-reached' && answer.id === id : answer.type === 'queue-reached');
  const settled = settle(line, isDone, deadlineMs).finally(() => {
    isSettled = true;
  });

  for (let at = 0; at < body.length && !isSettled; at += chunkBytes)
    await Promise.race([line.write(body.subarray(at, at + chunkBytes)), settled]);
  if (!isSettled) {
    isFenceSent = true;
    line.write(fenceBytes(fence, id));
  }
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
