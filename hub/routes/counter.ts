import { z } from 'zod';
import { arrive, callNext, callThis, recall } from '../../core/queue/calls.ts';
import { setState } from '../../core/queue/counters.ts';
import { addSteps } from '../../core/queue/journey.ts';
import { transfer } from '../../core/queue/moves.ts';
import { cancel, finish, hold, miss, verify } from '../../core/queue/outcomes.ts';
import { reopen } from '../../core/queue/returns.ts';
import type { Scene } from '../../core/queue/scene.ts';
import { undo } from '../../core/queue/undo.ts';
import { fail } from '../../core/result.ts';
import type { Asking } from '../auth.ts';
import type { Refused, Verb } from '../commands.ts';
import type { Parts } from '../parts.ts';
import type { Staff } from '../staff.ts';
import { hub, signedIn } from './asking.ts';

const holder = z.object({ name: z.string(), birthYear: z.string(), idTail: z.string() });

type VerbOf = (scene: Scene, staff: Staff) => ReturnType<Verb>;

interface OnTurn {
  readonly commandId: string;
  readonly counter: string;
  readonly ticketId?: string;
}

/** What staff ask from their counters. */
export function counterRoutes(parts: Parts) {
  const { counter: route } = hub;

  /** Who asks is proved, the verb is carried out once, and a refusal goes back by its own name. */
  async function carryOut(name: string, input: OnTurn, context: Asking, errors: Errors, verb: VerbOf) {
    const { staff, parts: site } = await signedIn(parts, context, errors.SIGN_IN_FIRST);
    const answer = await site.commands.onTurn(commandOf(name, input, staff.name), (scene) => verb(scene, staff));
    if (!answer.ok) throw refusalOf(errors, answer.fault);
    return { turn: answer.value };
  }

  return {
    callNext: route.callNext.handler(({ input, context, errors }) =>
      carryOut('call-next', input, context, errors, (scene) => callNext(scene, input.result)),
    ),
    callThis: route.callThis.handler(({ input, context, errors }) =>
      carryOut('call-this', input, context, errors, (scene, { mayCallThis }) =>
        mayCallThis ? callThis(scene, input.ticketId, input.reason) : fail({ code: 'NOT_ALLOWED' }),
      ),
    ),
    recall: route.recall.handler(({ input, context, errors }) =>
      carryOut('recall', input, context, errors, (scene) => recall(scene, input.ticketId)),
    ),
    arrive: route.arrive.handler(({ input, context, errors }) =>
      carryOut('arrive', input, context, errors, (scene) => arrive(scene, input.ticketId)),
    ),
    hold: route.hold.handler(({ input, context, errors }) =>
      carryOut('hold', input, context, errors, (scene) => hold(scene, input.ticketId, input.untilMinutes)),
    ),
    miss: route.miss.handler(({ input, context, errors }) =>
      carryOut('miss', input, context, errors, (scene) => miss(scene, input.ticketId)),
    ),
    transfer: route.transfer.handler(({ input, context, errors }) =>
      carryOut('transfer', input, context, errors, (scene) => transfer(scene, input.ticketId, input.to, input.place)),
    ),
    addSteps: route.addSteps.handler(({ input, context, errors }) =>
      carryOut('add-steps', input, context, errors, (scene) => addSteps(scene, input)),
    ),
    finish: route.finish.handler(({ input, context, errors }) =>
      carryOut('finish', input, context, errors, (scene) => finish(scene, input.ticketId, input.result)),
    ),
    cancel: route.cancel.handler(({ input, context, errors }) =>
      carryOut('cancel', input, context, errors, (scene) => cancel(scene, input.ticketId)),
    ),
    reopen: route.reopen.handler(({ input, context, errors }) =>
      carryOut('reopen', input, context, errors, (scene) => reopen(scene, input.ticketId)),
    ),
    verify: route.verify.handler(({ input, context, errors }) =>
      carryOut('verify', input, context, errors, (scene) => verify(scene, input.ticketId, input.holds)),
    ),
    undo: route.undo.handler(({ input, context, errors }) => carryOut('undo', input, context, errors, undo)),
    setState: route.setState.handler(async ({ input, context, errors }) => {
      const { staff, parts: site } = await signedIn(parts, context, errors.SIGN_IN_FIRST);
      const command = commandOf('set-state', input, staff.name);
      const answer = await site.commands.onCounter(command, (scene) => setState(scene, input.state, input.reason));
      if (!answer.ok) throw refusalOf(errors, answer.fault);
      return { state: answer.value };
    }),
    holder: route.holder.handler(async ({ input, context, errors }) => {
      const { parts: site } = await signedIn(parts, context, errors.SIGN_IN_FIRST);
      const known = await site.commands.holder(input.counter, input.ticketId);
      return { holder: known === null ? null : holder.parse(JSON.parse(known)) };
    }),
  };
}

/** Everything that was asked is in the request: the same id with another wish is refused. */
function commandOf(name: string, { commandId, counter, ticketId, ...wish }: OnTurn, staff: string) {
  const request = [name, ticketId, JSON.stringify(wish)].filter((part) => part !== undefined).join(' ');
  return { commandId, counter, staff, request, ...(ticketId !== undefined && { ticketId }) };
}

type Handler = Parameters<typeof hub.counter.recall.handler>[0];
type Errors = Parameters<Handler>[0]['errors'];

function refusalOf(errors: Errors, fault: Refused): Error {
  switch (fault.code) {
    case 'TICKET_ELSEWHERE':
      return errors.TICKET_ELSEWHERE({ data: { counter: fault.counter } });
    case 'TICKET_NOT_READY':
      return errors.TICKET_NOT_READY({ data: { state: fault.state } });
    default:
      return errors[fault.code]();
  }
}
