import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { pictureJob } from '../../core/paper/job.ts';
import type { PaperOutcome } from '../../core/ticket.ts';
import { openPrinter } from '../../native/printer/open-printer.ts';
import type { Onset, Trouble } from '../fakes/printer/trouble.ts';
import { VirtualPrinter } from '../fakes/printer/virtual-printer.ts';
import { draw, rowsOf, rowsOn, setupFor } from './example.ts';

const bitmap = draw();
const fences = ['gs-h', 'gs-r'] as const;

async function printOn(trouble: Trouble, onset: Onset = {}, fence: (typeof fences)[number] = 'gs-h') {
  const printer = await VirtualPrinter.start();
  await printer.break(trouble, onset);
  const sender = openPrinter(setupFor(printer.port, { fence }));
  const outcome = await sender.print(1, pictureJob(bitmap));
  return { outcome, printer, sender };
}

describe.concurrent('a fault before the job: nothing has left, so the paper is certainly not printed', () => {
  test.each([
    ['paper-out', 'paper-out'],
    ['cover-open', 'cover-open'],
    ['cutter-jammed', 'cutter-jammed'],
    ['head-hot', 'head-hot'],
    ['unrecoverable', 'printer-broken'],
    ['mute', 'printer-silent'],
    ['stalled', 'printer-silent'],
    ['switched-off', 'printer-lost'],
  ] as const)('%s', async (trouble, fault) => {
    const { outcome, printer, sender } = await printOn(trouble);
    expect(outcome).toEqual({ outcome: 'not-printed', fault });
    expect(await sender.status()).toEqual({ state: 'faulty', fault });
    await printer.mend();
    expect(await sender.print(2, pictureJob(bitmap))).toEqual({ outcome: 'printed' });
    expect(printer.papers.map(rowsOn)).toEqual([rowsOf(bitmap)]);
    await printer.stop();
  });

  test('the line breaks in the middle of the question', async () => {
    const { outcome, printer } = await printOn('line-dropped', { afterBytes: 7 });
    expect(outcome).toEqual({ outcome: 'not-printed', fault: 'printer-lost' });
    await printer.stop();
  });
});

describe.concurrent('a fault during the job: bytes have left, so nobody knows, and the fault is named', () => {
  const cases: [Trouble, Onset, (PaperOutcome & { outcome: 'unknown' })['fault']][] = [
    ['paper-out', { afterRows: 1 }, 'paper-out'],
    ['paper-out', { afterRows: 400 }, 'paper-out'],
    ['paper-out', { atCut: true }, 'paper-out'],
    ['cover-open', { afterRows: 300 }, 'cover-open'],
    ['cutter-jammed', { atCut: true }, 'cutter-jammed'],
    ['head-hot', { afterRows: 500 }, 'head-hot'],
    ['unrecoverable', { afterRows: 10 }, 'printer-broken'],
    ['switched-off', { afterRows: 200 }, 'printer-lost'],
    ['line-dropped', { afterBytes: 40_000 }, 'printer-lost'],
    ['line-dropped', { afterBytes: 13 }, 'printer-lost'],
    ['stalled', { afterBytes: 20_000 }, 'printer-silent'],
    ['mute', { afterBytes: 20_000 }, 'printer-silent'],
    ['late', { lateMs: 60_000 }, 'printer-silent'],
  ];
  for (const fence of fences)
    test.each(fence === 'gs-h' ? cases : cases.filter(([trouble]) => trouble !== 'late'))(
      `${fence}: %s %o gives %s`,
      async (trouble, onset, fault) => {
        const { outcome, printer } = await printOn(trouble, onset, fence);
        expect(outcome).toEqual({ outcome: 'unknown', fault });
        await printer.stop();
      },
    );
});

describe.concurrent('an answer belongs to its job', () => {
  test('a fence with the id of another job is not taken, though the paper came out', async () => {
    const { outcome, printer } = await printOn('stale-fence');
    expect(printer.papers).toHaveLength(1);
    expect(outcome).toEqual({ outcome: 'unknown', fault: 'printer-silent' });
    await printer.stop();
  });

  test('an answer that comes late, but in time, is taken', async () => {
    const { outcome, printer } = await printOn('late', { lateMs: 300 });
    expect(outcome).toEqual({ outcome: 'printed' });
    await printer.stop();
  });

  test('an answer that comes after its job was given up does not confirm the next one', async () => {
    const printer = await VirtualPrinter.start();
    const sender = openPrinter(setupFor(printer.port));
    await printer.break('late', { lateMs: 3_600 });
    expect(await sender.print(1, pictureJob(bitmap))).toEqual({ outcome: 'unknown', fault: 'printer-silent' });
    await printer.break('stalled', { afterBytes: 20_000 });
    expect(await sender.print(2, pictureJob(bitmap))).toEqual({ outcome: 'unknown', fault: 'printer-silent' });
    await printer.stop();
  });
});

test('GS r of a job that was given up, answered after the next job has begun, does not confirm that one', async () => {
  const printer = await VirtualPrinter.start({ bufferBytes: 262_144, mmPerSecond: 100 });
  const sender = openPrinter(setupFor(printer.port, { fence: 'gs-r', mmPerSecond: 100 }));
  await printer.break('paper-out', { afterRows: 100 });
  expect(await sender.print(1, pictureJob(bitmap))).toEqual({ outcome: 'unknown', fault: 'paper-out' });
  await printer.mend();
  // The rest of the first comes out; a change of the near-end sensor looks like the beginning of the second.
  const second = sender.print(2, pictureJob(bitmap));
  await sleep(250);
  await printer.break('near-end');
  const off = printer.onPaper(() => {
    off();
    void printer.break('cutter-jammed', { afterRows: 500 });
  });
  expect(await second).toEqual({ outcome: 'unknown', fault: 'cutter-jammed' });
  await printer.stop();
});

test('a printer that lost what it had still to answer confirms the next slip all the same', async () => {
  const printer = await VirtualPrinter.start();
  const sender = openPrinter(setupFor(printer.port, { fence: 'gs-r' }));
  for (const job of [1, 2, 3]) {
    await printer.break('mute', { atFence: true });
    expect(await sender.print(job, pictureJob(bitmap))).toEqual({ outcome: 'unknown', fault: 'printer-silent' });
    await printer.mend();
  }
  expect(await sender.print(4, pictureJob(bitmap))).toEqual({ outcome: 'printed' });
  await printer.stop();
});

test('no paper comes out later from a job that was given up before the printer read it', async () => {
  const printer = await VirtualPrinter.start();
  const sender = openPrinter(setupFor(printer.port));
  await printer.break('stalled', { afterBytes: 5_000 });
  expect(await sender.print(1, pictureJob(bitmap))).toEqual({ outcome: 'unknown', fault: 'printer-silent' });
  await printer.mend();
  expect(await sender.print(2, pictureJob(bitmap))).toEqual({ outcome: 'printed' });
  expect(rowsOn(printer.papers.at(-1))).toEqual(rowsOf(bitmap));
  expect(printer.papers.filter((paper) => paper.rows.length >= bitmap.height)).toHaveLength(1);
  await printer.stop();
});
