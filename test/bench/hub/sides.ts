import type { Side } from './compare.ts';
import { openCaller } from './load.ts';
import { services } from './reference-server.ts';
import { operations, type Product } from './start-product.ts';
import type { Reference } from './start-reference.ts';

export type Command = 'issue' | 'call';

const clients = 16;

/** The product under one command; its clients are spread over its processes. */
export function productSide(product: Product, command: Command): Side {
  const callers = product.urls.map((url) => openCaller(url, clients));
  return {
    cpuMs: product.cpuMs,
    async operation(client) {
      const caller = callers[client % callers.length];
      const answer = caller && ((await operations[command](caller, product, client)) as { json: { turn?: unknown } });
      if (command === 'call' && !answer?.json.turn) throw new Error('nobody waits any more');
    },
  };
}

/** A plain reference under the same command. */
export function referenceSide(reference: Reference, command: Command): Side {
  const caller = openCaller(reference.url, clients);
  return {
    cpuMs: reference.cpuMs,
    async operation(client) {
      const body = command === 'issue' ? { service: services[client % services.length] } : { counter: `c${client}` };
      if (!(await caller.post(`/${command}`, body))) throw new Error('nobody waits any more');
    },
  };
}
