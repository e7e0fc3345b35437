import { expect, test } from 'vitest';
import { callNext } from '../../core/queue/calls.ts';
import type { Turn } from '../../core/queue/turn.ts';
import { queueOf, rulesOf, sceneOf, serviceIds, turnOf } from './make.ts';

const waiting = 20_000;
const calls = 200;

/** How often anybody's place in the order is looked at during calls and new tickets in a full hall. */
function looksIn(policy: Parameters<typeof rulesOf>[0]): number {
  let looks = 0;
  const watched = (n: number): Turn => {
    const { order, ...turn } = turnOf({
      n,
      minute: n / 60,
      service: serviceIds[n % 4]!,
      ...(n % 3 > 0 && { class: n % 3 === 1 ? 'cao-tuoi' : 'mang-thai' }),
    });
    const get = () => {
      looks++;
      return order;
    };
    return Object.defineProperty(turn as Turn, 'order', { enumerable: true, get });
  };
  const queue = queueOf(
    rulesOf(policy),
    Array.from({ length: waiting }, (_, n) => watched(n)),
  );
  looks = 0;
  for (let n = 0; n < calls; n++) {
    const scene = sceneOf(queue, 'q4', 400);
    const decision = callNext(scene);
    if (!decision.ok) throw new Error(decision.fault.code);
    queue.applyCommand(decision.value, { commandId: `${n}`, counter: 'q4', atMs: scene.at.getTime() });
    queue.put(watched(waiting + n));
  }
  expect(serviceIds.map((id) => queue.waitingCount(id)).reduce((sum, count) => sum + count)).toBe(waiting);
  return looks / calls;
}

test.each(['ratio', 'statutory', 'aging'] as const)(
  'a call among twenty thousand looks at the heads of the lanes and searches two, by %s',
  (kind) => {
    expect(looksIn({ rule: { kind } })).toBeLessThan(200);
  },
);
