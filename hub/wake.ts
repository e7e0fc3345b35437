import pg from 'pg';
import type { HubLog } from './log.ts';
import type { SiteParts } from './parts.ts';
import { wakeChannel } from './store/dialect.ts';

const pauseMs = 500;

/**
 * Hears of what other processes have written, and takes it in at once, so that their calls are on this one's boards
 * too. After a lost connection everything is looked at once, for what was said meanwhile is said to nobody.
 */
export function listenForOthers(databaseUrl: string, sites: ReadonlyMap<string, SiteParts>, log: HubLog) {
  let client: pg.Client | undefined;
  let timer: NodeJS.Timeout | undefined;
  let isClosed = false;

  async function listen(): Promise<void> {
    if (isClosed) return;
    const opening = new pg.Client({ connectionString: databaseUrl, connectionTimeoutMillis: 5_000 });
    client = opening;
    // One way out for each connection, whether it was never made or broke later.
    opening.once('end', again).on('error', () => void opening.end().catch(again));
    opening.on('notification', ({ payload }) => catchUp(payload?.split(' ')[0]));
    try {
      await opening.connect();
      await opening.query(`listen ${wakeChannel}`);
      for (const id of sites.keys()) catchUp(id);
    } catch {
      await opening.end().catch(() => {});
      again();
    }
  }

  function again(): void {
    if (isClosed || timer) return;
    log.note({ event: 'store-away' });
    timer = setTimeout(() => {
      timer = undefined;
      void listen();
    }, pauseMs);
  }

  function catchUp(site: string | undefined): void {
    // What cannot be read now is read with the next write, or once the connection is back.
    void sites
      .get(site ?? '')
      ?.ledger.catchUp()
      .catch(() => {});
  }

  void listen();
  return {
    async close(): Promise<void> {
      isClosed = true;
      clearTimeout(timer);
      await client?.end().catch(() => {});
    },
  };
}
