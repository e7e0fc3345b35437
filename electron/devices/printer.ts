import type { ContractRouterClient } from '@orpc/contract';
import type { HelpSlip, PrinterStatus, printerContract, Slip } from '../../core/contract/devices.ts';
import type { PaperOutcome } from '../../core/ticket.ts';
import type { HostProcess } from './port.ts';
import { supervise } from './supervisor.ts';

type PrinterClient = ContractRouterClient<typeof printerContract>;

const LOOK_EVERY_MS = 3_000;
/** Longer than any slip's own deadline: beyond it, what the host says is no longer worth waiting for. */
const GIVE_UP_MS = 30_000;

export type Printer = ReturnType<typeof openPrinter>;

/** The thermal printer as the visit sees it; looks at its state whenever no slip is in hand. */
export function openPrinter(start: () => HostProcess, onState: (status: PrinterStatus) => void) {
  let isPrinting = false;
  let looking: Promise<void> | undefined;
  const lost = () => onState({ state: 'faulty', fault: 'printer-lost' });
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
    looking ??= client
      .status()
      .then(onState, lost)
      .finally(() => {
        looking = undefined;
      });
    await looking;
  }

  async function print(job: number, slip: Slip | HelpSlip): Promise<PaperOutcome> {
    isPrinting = true;
    try {
      const paper = await printed(job, slip);
      if (paper.outcome === 'not-printed') onState({ state: 'faulty', fault: paper.fault });
      return paper;
    } finally {
      isPrinting = false;
    }
  }

  async function printed(job: number, slip: Slip | HelpSlip): Promise<PaperOutcome> {
    const client = await host.awaited();
    if (!client) return { outcome: 'not-printed', fault: 'printer-lost' };
    try {
      return await client.print({ job, slip }, { signal: AbortSignal.timeout(GIVE_UP_MS) });
    } catch {
      // The host died with the slip in hand, or is mute: bytes may have left.
      return { outcome: 'unknown', fault: host.client() === client ? 'printer-silent' : 'printer-lost' };
    }
  }

  return { print, look: () => void look(), stop: host.stop };
}
