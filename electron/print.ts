import type { HelpSlip, Slip } from '../core/contract/devices.ts';
import type { Fault } from '../core/faults.ts';
import { inTurns } from '../core/in-turns.ts';
import { helpJob } from '../core/paper/commands.ts';
import { helpSlipOf, slipOf } from '../core/paper/slip.ts';
import type { KioskSettings, Site } from '../core/settings.ts';
import type { PaperOutcome, Ticket } from '../core/ticket.ts';
import type { Log } from './log.ts';
import type { PrintJobs } from './store/print-jobs.ts';

interface Parts {
  readonly site: Site;
  readonly kiosk: KioskSettings;
  readonly jobs: Pick<PrintJobs, 'begin' | 'settle'>;
  readonly printer: { print(job: number, slip: Slip | HelpSlip): Promise<PaperOutcome> };
  readonly log: Pick<Log, 'note'>;
  readonly now: () => Date;
}

/** Prints slips one after the other, and keeps on disk what is known of each before it begins and when it has ended. */
export function printWith({ site, kiosk, jobs, printer, log, now }: Parts) {
  const inTurn = inTurns();

  /** A death from here on finds the attempt on disk: whatever of it came out, it is not begun again unasked. */
  async function printTicket(ticket: Ticket, reprints: number): Promise<PaperOutcome> {
    const job = jobs.begin(ticket, reprints);
    const paper = await printer.print(job, slipOf(ticket, site, kiosk, reprints));
    jobs.settle(job, paper);
    log.note({ event: 'paper-settled', ...paper });
    return paper;
  }

  async function printHelpSlip(why: Fault): Promise<void> {
    const at = now();
    const paper = await printer.print(helpJob(at), helpSlipOf(at, site, kiosk));
    log.note({ event: 'help-slip-settled', why, ...paper });
  }

  return {
    print: (ticket: Ticket, reprints: number) => inTurn(() => printTicket(ticket, reprints)),
    printHelpSlip: (why: Fault) => inTurn(() => printHelpSlip(why)),
  };
}
