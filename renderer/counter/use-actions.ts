import { useState } from 'react';
import { type Action, judge, type Situation } from './actions.ts';
import { type Asking, asking } from './dialogs/dialogs.tsx';
import type { Order } from './orders.ts';
import type { Alert } from './use-alert.ts';
import type { Orders } from './use-orders.ts';

interface Doing {
  readonly situation: Situation;
  readonly orders: Orders;
  /** How many results the site knows; without any, a turn just ends. */
  readonly results: number;
  readonly alert: Alert;
  readonly tick: (line: number) => void;
}

/** Makes of a key or a button what it means now: an order, a dialog, or the reason why not. */
export function useActions({ situation, orders, results, alert, tick }: Doing) {
  const [dialog, setDialog] = useState<Asking>();
  const close = () => setDialog(undefined);
  const give = (order: Order) => {
    close();
    void orders.give(order);
  };
  const act = (asked: Action | number) => {
    if (typeof asked === 'number') return situation.desk.inHand && tick(asked);
    const action = asked === 'finish' && results > 0 ? 'end' : asked;
    const verdict = judge(action, situation);
    if (!verdict.may) return orders.tell({ is: 'why', action });
    if (action === 'mute') return alert.toggle();
    if (isAsking(action)) return setDialog(action);
    const order = orderOf(action, situation);
    if (order) give(order);
  };
  return { dialog, act, close, give };
}

const isAsking = (action: Action): action is Asking => asking.some((one) => one === action);

/** What an action that asks nothing tells the hub. */
function orderOf(action: Action, { desk }: Situation): Order | undefined {
  if (action === 'next')
    return desk.state === 'paused' || desk.state === 'closed'
      ? { name: 'setState', state: 'open' }
      : { name: 'callNext' };
  if (action === 'undo') return { name: 'undo' };
  const ticketId = desk.inHand?.ticketId;
  const isPlain =
    action === 'recall' || action === 'arrive' || action === 'miss' || action === 'hold' || action === 'finish';
  return isPlain && ticketId !== undefined ? { name: action, ticketId } : undefined;
}
