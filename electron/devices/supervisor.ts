import { setTimeout as wait } from 'node:timers/promises';
import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/message-port';
import type { HostProcess } from './port.ts';

interface Living {
  beat(input: undefined, options: { signal: AbortSignal }): Promise<{ alive: true }>;
}

export interface Supervised<Client> {
  /** The living host, or `undefined` between a death and the next start. */
  client(): Client | undefined;
  /** The living host, waited for as long as it takes one to start; `undefined` where none comes. */
  awaited(): Promise<Client | undefined>;
  /** Ends a host that beats, but lets a call hang; the next one starts as after any death. */
  restart(): void;
  /** Ends the host and starts it again no more. */
  stop(): void;
}

interface Rules {
  readonly beatEveryMs: number;
  readonly silentAfterMs: number;
  /** Doubled after each death that came before a first answer. */
  readonly restartAfterMs: number;
  readonly restartAtMostMs: number;
  /** A starting process has more to do than one that lives. */
  readonly startWithinMs: number;
  readonly waitedForMs: number;
}

/** Heartbeat every second; silent for 3 s means killed and started again. */
const rules: Rules = {
  beatEveryMs: 1_000,
  silentAfterMs: 3_000,
  restartAfterMs: 500,
  restartAtMostMs: 30_000,
  startWithinMs: 20_000,
  waitedForMs: 5_000,
};

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
  let deaths = 0;
  let born = Promise.withResolvers<Client>();

  function run(): void {
    const child = start();
    const living = createORPCClient<never>(new RPCLink({ port: child.port })) as Client;
    host = child;
    child.onExit(() => {
      clearTimeout(timer);
      const wasUp = client !== undefined;
      client = undefined;
      if (wasUp) {
        born = Promise.withResolvers();
        watch.down();
      }
      if (wasUp) deaths = 0;
      const pause = Math.min(rules.restartAtMostMs, rules.restartAfterMs * 2 ** deaths++);
      if (!isStopped) timer = setTimeout(run, pause);
    });
    beat(child, living);
  }

  /** The first answer makes the host known; each next one is due within `silentAfterMs`. */
  function beat(child: HostProcess, living: Client): void {
    const patience = client ? rules.silentAfterMs : rules.startWithinMs;
    living.beat(undefined, { signal: AbortSignal.timeout(patience) }).then(
      () => {
        if (host !== child || isStopped) return;
        if (!client) {
          client = living;
          born.resolve(living);
          watch.up(living);
        }
        timer = setTimeout(beat, rules.beatEveryMs, child, living);
      },
      () => child.kill(),
    );
  }

  run();
  return {
    client: () => client,
    awaited: () => Promise.race([born.promise, wait(rules.waitedForMs, undefined, { ref: false })]),
    restart: () => host?.kill(),
    stop: () => {
      isStopped = true;
      clearTimeout(timer);
      host?.kill();
    },
  };
}
