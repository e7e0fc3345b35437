import type { PrinterStatus } from '../../core/contract/devices.ts';
import { jobDeadlineMs, type Leftover } from '../../core/paper/commands.ts';
import type { PrinterProfile } from '../../core/paper/profile.ts';
import type { PaperOutcome } from '../../core/ticket.ts';
import { compose } from './composer.ts';
import { oneByOne, type Printer } from './printer.ts';

/** With which the name of every job of ours begins, whatever process it is from. */
export const nameOfOurs = 'mot-cham-';

/** A program between the kiosk and its printer that takes jobs and brings nothing back: `sent` is the best it can say. */
export interface Spooler {
  /** Whether it takes jobs; of the printer behind it nothing is known. */
  status(): Promise<PrinterStatus>;
  /** Hands a job over, and takes it back where it still waits at the deadline. */
  hand(name: string, bytes: Uint8Array, deadlineMs: number): Promise<PaperOutcome>;
}

/** For its own work, and for one more try where the printer did not answer the first. */
const spoolingMs = 8_000;

/** A printer behind a spooler. It is not asked for anything, as no answer would arrive. */
export function spooledPrinter(profile: PrinterProfile, spooler: Spooler): Printer {
  const mute: PrinterProfile = { ...profile, hasStatus: false };
  let leftover: Leftover = 'not-known';

  return oneByOne({
    status: () => spooler.status(),
    async print(job, paper) {
      const bytes = compose(paper, mute, leftover);
      const outcome = await spooler.hand(`${nameOfOurs}${job}`, bytes, jobDeadlineMs(paper, profile) + spoolingMs);
      if (outcome.outcome === 'sent') leftover = 'nothing';
      else if (outcome.outcome === 'unknown') leftover = 'half-job';
      return outcome;
    },
  });
}
