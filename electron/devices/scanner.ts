import type { ContractRouterClient } from '@orpc/contract';
import type { scannerContract } from '../../core/contract/devices.ts';
import type { HostProcess } from './port.ts';
import { supervise } from './supervisor.ts';

type ScannerClient = ContractRouterClient<typeof scannerContract>;

/** The code scanner: calls back once for each code held to it. */
export function openScanner(start: () => HostProcess, scanned: (text: string) => void) {
  const host = supervise<ScannerClient>(start, { up: (client) => void follow(client), down: () => {} });

  async function follow(client: ScannerClient): Promise<void> {
    try {
      for await (const { text } of await client.watch()) scanned(text);
    } catch {
      // The host is gone; the supervisor starts the next one.
    }
  }

  return { stop: host.stop };
}
