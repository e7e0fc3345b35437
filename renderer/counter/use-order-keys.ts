import { useEffect, useEffectEvent } from 'react';
import { type Order, orderOfKey } from './orders.ts';

/** Orders by keyboard, from anywhere on the screen. */
export function useOrderKeys(give: (order: Order) => void): void {
  const press = useEffectEvent((event: KeyboardEvent) => {
    const order = orderOfKey(event);
    if (!order) return;
    event.preventDefault();
    give(order);
  });
  useEffect(() => {
    const listening = new AbortController();
    const { signal } = listening;
    addEventListener('keydown', (event) => press(event), { signal });
    addEventListener('mousedown', leaveFocus, { signal });
    return () => listening.abort();
  }, []);
}

/** A mouse leaves no focus on a button, so that the next Space calls the next number and does not press it again. */
function leaveFocus(event: MouseEvent): void {
  if (event.target instanceof Element && event.target.closest('button')) event.preventDefault();
}
