import type { ContractRouterClient } from '@orpc/contract';
import type { z } from 'zod';
import type { AccessKey } from '../../core/card/access-key.ts';
import type { readerContract, readStep } from '../../core/contract/devices.ts';
import type { Fault } from '../../core/faults.ts';
import { fail, ok, type Result } from '../../core/result.ts';
import type { Citizen, ReadProgress } from '../../core/visit.ts';
import type { HostProcess } from './port.ts';
import { supervise } from './supervisor.ts';

type ReaderClient = ContractRouterClient<typeof readerContract>;

type FinishedRead = Extract<z.infer<typeof readStep>, { type: 'finished' }>['read'];
type ReadCitizen = Extract<FinishedRead, { ok: true }>['value'];
type Refusal = Extract<z.infer<typeof readStep>, { type: 'refused' }>['where'];
type Opened = ReadCitizen['access'] & { readonly isProved: boolean };

interface Watch {
  placed(): void;
  removed(): void;
  state(state: 'ready' | 'faulty'): void;
  /** How a chip was opened, and whether it was believed; nothing of whose it is. */
  opened?(how: Opened): void;
  /** Where a reading ended that did not come to its end; nothing of what stood there. */
  refused?(where: Refusal): void;
}

/** The chip reader as the visit sees it; its process may die at any moment and comes back by itself. */
export function openReader(start: () => HostProcess, watch: Watch) {
  let hasCard = false;

  const host = supervise<ReaderClient>(start, {
    up: (client) => void follow(client),
    down: lost,
  });

  /** Ends when the host dies, and then its successor is followed. */
  async function follow(client: ReaderClient): Promise<void> {
    try {
      for await (const { type } of await client.watch()) {
        if (type === 'card-placed') {
          hasCard = true;
          watch.placed();
        } else if (type === 'card-removed') takeAway();
        else if (type === 'reader-lost') lost();
        else watch.state('ready');
      }
    } catch {
      lost();
    }
  }

  function takeAway(): void {
    if (!hasCard) return;
    hasCard = false;
    watch.removed();
  }

  function lost(): void {
    takeAway();
    watch.state('faulty');
  }

  async function readCard(
    key: AccessKey,
    report: (progress: ReadProgress) => void,
    stop: AbortSignal,
  ): Promise<Result<Citizen, Fault>> {
    const client = await host.awaited();
    if (!client) return fail('reader-lost');
    try {
      for await (const step of await client.read({ key: keyOnTheWire(key) }, { signal: stop })) {
        if (step.type === 'progressed') report(step.progress);
        else if (step.type === 'refused') watch.refused?.(step.where);
        else return settle(step.read);
      }
    } catch (error) {
      if (host.client() === client && !stop.aborted) throw error;
    }
    return fail('reader-lost');
  }

  function settle(read: FinishedRead): Result<Citizen, Fault> {
    if (!read.ok) return read;
    const { access, isProved } = read.value;
    watch.opened?.({ ...access, isProved });
    return ok(citizenOf(read.value));
  }

  return { hasCard: () => hasCard, readCard, stop: host.stop };
}

function keyOnTheWire({ idNumber, mrz }: AccessKey) {
  return { idNumber, mrz: [...mrz] };
}

function citizenOf({ person, isProved }: ReadCitizen): Citizen {
  return { person: { ...person, expiryDay: person.expiryDay }, isProved };
}
