import type { AnyRouter } from '@orpc/server';
import { RPCHandler } from '@orpc/server/message-port';
import type { z } from 'zod';
import type { Port } from './port.ts';

/** A utility process of Electron talks to its parent by this port; plain Node has none. */
interface UtilityProcess {
  readonly parentPort?: {
    on(event: 'message', then: (event: { data: unknown }) => void): void;
    postMessage(data: unknown): void;
  };
}

/** Answers the main process's calls, in a process of its own; ends when the main process is gone. */
export function serveHost(router: AnyRouter): void {
  new RPCHandler(router as never).upgrade(parentPort());
}

/** The host's settings: the JSON that it was started with. */
export function hostSettings<T extends z.ZodType>(schema: T): z.infer<T> {
  return schema.parse(JSON.parse(process.argv[2] ?? 'null'));
}

function parentPort(): Port {
  const electron = (process as UtilityProcess).parentPort;
  if (electron)
    return {
      on: (event, then) => event === 'message' && electron.on('message', then),
      postMessage: (data) => electron.postMessage(data),
    };
  if (!process.send) throw new Error('a device host is started by the main process, not by hand');
  // Not `exit`: a call that hangs in a driver would keep an orphan alive.
  process.once('disconnect', () => process.kill(process.pid, 'SIGKILL'));
  return {
    on: (event, then) =>
      event === 'message' ? process.on('message', (data) => then({ data })) : process.on('disconnect', () => then()),
    postMessage: (data) => process.send?.(data),
  };
}
