import { ORPCError } from '@orpc/client';
import { useEffect, useState } from 'react';

/** An answer of the hub: `old` while a newer one is on its way or does not come. */
export interface Answer<T> {
  readonly value: T | undefined;
  readonly isOld: boolean;
  /** A refusal by its name, or `UNREACHED`. */
  readonly problem: string | undefined;
}

const PATIENCE_MS = 60_000;

/**
 * Asks the hub whenever `key` changes, and every so often where `everyMs` is given. What was heard stays on the screen
 * until something newer is heard. A session that has ended is told to `endSession`.
 */
export function useAnswer<T>(
  key: string,
  ask: (signal: AbortSignal) => Promise<T>,
  endSession: () => void,
  everyMs?: number,
): Answer<T> {
  const [answer, setAnswer] = useState<Answer<T> & { key: string }>();
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is asked is named by its key
  useEffect(() => {
    const end = new AbortController();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const once = async () => {
      const signal = AbortSignal.any([end.signal, AbortSignal.timeout(PATIENCE_MS)]);
      try {
        const value = await ask(signal);
        if (!end.signal.aborted) setAnswer({ key, value, isOld: false, problem: undefined });
      } catch (error) {
        if (end.signal.aborted) return;
        const problem = error instanceof ORPCError ? error.code : 'UNREACHED';
        if (problem === 'SIGN_IN_FIRST') return endSession();
        setAnswer((before) => ({ key, value: before?.value, isOld: true, problem }));
      }
      if (everyMs !== undefined && !end.signal.aborted) timer = setTimeout(() => void once(), everyMs);
    };
    void once();
    return () => {
      end.abort();
      clearTimeout(timer);
    };
  }, [key, everyMs]);
  if (!answer) return { value: undefined, isOld: true, problem: undefined };
  return answer.key === key ? answer : { ...answer, isOld: true, problem: undefined };
}
