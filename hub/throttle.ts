const freeTries = 5;
const firstPauseMs = 30_000;
const longestPauseMs = 15 * 60_000;
const namesKept = 10_000;

interface Tries {
  readonly wrong: number;
  readonly nextAt: number;
}

/**
 * Slows down guessing at a name: five tries are free, then each wrong one doubles the pause, from 30 s to 15 min. A
 * try counts before its answer is known, so many at once gain nothing. An unknown name is treated as a known one.
 */
export function throttle(now: () => Date) {
  const tried = new Map<string, Tries>();
  return {
    /** False where this name has to wait. */
    mayTry(name: string): boolean {
      const at = now().getTime();
      const before = tried.get(name);
      if (before && at < before.nextAt) return false;
      const isForgotten = before && at >= before.nextAt + longestPauseMs && before.nextAt > 0;
      const wrong = (isForgotten ? 0 : (before?.wrong ?? 0)) + 1;
      tried.delete(name);
      tried.set(name, { wrong, nextAt: wrong < freeTries ? 0 : at + pauseAfter(wrong) });
      if (tried.size > namesKept) tried.delete(tried.keys().next().value as string);
      return true;
    },
    succeeded(name: string): void {
      tried.delete(name);
    },
  };
}

function pauseAfter(wrong: number): number {
  return Math.min(longestPauseMs, firstPauseMs * 2 ** (wrong - freeTries));
}
