import pg from 'pg';
import type { Ledger } from './ledger.ts';
import type { HubLog } from './log.ts';
import type { SiteParts } from './parts.ts';
import { wakeChannel } from './store/postgres.ts';

const pauseMs = 500;
const gatherMs = 20;

/**
 * Hears of what other processes have written, and takes it in at once, so that their calls are on this one's boards
 * too. After a lost connection everything is looked at once, for what was said meanwhile is said to nobody.
 */
export function listenForOthers(databaseUrl: string, sites: ReadonlyMap<string, SiteParts>, log: HubLog) {
  const due = new Map<Ledger, NodeJS.Timeout>();
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

  /** Soon, and once for all that is said until then: in a rush it would else be read line by line. */
  function catchUp(site: string | undefined): void {
    const ledger = sites.get(site ?? '')?.ledger;
    if (!ledger || due.has(ledger)) return;
    const look = async () => {
      due.delete(ledger);
      // What cannot be read now is read with the next write, or once the connection is back.
      await ledger.catchUp().catch(() => {});
    };
    due.set(
      ledger,
      setTimeout(() => void look(), gatherMs),
    );
  }

  void listen();
  return {
    async close(): Promise<void> {
      isClosed = true;
      clearTimeout(timer);
      for (const look of due.values()) clearTimeout(look);
      await client?.end().catch(() => {});
    },
  };
}
