import { implement } from '@orpc/server';
import { readerContract } from '../../core/contract/devices.ts';
import type { HostProcess } from '../../electron/devices/port.ts';
import { hostInProcess } from './host-in-process.ts';

const reader = implement(readerContract);
const router = reader.router({
  beat: reader.beat.handler(() => ({ alive: true as const })),
  watch: reader.watch.handler(async function* () {
    yield { type: 'reader-found' as const };
    await new Promise(() => {});
  }),
  read: reader.read.handler(async function* () {
    yield { type: 'finished' as const, read: { ok: false as const, fault: 'card-unreadable' as const } };
  }),
});

/** A chip reader on which nobody ever lays a card. */
export function idleReader(): HostProcess {
  return hostInProcess(router);
}
