import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { type HostProcess, smallHeap } from './port.ts';

/** Starts a device host as a child of plain Node. */
export function startHost(module: URL, settings: unknown): HostProcess {
  const child = fork(fileURLToPath(module), [JSON.stringify(settings)], {
    execArgv: [...process.execArgv, ...smallHeap],
    serialization: 'advanced',
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  // A process that could not be started never exits; it is as gone as one that did.
  const gone = Promise.withResolvers<void>();
  child.once('error', () => gone.resolve());
  child.once('exit', () => gone.resolve());
  return {
    port: {
      on: (event, then) =>
        event === 'message' ? child.on('message', (data) => then({ data })) : child.on('exit', () => then()),
      postMessage: (data) => child.connected && child.send(data as never, () => {}),
    },
    kill: () => child.kill('SIGKILL'),
    onExit: (then) => void gone.promise.then(then),
  };
}
