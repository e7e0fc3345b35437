import { useRef, useState } from 'react';
import type { HubClient } from '../shared/hub-client.ts';
import type { QueueEvent } from '../shared/queue-state.ts';
import { uuid } from '../shared/uuid.ts';
import { type Notice, noticeOf } from './notices.ts';
import type { Order } from './orders.ts';
import { type Answer, sendOrder } from './send-order.ts';

/** A second press of the same key within this time is the same press: nobody is called over somebody's head. */
const SETTLE_MS = 800;
/** As long as the hub takes a command back. */
export const UNDO_MS = 5_000;

export interface Orders {
  /** Under way. */
  readonly busy: Order['name'] | undefined;
  /** The key of the next call is not heard again yet. */
  readonly isSettling: boolean;
  readonly notice: Notice | undefined;
  /** By our own clock. */
  readonly undoUntil: number;
  readonly give: (order: Order) => Promise<void>;
  readonly tell: (notice: Notice) => void;
}

/** Gives the orders of one counter, one at a time; of those given meanwhile the last one follows. */
export function useOrders(
  hub: HubClient,
  counter: string,
  hear: (event: QueueEvent) => void,
  endSession: () => void,
): Orders {
  const [busy, setBusy] = useState<Order['name']>();
  const [isSettling, setSettling] = useState(false);
  const [notice, setNotice] = useState<Notice>();
  const [undoUntil, setUndoUntil] = useState(0);
  const underWay = useRef<Order>(undefined);
  const settlesAt = useRef(0);
  /** Given while another was still on its way: the feed shows what a call did before its own answer is here. */
  const following = useRef<Order>(undefined);

  const settle = (startedAt: number) => {
    settlesAt.current = startedAt + SETTLE_MS;
    setSettling(true);
    setTimeout(() => setSettling(false), SETTLE_MS);
  };
  const give = async (order: Order): Promise<void> => {
    const startedAt = Date.now();
    const settles = isPrimary(order);
    if (settles && startedAt < settlesAt.current) return;
    if (underWay.current !== undefined) {
      // The same one again is a key pressed twice.
      if (!isSame(underWay.current, order)) following.current = order;
      return;
    }
    underWay.current = order;
    if (settles) settle(startedAt);
    setBusy(order.name);
    setNotice(undefined);
    const command = { ...order, commandId: uuid(), counter };
    const answer = await sendOrder(hub, command, () => setNotice({ is: 'retrying' }));
    underWay.current = undefined;
    if (answer.type === 'done' && answer.done.turn) {
      hear({ type: 'answered', turn: answer.done.turn, isUndo: order.name === 'undo' });
    }
    if (answer.type === 'refused' && answer.code === 'SIGN_IN_FIRST') endSession();
    setUndoUntil(canUndo(order, answer) ? startedAt + UNDO_MS : 0);
    setNotice(noticeOf(order, answer));
    setBusy(undefined);
    const next = following.current;
    following.current = undefined;
    // What was given on top of an order that failed was meant for another state.
    if (next && answer.type === 'done') await give(next);
  };
  return { busy, isSettling, notice, undoUntil, give, tell: setNotice };
}

const isSame = (one: Order, other: Order): boolean => JSON.stringify(one) === JSON.stringify(other);

/** What the key that calls the next one can mean. */
function isPrimary(order: Order): boolean {
  return order.name === 'callNext' || (order.name === 'setState' && order.state === 'open');
}

function canUndo({ name }: Order, { type }: Answer): boolean {
  return type === 'done' && name !== 'undo';
}
