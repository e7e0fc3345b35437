import { type KeyboardEvent, type MouseEvent, type ReactNode, useEffect, useRef } from 'react';
import { useText } from '../use-text.ts';
import './dialog.css';

interface DialogProps {
  readonly name: string;
  readonly title: string;
  readonly hint?: string | undefined;
  readonly isWide?: boolean;
  readonly close: () => void;
  /** Keys of this dialog alone; true where it took the key. */
  readonly takeKey?: (key: string) => boolean;
  readonly children: ReactNode;
}

/** Asks one thing. Digits and arrows choose among its `data-pick` buttons, Enter presses one, Esc closes it. */
export function Dialog({ name, title, hint, isWide, close, takeKey, children }: DialogProps) {
  const { t } = useText();
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    if (!dialog.current?.open) dialog.current?.showModal();
    dialog.current?.querySelector<HTMLElement>('input:not([type=checkbox]), [data-pick]')?.focus();
  }, []);

  const steer = (event: KeyboardEvent<HTMLDialogElement>) => {
    if (event.repeat || event.ctrlKey || event.altKey || event.metaKey || isOnClose(event.target)) return;
    // The browser closes it a moment later than the key, and would close the next one that is opened at once.
    if (event.key === 'Escape') {
      event.preventDefault();
      return close();
    }
    if (takeKey?.(event.key) || pickBy(event)) event.preventDefault();
  };
  const closeFromOutside = (event: MouseEvent<HTMLDialogElement>) => {
    if (event.target === dialog.current) close();
  };
  return (
    <dialog
      ref={dialog}
      className={isWide ? 'ask wide' : 'ask'}
      data-testid={`dialog-${name}`}
      aria-labelledby="ask-title"
      onKeyDown={steer}
      onClick={closeFromOutside}
      onClose={close}
    >
      <div className="sheet">
        <header>
          <h2 id="ask-title">{title}</h2>
          <button type="button" className="close" data-testid="close" onClick={close}>
            {t('counter.dialog.close')} <kbd>Esc</kbd>
          </button>
          {hint && <p>{hint}</p>}
        </header>
        {children}
      </div>
    </dialog>
  );
}

const isOnClose = (target: EventTarget) => target instanceof Element && target.matches('.close');

const picksIn = (dialog: Element) => [...dialog.querySelectorAll<HTMLButtonElement>('[data-pick]')];

/** True where the key was one that chooses. */
function pickBy({ key, target, currentTarget }: KeyboardEvent<HTMLDialogElement>): boolean {
  const picks = picksIn(currentTarget);
  const step = { ArrowDown: 1, ArrowUp: -1 }[key];
  if (step !== undefined) {
    const at = picks.indexOf(target as HTMLButtonElement);
    picks[(at + step + picks.length) % picks.length]?.focus();
    return true;
  }
  const isTyped = target instanceof HTMLInputElement && target.type !== 'radio' && target.type !== 'checkbox';
  if (isTyped && key === 'Enter') {
    picks[0]?.click();
    return picks.length > 0;
  }
  const picked = !isTyped && picks.find((pick) => pick.dataset.pick === key.toUpperCase());
  if (picked) picked.click();
  return Boolean(picked);
}
