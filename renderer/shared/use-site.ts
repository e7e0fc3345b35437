import { useEffect, useState } from 'react';
import type { HubClient } from './hub-client.ts';
import { pauseAfter } from './live-feed.ts';

export type SiteOnScreen = Awaited<ReturnType<HubClient['board']['site']>>;
export type CounterOnScreen = SiteOnScreen['counters'][number];

/** The names of a site, asked for until the hub answers; of the hub's own where none is named. */
export function useSite(hub: HubClient, id?: string): SiteOnScreen | undefined {
  const [site, setSite] = useState<SiteOnScreen>();
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let isGone = false;
    const ask = async (failures: number) => {
      try {
        const answer = await hub.board.site(id === undefined ? {} : { site: id });
        if (!isGone) setSite(answer);
      } catch {
        if (!isGone) timer = setTimeout(() => void ask(failures + 1), pauseAfter(failures));
      }
    };
    void ask(0);
    return () => {
      isGone = true;
      clearTimeout(timer);
    };
  }, [hub, id]);
  return site;
}
