import type { KioskView } from '../core/contract/kiosk.ts';

export interface Views {
  readonly now: KioskView;
  set(change: Partial<KioskView>): void;
  /** The view now, then every later one; a slow screen skips to the newest. */
  follow(stop: AbortSignal | undefined): AsyncGenerator<KioskView>;
}

/** The one value that the citizen's screen is a picture of. */
export function openViews(first: KioskView): Views {
  let now = first;
  const waiting = new Set<() => void>();

  function set(change: Partial<KioskView>): void {
    now = { ...now, ...change };
    for (const wake of waiting) wake();
  }

  async function* follow(stop: AbortSignal | undefined): AsyncGenerator<KioskView> {
    let shown: KioskView | undefined;
    while (!stop?.aborted) {
      if (now === shown) await changed(stop);
      else {
        shown = now;
        yield now;
      }
    }
  }

  function changed(stop: AbortSignal | undefined): Promise<void> {
    return new Promise((resolve) => {
      const wake = () => {
        waiting.delete(wake);
        stop?.removeEventListener('abort', wake);
        resolve();
      };
      waiting.add(wake);
      stop?.addEventListener('abort', wake);
    });
  }

  return {
    get now() {
      return now;
    },
    set,
    follow,
  };
}
