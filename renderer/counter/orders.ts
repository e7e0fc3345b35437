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

/** The order that a key gives; none while it is held down, chorded, or typed into a field. */
export function orderOfKey(press: KeyPress): Order | undefined {
  if (press.repeat || press.ctrlKey || press.altKey || press.metaKey || isTyping(press.target)) return undefined;
  const key = press.key.toLowerCase();
  return everyOrder.find((order) => keyOf[order] === key);
}

/** Everything but calling the next one is about the ticket in hand. */
export function isPossible(order: Order, desk: Desk): boolean {
  return order === 'callNext' || desk.inHand !== undefined;
}

const everyOrder: readonly Order[] = ['callNext', 'recall', 'miss', 'finish'];
const fields: readonly string[] = ['INPUT', 'SELECT', 'TEXTAREA'];

function isTyping(target: unknown): boolean {
  if (typeof target !== 'object' || target === null) return false;
  const { tagName, isContentEditable } = target as { tagName?: unknown; isContentEditable?: unknown };
  return isContentEditable === true || (typeof tagName === 'string' && fields.includes(tagName));
}
