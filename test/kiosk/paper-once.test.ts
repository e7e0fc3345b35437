import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { KioskView } from '../../core/contract/kiosk.ts';
import type { PaperOutcome } from '../../core/ticket.ts';
import { printWith } from '../../electron/print.ts';
import { openStore } from '../../electron/store/open.ts';
import { type PrintJobs, printJobsIn } from '../../electron/store/print-jobs.ts';
import { ticketsIn } from '../../electron/store/tickets.ts';
import { diskNow, kioskOn, openFolder, printerByHand, rowsIn } from './paper-bench.ts';

let folder: ReturnType<typeof openFolder>;
beforeEach(() => {
  folder = openFolder();
});
afterEach(() => folder.done());

const paperOf = ({ screen }: KioskView) => screen.at === 'done' && screen.paper;
const isPrinterReady = ({ health }: KioskView) => health.printer.state === 'ready';

function withTicket() {
  const db = openStore(join(folder.dir, 'kiosk.db'));
  const ticket = ticketsIn(db).issue({
    ...{ id: randomUUID(), visitId: randomUUID(), service: 'chung-thuc', identity: 'none', language: 'vi' },
    ...{ issuedAt: new Date().toISOString(), number: { issuer: 'kiosk', day: '2026-11-24', series: 'BK' } },
  });
  return { db, ticket, jobs: printJobsIn(db, () => new Date()) };
}

/** Prints one slip, dies as the paper comes out, starts again with a printer that is ready; gives what it prints then. */
async function deathAtPaper(keep: (jobs: PrintJobs) => Pick<PrintJobs, 'begin' | 'settle'>) {
  const { db, ticket, jobs } = withTicket();
  let disk = '';
  const died = { outcome: 'unknown', fault: 'printer-lost' } as const;
  const printer = {
    async print() {
      disk = diskNow(folder.dir);
      return died;
    },
  };
  const log = { note: () => {} };
  await printWith({ ...folder, jobs: keep(jobs), printer, log, now: () => new Date() }).print(ticket, 0);
  db.close();
  return startAgain(disk);
}

/** The kiosk on what a death left; from the moment its printer is ready it has had its chance to print by itself. */
async function startAgain(disk: string) {
  const printer = printerByHand();
  const kiosk = kioskOn(disk, folder, printer);
  await kiosk.until(isPrinterReady);
  const view = await kiosk.until(({ screen }) => screen.at !== 'printing');
  kiosk.stop();
  expect(kiosk.bugs).toEqual([]);
  return { view, marks: printer.marks };
}

describe('a death while the paper comes out', () => {
  test('the machine asks whether it came, and prints nothing by itself', async () => {
    const { view, marks } = await deathAtPaper((jobs) => jobs);
    expect(paperOf(view)).toEqual({ outcome: 'unknown', fault: 'printing-interrupted' });
    expect(view.screen).toMatchObject({ at: 'done', canPrintAgain: true, ticket: { number: 'BK001' } });
    expect(marks).toEqual([]);
  });

  test('and a second paper would look like the first, were the attempt written down only afterwards', async () => {
    const afterwards = (jobs: PrintJobs): Pick<PrintJobs, 'begin' | 'settle'> => {
      let begun: () => number = () => 0;
      return {
        begin: (ticket, reprints) => {
          begun = () => jobs.begin(ticket, reprints);
          return 1;
        },
        settle: (_job, paper) => jobs.settle(begun(), paper),
      };
    };
    const { view, marks } = await deathAtPaper(afterwards);
    expect(marks).toEqual([0]);
    expect(paperOf(view)).toEqual({ outcome: 'printed' });
  });

  test('a reprint that is asked for then is marked', async () => {
    const { db, ticket, jobs } = withTicket();
    jobs.begin(ticket, 0);
    db.close();
    const printer = printerByHand();
    const kiosk = kioskOn(folder.dir, folder, printer);
    await kiosk.until(isPrinterReady);
    await kiosk.touch({ type: 'print-again' });
    await kiosk.until((view) => paperOf(view) !== false && view.screen.at === 'done' && !view.screen.canPrintAgain);
    kiosk.stop();
    expect(printer.marks).toEqual([1]);
    expect(rowsIn(folder.dir)).toEqual([
      ['unknown', 'printing-interrupted', 0],
      ['printed', null, 1],
    ]);
  });
});

