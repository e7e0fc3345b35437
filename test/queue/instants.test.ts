import { expect, test } from 'vitest';
import { choose } from '../../core/queue/choose.ts';
import { counterOf, iso, ms, queueOf, rulesOf, turnOf } from './make.ts';

test('an appointment that is over by half a millisecond is where it is looked for', () => {
  const rules = rulesOf({ appointments: { early: 5, late: 10 } });
  const turn = turnOf({ n: 1, appointmentAt: iso(20) });
  for (const minute of [15, 30])
    for (const partMs of [-1, -0.5, 0, 0.5, 1]) {
      const queue = queueOf(rules, [turn]);
      for (const atMs of [ms(minute) - 10, ms(minute) + partMs]) choose(queue, counterOf(rules, 'q1'), atMs);
      queue.forget(turn.ticketId);
      expect(queue.waitingCount('a')).toBe(0);
    }
});
