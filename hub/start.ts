import type { Site } from '../core/settings.ts';
import { callsIn } from './calls.ts';
import { openFeed } from './feed.ts';
import { type HubLog, openLog } from './log.ts';
import { numbersIn, retireAfterMs } from './numbers.ts';
import { serve } from './server.ts';
import { addStaff, type NewStaff, staffIn } from './staff.ts';
import { openStore, type Store } from './store/open.ts';
import { takeInFor } from './take-in.ts';

export interface HubOptions {
  readonly site: Site;
  readonly dataDir: string;
  /** The site's port where it is left out; 0 for any free one. */
  readonly port?: number;
  /** The built screens; without it the hub serves none. */
  readonly webDir?: string;
  readonly now?: () => Date;
  readonly log?: HubLog;
  readonly beatEveryMs?: number;
}

export interface Hub {
  readonly url: string;
  readonly store: Store;
  addStaff(staff: NewStaff): Promise<void>;
  /** Ends every connection and closes the store; what was answered is on disk. */
  close(): Promise<void>;
}

/** Starts a site's hub on its store and resolves once it answers. */
export async function startHub(options: HubOptions): Promise<Hub> {
  const { site, dataDir, port = site.hub.port, webDir, beatEveryMs = 5_000 } = options;
  const { now = () => new Date(), log = openLog() } = options;
  const store = await openStore(dataDir);
  const numbers = numbersIn(store, site, now);
  const feed = openFeed(store, site, { now, beatEveryMs });
  const parts = {
    site,
    log,
    numbers,
    feed,
    takeIn: takeInFor(store, now, log),
    calls: callsIn(store, site, now),
    staff: staffIn(store, now),
  };
  const serving = await serve(parts, port, webDir).catch(async (error) => {
    await store.close();
    throw error;
  });
  const sweep = setInterval(() => void retire(numbers, log), retireAfterMs / 3);
  log.note({ event: 'hub-started', site: site.id });
  return {
    url: serving.url,
    store,
    addStaff: (staff) => addStaff(store, staff),
    async close() {
      clearInterval(sweep);
      feed.close();
      await serving.close();
      await store.close();
      log.note({ event: 'hub-stopped' });
    },
  };
}

async function retire(numbers: ReturnType<typeof numbersIn>, log: HubLog): Promise<void> {
  try {
    const count = await numbers.retire();
    if (count > 0) log.note({ event: 'reservations-retired', count });
  } catch (error) {
    log.bug(error);
  }
}
