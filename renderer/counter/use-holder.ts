import { ORPCError } from '@orpc/client';
import { useEffect, useState } from 'react';
import type { HubClient } from '../shared/hub-client.ts';
import { pauseAfter } from '../shared/live-feed.ts';

export type Holder = NonNullable<Awaited<ReturnType<HubClient['counter']['holder']>>['holder']>;

/** Who holds the ticket in hand, where the site lets staff know: asked for once it is called, dropped when it ends. */
export function useHolder(hub: HubClient, counter: string, ticketId: string | undefined): Holder | undefined {
  const [known, setKnown] = useState<{ ticketId: string; holder: Holder }>();
  useEffect(() => {
    if (ticketId === undefined) return;
    const end = new AbortController();
    void ask(hub, { counter, ticketId }, end.signal).then((holder) => {
      if (holder && !end.signal.aborted) setKnown({ ticketId, holder });
    });
    return () => {
      end.abort();
      setKnown(undefined);
    };
  }, [hub, counter, ticketId]);
  return known?.ticketId === ticketId ? known?.holder : undefined;
}

const TRIES = 5;

/** A name is a help and no more: after a few tries the paper says enough. */
async function ask(
  hub: HubClient,
  question: { counter: string; ticketId: string },
  signal: AbortSignal,
): Promise<Holder | null> {
  for (let failures = 0; failures < TRIES && !signal.aborted; failures++) {
    try {
      return (await hub.counter.holder(question, { signal })).holder;
    } catch (error) {
      if (error instanceof ORPCError && error.status < 500) return null;
      await new Promise((resolve) => setTimeout(resolve, pauseAfter(failures)));
    }
  }
  return null;
}
