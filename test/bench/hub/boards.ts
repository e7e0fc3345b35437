import { once } from 'node:events';
import { WebSocket } from 'ws';
import { openCaller } from './load.ts';
import { operations, type Product } from './start-product.ts';

interface Asked {
  readonly boards: number;
  readonly callsPerSecond: number;
  readonly seconds: number;
}

/** How long it takes from the key at a counter to each of so many boards, in ms. */
export async function boardLatencies(product: Product, { boards, callsPerSecond, seconds }: Asked): Promise<number[]> {
  const latenciesMs: number[] = [];
  let calledAt = 0;
  const hear = (frame: Buffer) => {
    if (frame.includes('"change":"called"')) latenciesMs.push(performance.now() - calledAt);
  };
  const url = `${product.urls[0].replace('http', 'ws')}/live?view=board`;
  const sockets: WebSocket[] = [];
  for (let at = 0; at < boards; at += 50) {
    const some = Array.from({ length: Math.min(50, boards - at) }, () => new WebSocket(url));
    await Promise.all(some.map((socket) => once(socket, 'open')));
    for (const socket of some) socket.on('message', hear);
    sockets.push(...some);
  }
  const caller = openCaller(product.urls[0], 1);
  for (let call = 0; call < callsPerSecond * seconds; call++) {
    const due = new Promise((resolve) => setTimeout(resolve, 1_000 / callsPerSecond));
    calledAt = performance.now();
    await operations.call(caller, product, call % 16);
    await due;
  }
  await new Promise((resolve) => setTimeout(resolve, 1_000));
  for (const socket of sockets) socket.terminate();
  caller.close();
  return latenciesMs;
}
