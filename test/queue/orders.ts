import fc from 'fast-check';
import { arrive, callNext, callThis, recall } from '../../core/queue/calls.ts';
import { setState } from '../../core/queue/counters.ts';
import { addSteps } from '../../core/queue/journey.ts';
import { transfer } from '../../core/queue/moves.ts';
import { cancel, finish, hold, miss, verify } from '../../core/queue/outcomes.ts';
import { reopen } from '../../core/queue/returns.ts';
import type { Decision, Scene } from '../../core/queue/scene.ts';
import { undo } from '../../core/queue/undo.ts';
import type { Model, Refused } from './model.ts';
import * as moves from './model-moves.ts';
import * as verbs from './model-verbs.ts';

/** The verbs under test; a broken one can be put in place of each. */
export const ours = {
  callNext,
  callThis,
  arrive,
  recall,
  setState,
  addSteps,
  transfer,
  cancel,
  finish,
  hold,
  miss,
  verify,
  reopen,
  undo,
};
export type Verbs = typeof ours;

/** One thing that a counter asks, of the product and of the model. */
export interface Order {
  readonly words: string;
  readonly isAboutTicket: boolean;
  ask(scene: Scene, ticketId: string, verbs: Verbs): Decision;
  /** `newId` gives the same ids as the scene's. */
  model(model: Model, counter: string, ticketId: string, newId: () => string): Refused;
}

const result = fc.constantFrom(undefined, undefined, 'tra-ngay', 'khong-co');
const service = fc.constantFrom('a', 'b', 'c', 'd', 'khong-co');
const target = fc.oneof(
  service.map((id) => ({ service: id })),
  fc.constantFrom('q1', 'q3', 'q9').map((id) => ({ counter: id })),
);
const place = fc.oneof(
  fc.constantFrom({ at: 'first' as const }, { at: 'last' as const }, { at: 'kept' as const }),
  fc.integer({ min: 1, max: 4 }).map((n) => ({ at: 'after' as const, n })),
);

const order = (words: string, ask: Order['ask'], model: Order['model'], isAboutTicket = true): Order => ({
  words,
  isAboutTicket,
  ask,
  model,
});

const plain = (
  name: 'recall' | 'arrive' | 'miss' | 'cancel' | 'reopen',
  model: (model: Model, counter: string, ticketId: string) => Refused,
) => fc.constant(order(name, (scene, ticketId, by) => by[name](scene, ticketId), model));

/** Any order, the usual ones more often. */
export const anyOrder: fc.Arbitrary<Order> = fc.oneof(
  {
    weight: 8,
    arbitrary: result.map((code) =>
      order(
        `callNext ${code}`,
        (scene, _, by) => by.callNext(scene, code),
        (model, counter) => verbs.callNext(model, counter, code),
        false,
      ),
    ),
  },
  {
    weight: 2,
    arbitrary: fc.constant(
      order(
        'callThis',
        (scene, id, by) => by.callThis(scene, id, 'vì mệt'),
        (...all) => verbs.callThis(all[0], all[1], all[2]),
      ),
    ),
  },
  { weight: 2, arbitrary: plain('recall', verbs.recall) },
  { weight: 3, arbitrary: plain('arrive', verbs.arrive) },
  { weight: 4, arbitrary: plain('miss', verbs.miss) },
  { weight: 1, arbitrary: plain('cancel', verbs.cancel) },
  { weight: 2, arbitrary: plain('reopen', moves.reopen) },
  {
    weight: 2,
    arbitrary: fc.constantFrom(undefined, 1, 5).map((minutes) =>
      order(
        `hold ${minutes}`,
        (scene, id, by) => by.hold(scene, id, minutes),
        (model, counter, id) => verbs.hold(model, counter, id, minutes),
      ),
    ),
  },
  {
    weight: 4,
    arbitrary: result.map((code) =>
      order(
        `finish ${code}`,
        (scene, id, by) => by.finish(scene, id, code),
        (model, counter, id) => verbs.finish(model, counter, id, code),
      ),
    ),
  },
  {
    weight: 2,
    arbitrary: fc.boolean().map((holds) =>
      order(
        `verify ${holds}`,
        (scene, id, by) => by.verify(scene, id, holds),
        (model, counter, id) => verbs.verify(model, counter, id, holds),
      ),
    ),
  },
  {
    weight: 3,
    arbitrary: fc.tuple(target, place).map(([to, at]) =>
      order(
        `transfer ${JSON.stringify([to, at])}`,
        (scene, id, by) => by.transfer(scene, id, to, at),
        (model, counter, id) => moves.transfer(model, counter, id, to, at),
      ),
    ),
  },
  {
    weight: 3,
    arbitrary: fc.tuple(fc.array(service, { minLength: 1, maxLength: 3 }), fc.boolean()).map(([services, comesBack]) =>
      order(
        `addSteps ${services} ${comesBack}`,
        (scene, ticketId, by) => by.addSteps(scene, { ticketId, services, comesBack }),
        (model, counter, id, newId) => moves.addSteps(model, counter, id, services, comesBack, newId),
      ),
    ),
  },
  { weight: 4, arbitrary: fc.constant(order('undo', (scene, _, by) => by.undo(scene), moves.undo, false)) },
  {
    weight: 1,
    arbitrary: fc.constantFrom('open' as const, 'open' as const, 'paused' as const, 'closed' as const).map((state) =>
      order(
        `setState ${state}`,
        (scene, _, by) => by.setState(scene, state, 'hop'),
        (model, counter) => moves.setState(model, counter, state, 'hop'),
        false,
      ),
    ),
  },
);
