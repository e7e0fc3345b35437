import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { HostProcess } from './port.ts';

/** Starts a device host as a child of plain Node. */
export function startHost(module: URL, settings: unknown): HostProcess {
  const child = fork(fileURLToPath(module), [JSON.stringify(settings)], {
    serialization: 'advanced',
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  child.on('error', () => child.kill('SIGKILL'));
  return {
    port: {
      on: (event, then) =>
        event === 'message' ? child.on('message', (data) => then({ data })) : child.on('exit', () => then()),
      postMessage: (data) => child.connected && child.send(data as never, () => {}),
    },
    kill: () => child.kill('SIGKILL'),
    onExit: (then) => child.once('exit', then),
  };
}
