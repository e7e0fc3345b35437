import { useEffect, useEffectEvent } from 'react';
import type { Action } from './actions.ts';
import { askedBy } from './keys.ts';

/** Orders by keyboard, from anywhere on the screen; none while a dialog has the keys. */
export function useKeys(isDialogOpen: boolean, act: (asked: Action | number) => void): void {
  const press = useEffectEvent((event: KeyboardEvent) => {
    // A key that answered a dialog closed it on the way here, and means nothing more.
    if (event.defaultPrevented) return;
    const asked = askedBy(event);
    // The browser has meanings of its own for Space and the function keys.
    if (/^F\d$/.test(event.key) || (asked !== undefined && !isDialogOpen)) event.preventDefault();
    if (asked !== undefined && !isDialogOpen) act(asked);
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
  if (event.target instanceof Element && event.target.closest('button, summary, label.tick')) event.preventDefault();
}