describe('what a death left on disk', () => {
  test.each([
    ['sending', []],
    ['unknown', []],
    ['sent', []],
    ['printed', []],
    ['owed', [0]],
  ] as const)('a slip that is %s: the machine prints by itself %j', async (state, marks) => {
    const { db } = withTicket();
    db.prepare('update print_job set state = ?').run(state);
    db.close();
    expect((await startAgain(folder.dir)).marks).toEqual(marks);
  });
});

describe('a printer without paper', () => {
  test('prints the slip, unmarked, as soon as somebody has put some in, while the number is on the screen', async () => {
    const printer = printerByHand();
    printer.status = { state: 'faulty', fault: 'paper-out' };
    const kiosk = kioskOn(folder.dir, folder, printer);
    const view = await kiosk.takeNumber();
    expect(paperOf(view)).toEqual({ outcome: 'not-printed', fault: 'paper-out' });
    expect(view.screen).toMatchObject({ link: expect.stringContaining(folder.site.ticketUrl) });
    printer.status = { state: 'ready', isNearEnd: true };
    await kiosk.until((next) => paperOf(next) !== false && !('link' in next.screen));
    expect(printer.marks).toEqual([0]);
    await kiosk.touch({ type: 'left' });
    const looks = printer.looks;
    while (printer.looks <= looks) await wait(50);
    kiosk.stop();
    expect(printer.marks).toEqual([0]);
    expect(kiosk.log.filter(({ event }) => event === 'paper-near-end')).toHaveLength(1);
    expect(kiosk.bugs).toEqual([]);
    expect(rowsIn(folder.dir)).toEqual([
      ['not-printed', 'paper-out', 0],
      ['printed', null, 0],
    ]);
  }, 20_000);

  test('prints nothing when the citizen has gone in between', async () => {
    const printer = printerByHand();
    printer.status = { state: 'faulty', fault: 'cover-open' };
    const kiosk = kioskOn(folder.dir, folder, printer);
    await kiosk.takeNumber();
    await kiosk.touch({ type: 'left' });
    printer.status = { state: 'ready', isNearEnd: false };
    await kiosk.until(isPrinterReady);
    await wait(100);
    kiosk.stop();
    expect(printer.marks).toEqual([]);
  });

  test('is asked anew when a service is being chosen, and the screen knows before it is', async () => {
    const printer = printerByHand();
    const kiosk = kioskOn(folder.dir, folder, printer);
    await kiosk.until(isPrinterReady);
    printer.status = { state: 'faulty', fault: 'paper-out' };
    await kiosk.touch({ type: 'card-skipped' });
    const view = await kiosk.until((next) => !isPrinterReady(next));
    kiosk.stop();
    expect(view.screen).toEqual({ at: 'choosing' });
    expect(printer.looks).toBe(2);
  });
});

test('one job at a time: a slip waits for the one in hand, and is written down only when its turn has come', async () => {
  const { db, ticket, jobs } = withTicket();
  const inHand: ((paper: PaperOutcome) => void)[] = [];
  const printer = { print: () => new Promise<PaperOutcome>((settle) => inHand.push(settle)) };
  const slips = printWith({ ...folder, jobs, printer, log: { note: () => {} }, now: () => new Date() });
  const state = () => db.prepare('select state from print_job').pluck().get();
  const help = slips.printHelpSlip('card-copied');
  const slip = slips.print(ticket, 0);
  await wait(20);
  expect([inHand.length, state()]).toEqual([1, 'owed']);
  inHand[0]?.({ outcome: 'printed' });
  await help;
  await wait(20);
  expect([inHand.length, state()]).toEqual([2, 'sending']);
  inHand[1]?.({ outcome: 'sent' });
  expect(await slip).toEqual({ outcome: 'sent' });
  expect(state()).toBe('sent');
  db.close();
});
