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

/** Gives the orders of one counter, one at a time. */
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
  const isUnderWay = useRef(false);
  const settlesAt = useRef(0);
  /** Pressed while the order that it takes back was still on its way. */
  const undoesNext = useRef(false);

  const settle = (startedAt: number) => {
    settlesAt.current = startedAt + SETTLE_MS;
    setSettling(true);
    setTimeout(() => setSettling(false), SETTLE_MS);
  };
  const give = async (order: Order): Promise<void> => {
    const startedAt = Date.now();
    const settles = isPrimary(order);
    if (isUnderWay.current && order.name === 'undo') undoesNext.current = true;
    if (isUnderWay.current || (settles && startedAt < settlesAt.current)) return;
    isUnderWay.current = true;
    if (settles) settle(startedAt);
    setBusy(order.name);
    setNotice(undefined);
    const command = { ...order, commandId: uuid(), counter };
    const answer = await sendOrder(hub, command, () => setNotice({ is: 'retrying' }));
    isUnderWay.current = false;
    if (answer.type === 'done' && answer.done.turn) {
      hear({ type: 'answered', turn: answer.done.turn, isUndo: order.name === 'undo' });
    }
    if (answer.type === 'refused' && answer.code === 'SIGN_IN_FIRST') endSession();
    setUndoUntil(canUndo(order, answer) ? startedAt + UNDO_MS : 0);
    setNotice(noticeOf(order, answer));
    setBusy(undefined);
    const isTakenBack = undoesNext.current && canUndo(order, answer);
    undoesNext.current = false;
    if (isTakenBack) await give({ name: 'undo' });
  };
  return { busy, isSettling, notice, undoUntil, give, tell: setNotice };
}

/** What the key that calls the next one can mean. */
function isPrimary({ name }: Order): boolean {
  return name === 'callNext' || name === 'setState';
}

function canUndo({ name }: Order, { type }: Answer): boolean {
  return type === 'done' && name !== 'undo';
}
