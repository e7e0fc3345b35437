import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/message-port';
import type { HostProcess } from './port.ts';

interface Living {
  beat(input: undefined, options: { signal: AbortSignal }): Promise<{ alive: true }>;
}

export interface Supervised<Client> {
  /** The living host, or `undefined` between a death and the next start. */
  client(): Client | undefined;
  /** Ends the host and starts it again no more. */
  stop(): void;
}

interface Rules {
  readonly beatEveryMs: number;
  readonly silentAfterMs: number;
  readonly restartAfterMs: number;
}

/** Heartbeat every second; silent for 3 s means killed and started again. */
const rules: Rules = { beatEveryMs: 1_000, silentAfterMs: 3_000, restartAfterMs: 500 };

/**
 * Keeps one device host alive: starts it, listens for its heartbeat, kills it when it is silent, starts it again.
 * Calls in hand fail when the host dies; whoever made them reports the device as lost.
 */
export function supervise<Client extends Living>(
  start: () => HostProcess,
  watch: { readonly up: (client: Client) => void; readonly down: () => void },
): Supervised<Client> {
  let client: Client | undefined;
  let host: HostProcess | undefined;
  let isStopped = false;
  let timer: NodeJS.Timeout | undefined;

  function run(): void {
    const born = start();
    const living = createORPCClient<never>(new RPCLink({ port: born.port })) as Client;
    host = born;
    born.onExit(() => {
      clearTimeout(timer);
      const wasUp = client !== undefined;
      client = undefined;
      if (wasUp) watch.down();
      if (!isStopped) timer = setTimeout(run, rules.restartAfterMs);
    });
    beat(born, living);
  }

  /** The first answer makes the host known; each next one is due within `silentAfterMs`. */
  function beat(born: HostProcess, living: Client): void {
    living.beat(undefined, { signal: AbortSignal.timeout(rules.silentAfterMs) }).then(
      () => {
        if (host !== born || isStopped) return;
        if (!client) {
          client = living;
          watch.up(living);
        }
        timer = setTimeout(beat, rules.beatEveryMs, born, living);
      },
      () => born.kill(),
    );
  }

  run();
  return {
    client: () => client,
    stop: () => {
      isStopped = true;
      clearTimeout(timer);
      host?.kill();
    },
  };
}
