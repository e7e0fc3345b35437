import { ORPCError } from '@orpc/client';
import type { ContractRouterClient } from '@orpc/contract';
import type { HelpSlip, PrinterStatus, printerContract, Slip } from '../../core/contract/devices.ts';
import type { PaperOutcome } from '../../core/ticket.ts';
import type { HostProcess } from './port.ts';
import { supervise } from './supervisor.ts';

type PrinterClient = ContractRouterClient<typeof printerContract>;

const LOOK_EVERY_MS = 3_000;
/** Longer than any slip's own deadline, of which the longest is 39 s on a slow serial line; and than any look. */
const usual = { printMs: 60_000, lookMs: 10_000 };

export type Printer = ReturnType<typeof openPrinter>;

interface Watch {
  readonly state: (status: PrinterStatus) => void;
  /** The host refused or threw: nothing that happens in the field. */
  readonly bug: (error: unknown) => void;
}

/**
 * The thermal printer as the visit sees it; looks at its state whenever no slip is in hand. A host that lets a call
 * hang is ended and started again, so that a slip given up here cannot come out later.
 */
export function openPrinter(start: () => HostProcess, watch: Watch, patience = usual) {
  let isPrinting = false;
  let looking: Promise<void> | undefined;
  const lost = () => watch.state({ state: 'faulty', fault: 'printer-lost' });
  const host = supervise<PrinterClient>(start, { up: (client) => void keepLooking(client), down: lost });

  async function keepLooking(client: PrinterClient): Promise<void> {
    while (host.client() === client) {
      await look();
      await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS).unref());
    }
  }

  /** A question that is under way answers for two who ask. */
  async function look(): Promise<void> {
    const client = host.client();
    if (isPrinting || !client) return;
    const signal = AbortSignal.timeout(patience.lookMs);
    looking ??= client
      .status(undefined, { signal })
      .then(watch.state, () => {
        if (signal.aborted) host.restart();
        lost();
      })
      .finally(() => {
        looking = undefined;
      });
    await looking;
  }

  async function print(job: number, slip: Slip | HelpSlip): Promise<PaperOutcome> {
    isPrinting = true;
    try {
      const paper = await printed(job, slip);
      if (paper.outcome === 'not-printed') watch.state({ state: 'faulty', fault: paper.fault });
      return paper;
    } finally {
      isPrinting = false;
    }
  }

  async function printed(job: number, slip: Slip | HelpSlip): Promise<PaperOutcome> {
    const client = await host.awaited();
    if (!client) return { outcome: 'not-printed', fault: 'printer-lost' };
    const signal = AbortSignal.timeout(patience.printMs);
    try {
      return await client.print({ job, slip }, { signal });
    } catch (error) {
      // The host died with the slip in hand, or is mute: bytes may have left.
      if (!signal.aborted) {
        if (error instanceof ORPCError) watch.bug(error);
        return { outcome: 'unknown', fault: 'printer-lost' };
      }
      host.restart();
      return { outcome: 'unknown', fault: 'printer-silent' };
    }
  }

  return { print, look: () => void look(), stop: host.stop };
}
