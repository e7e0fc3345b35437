import type { Desk } from './desk.ts';

/** What staff may ask of the hub from a counter. */
export type Order = 'callNext' | 'recall' | 'miss' | 'finish';

export const keyOf: Readonly<Record<Order, string>> = { callNext: ' ', recall: 'r', miss: 'n', finish: 'f' };

interface KeyPress {
  readonly key: string;
  readonly repeat: boolean;
  readonly ctrlKey: boolean;
  readonly altKey: boolean;
  readonly metaKey: boolean;
  readonly target: unknown;
}

/**
 * The order that a key gives; none while it is held down, chorded, or typed into a field. Space on a button that was
 * reached by Tab is a press of that button.
 */
export function orderOfKey(press: KeyPress): Order | undefined {
  if (press.repeat || press.ctrlKey || press.altKey || press.metaKey) return undefined;
  const key = press.key.toLowerCase();
  if (isIn(press.target, fields) || (key === ' ' && isIn(press.target, ['BUTTON']))) return undefined;
  return everyOrder.find((order) => keyOf[order] === key);
}

/** Everything but calling the next one is about the ticket in hand; a missed one is recalled while there is none. */
export function isPossible(order: Order, ticketId: string | undefined, desk: Desk): boolean {
  if (order === 'callNext') return true;
  if (desk.inHand) return ticketId === desk.inHand.id;
  return order === 'recall' && desk.missed.some((ticket) => ticket.id === ticketId);
}

const everyOrder: readonly Order[] = ['callNext', 'recall', 'miss', 'finish'];
const fields: readonly string[] = ['INPUT', 'SELECT', 'TEXTAREA'];

function isIn(target: unknown, tags: readonly string[]): boolean {
  if (typeof target !== 'object' || target === null || !('tagName' in target)) return false;
  return typeof target.tagName === 'string' && tags.includes(target.tagName);
}
