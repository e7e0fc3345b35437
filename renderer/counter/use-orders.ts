import { useRef, useState } from 'react';
import type { HubClient } from '../shared/hub-client.ts';
import type { QueueEvent } from '../shared/queue-state.ts';
import type { Desk } from './desk.ts';
import { isPossible, type Order } from './orders.ts';
import { type Answer, type Sent, sendOrder } from './send-order.ts';

/** What is said of the last order; its words are in the texts under the same name. */
export type Notice =
  | 'nobodyWaits'
  | 'retrying'
  | 'unanswered'
  | 'TICKET_ELSEWHERE'
  | 'TICKET_UNKNOWN'
  | 'COUNTER_UNKNOWN'
  | 'refused';

/** A second press within this time is the same press: nobody is called over somebody's head. */
const SETTLE_MS = 800;

/** Gives the orders of one counter, one at a time. */
export function useOrders(
  hub: HubClient,
  counter: string,
  desk: Desk,
  hear: (event: QueueEvent) => void,
  endSession: () => void,
) {
  const [busy, setBusy] = useState<Order>();
  const [notice, setNotice] = useState<Notice>();
  const isUnderWay = useRef(false);

  const give = async (order: Order, ticketId = desk.inHand?.id) => {
    const sent = commandOf(order, ticketId, counter, desk);
    if (isUnderWay.current || !sent) return;
    isUnderWay.current = true;
    setBusy(order);
    setNotice(undefined);
    const settled = new Promise((resolve) => setTimeout(resolve, SETTLE_MS));
    const answer = await sendOrder(hub, sent, () => setNotice('retrying'));
    if (answer.type === 'done' && answer.ticket) hear({ type: 'answered', ticket: answer.ticket });
    if (answer.type === 'refused' && answer.code === 'SIGN_IN_FIRST') endSession();
    setNotice(noticeOf(answer));
    await settled;
    isUnderWay.current = false;
    setBusy(undefined);
  };
  return { busy, notice, give };
}

function commandOf(order: Order, ticketId: string | undefined, counter: string, desk: Desk): Sent | undefined {
  if (!isPossible(order, ticketId, desk)) return undefined;
  const command = { commandId: crypto.randomUUID(), counter };
  if (order === 'callNext') return { ...command, order };
  return ticketId === undefined ? undefined : { ...command, order, ticketId };
}

function noticeOf(answer: Answer): Notice | undefined {
  if (answer.type === 'done') return answer.ticket ? undefined : 'nobodyWaits';
  if (answer.type === 'unanswered') return 'unanswered';
  switch (answer.code) {
    case 'SIGN_IN_FIRST':
      return undefined;
    case 'TICKET_ELSEWHERE':
    case 'TICKET_UNKNOWN':
    case 'COUNTER_UNKNOWN':
      return answer.code;
    default:
      return 'refused';
  }
}
