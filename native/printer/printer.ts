import type { PrinterStatus } from '../../core/contract/devices.ts';
import { inTurns } from '../../core/in-turns.ts';
import type { PaperJob } from '../../core/paper/job.ts';
import type { PaperOutcome } from '../../core/ticket.ts';

/** A thermal printer, whatever the way to it. Every call ends by itself. */
export interface Printer {
  status(): Promise<PrinterStatus>;
  /** Prints once. `job` names this attempt towards the printer. */
  print(job: number, paper: PaperJob): Promise<PaperOutcome>;
}

/** The same printer, whose jobs and questions take turns in the order in which they came. */
export function oneByOne(printer: Printer): Printer {
  const inTurn = inTurns();
  return {
    status: () => inTurn(() => printer.status()),
    print: (job, paper) => inTurn(() => printer.print(job, paper)),
  };
}
