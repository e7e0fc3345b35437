const wrongAtMost = 20;
const withinMs = 10 * 60_000;

/**
 * Bounds guessing at numbers: after twenty wrong ones within ten minutes a name waits until the first of them is past.
 * A try counts before its answer is known, so many at once gain nothing. Names are few: the kiosks of the settings.
 */
export function guesses(now: () => Date) {
  const tried = new Map<string, readonly number[]>();
  return {
    /** False where this name has to wait. */
    mayTry(name: string): boolean {
      const at = now().getTime();
      const lately = (tried.get(name) ?? []).filter((one) => at - one < withinMs);
      const isAllowed = lately.length < wrongAtMost;
      tried.set(name, isAllowed ? [...lately, at] : lately);
      return isAllowed;
    },
    /** It was no wrong guess: right, or never answered; the try does not count. */
    wasNone(name: string): void {
      tried.set(name, (tried.get(name) ?? []).slice(0, -1));
    },
  };
}
