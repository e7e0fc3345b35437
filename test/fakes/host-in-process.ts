import { MessageChannel } from 'node:worker_threads';
import type { AnyRouter } from '@orpc/server';
import { RPCHandler } from '@orpc/server/message-port';
import type { HostProcess, Port } from '../../electron/devices/port.ts';

/** A device host without a process of its own, for tests that need thousands of visits and no device. */
export function hostInProcess(router: AnyRouter): HostProcess {
  const { port1, port2 } = new MessageChannel();
  new RPCHandler(router as never).upgrade(portOf(port1));
  let gone = () => {};
  return {
    port: portOf(port2),
    kill: () => {
      port1.close();
      gone();
    },
    onExit: (then) => {
      gone = then;
    },
  };
}

function portOf(port: MessageChannel['port1']): Port {
  return {
    on: (event, then) => port.on(event as 'message', (data) => then({ data })),
    postMessage: (data) => port.postMessage(data),
  };
}
