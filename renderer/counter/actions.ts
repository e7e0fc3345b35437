import type { Round } from '../shared/queue-state.ts';
import type { Desk } from './desk.ts';
import { type Limit, missLimit, recallLimit } from './limits.ts';
import { secondsIn } from './times.ts';

/** What staff may do by a key or a button. `next` means what the state of the counter makes of it. */
export type Action =
  | 'next'
  | 'recall'
  | 'arrive'
  | 'miss'
  | 'transfer'
  | 'hold'
  | 'pick'
  | 'finish'
  | 'end'
  | 'verify'
  | 'steps'
  | 'pause'
  | 'undo'
  | 'mute'
  | 'help';

/** Why something cannot be done now; its words are in the texts under the same name. */
export type Why =
  | 'nothingInHand'
  | 'handFull'
  | 'resting'
  | 'hasCome'
  | 'recallSoon'
  | 'recallMost'
  | 'missFew'
  | 'missSoon'
  | 'nothingToVerify'
  | 'nothingToUndo'
  | 'notARoom';

export type Verdict =
  | { readonly may: true }
  | { readonly may: false; readonly why: Why; readonly n?: number /** Then it may be. */; readonly inMs?: number };

export interface Situation {
  readonly desk: Desk;
  /** Of the turn in hand. */
  readonly round: Round | undefined;
  /** By the hub's clock. */
  readonly now: number;
  readonly isRoom: boolean;
  readonly hasUndo: boolean;
}

/** What a counter can do though it rests. */
const always: readonly Action[] = ['next', 'undo', 'mute', 'help'];

const yes: Verdict = { may: true };
const no = (why: Why, n?: number, inMs?: number): Verdict => ({
  may: false,
  why,
  ...(n !== undefined && { n }),
  ...(inMs !== undefined && { inMs }),
});

/** Whether an action may be done now. What is refused here is never sent; the hub has the last word on the rest. */
export function judge(action: Action, { desk, round, now, isRoom, hasUndo }: Situation): Verdict {
  const { inHand, state } = desk;
  const isResting = state === 'paused' || state === 'closed';
  if (isResting && !always.includes(action)) return no('resting');
  switch (action) {
    case 'next':
    case 'help':
    case 'mute':
    case 'pause':
      return yes;
    case 'undo':
      return hasUndo ? yes : no('nothingToUndo');
    case 'pick':
      return inHand ? no('handFull') : yes;
    case 'recall':
    case 'miss':
      if (!inHand) return no('nothingInHand');
      if (inHand.state === 'serving') return no('hasCome');
      return action === 'recall' ? ofRecall(recallLimit(inHand, round, now)) : ofMiss(missLimit(inHand, round, now));
    case 'arrive':
      if (!inHand) return no('nothingInHand');
      return inHand.state === 'called' ? yes : no('hasCome');
    case 'verify':
      if (!inHand) return no('nothingInHand');
      return inHand.priority?.proof === 'self' ? yes : no('nothingToVerify');
    case 'steps':
      if (!isRoom) return no('notARoom');
      return inHand ? yes : no('nothingInHand');
    default:
      return inHand ? yes : no('nothingInHand');
  }
}

function ofRecall(limit: Limit): Verdict {
  if (limit.is === 'now') return yes;
  return limit.is === 'soon' ? no('recallSoon', secondsIn(limit.inMs), limit.inMs) : no('recallMost', limit.calls);
}

function ofMiss(limit: Limit): Verdict {
  if (limit.is === 'now') return yes;
  return limit.is === 'soon' ? no('missSoon', secondsIn(limit.inMs), limit.inMs) : no('missFew', limit.calls);
}
