import type { ContractRouterClient } from '@orpc/contract';
import type { HelpSlip, PrinterStatus, printerContract, Slip } from '../../core/contract/devices.ts';
import type { PaperOutcome } from '../../core/ticket.ts';
import type { HostProcess } from './port.ts';
import { supervise } from './supervisor.ts';

type PrinterClient = ContractRouterClient<typeof printerContract>;

const LOOK_EVERY_MS = 3_000;
/** Longer than any slip's own deadline: beyond it, what the host says is no longer worth waiting for. */
const GIVE_UP_MS = 30_000;

/** The thermal printer as the visit sees it; looks at its state whenever no slip is in hand. */
export function openPrinter(start: () => HostProcess, onState: (status: PrinterStatus) => void) {
  let isPrinting = false;
  const lost = () => onState({ state: 'faulty', fault: 'printer-lost' });
  const host = supervise<PrinterClient>(start, { up: (client) => void look(client), down: lost });

  async function look(client: PrinterClient): Promise<void> {
    while (host.client() === client) {
      if (!isPrinting) await client.status().then(onState, lost);
      await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS).unref());
    }
  }

  async function print(job: number, slip: Slip | HelpSlip): Promise<PaperOutcome> {
    const client = await host.awaited();
    if (!client) return { outcome: 'not-printed', fault: 'printer-lost' };
    isPrinting = true;
    try {
      return await client.print({ job, slip }, { signal: AbortSignal.timeout(GIVE_UP_MS) });
    } catch {
      // The host died with the slip in hand, or is mute: bytes may have left.
      return { outcome: 'unknown', fault: host.client() === client ? 'printer-silent' : 'printer-lost' };
    } finally {
      isPrinting = false;
    }
  }

  return { print, stop: host.stop };
}
