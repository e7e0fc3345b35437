import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Site } from '../core/settings.ts';
import { commandsIn } from './commands.ts';
import { Feed } from './feed.ts';
import { StoreAway } from './group-commit.ts';
import { Ledger } from './ledger.ts';
import { type HubLog, openLog } from './log.ts';
import { numbersIn } from './numbers.ts';
import type { Parts, SiteParts } from './parts.ts';
import { remoteTicketsIn } from './remote.ts';
import { DayCounts } from './reports/day-counts.ts';
import { serve } from './server.ts';
import { addStaff, type NewStaff, staffIn } from './staff.ts';
import { keepFolder } from './store/only-one.ts';
import { openStore, type Store } from './store/open.ts';
import { takeInFor } from './take-in.ts';
import { openUplink } from './uplink.ts';
import { openWaits } from './waits.ts';
import { listenForOthers } from './wake.ts';

export interface HubOptions {
  /** At least one; host and port are the first one's. */
  readonly sites: readonly [Site, ...Site[]];
  /** The folder of a hub that runs alone; it is not used where `databaseUrl` is given. */
  readonly dataDir: string;
  /** A PostgreSQL that several hub processes share. */
  readonly databaseUrl?: string | undefined;
  /** The site's port where it is left out; 0 for any free one. */
  readonly port?: number;
  /** The built screens; without it the hub serves none. */
  readonly webDir?: string;
  readonly now?: () => Date;
  readonly log?: HubLog;
  readonly beatEveryMs?: number;
  /** How often it looks for reservations to retire and turns that are due to come back. */
  readonly sweepEveryMs?: number;
  /** How long the disk may still hold who came, after it was forgotten. */
  readonly clearEveryMs?: number;
}

export interface Hub {
  readonly url: string;
  readonly store: Store;
  addStaff(staff: Partial<NewStaff> & Pick<NewStaff, 'name' | 'displayName' | 'password'>): Promise<void>;
  /** Ends every connection and closes the store; what was answered is on disk. */
  close(): Promise<void>;
}

/** Starts a hub on its store and resolves once it answers. */
export async function startHub(options: HubOptions): Promise<Hub> {
  const { sites: settings, dataDir, databaseUrl, port = settings[0].hub.port, webDir } = options;
  const { now = () => new Date(), log = openLog(), beatEveryMs = 5_000 } = options;
  const { sweepEveryMs = 2_000, clearEveryMs = 60_000 } = options;
  const leaveFolder = databaseUrl === undefined ? keepFolder(dataDir) : () => {};
  const store = await openStore(databaseUrl === undefined ? { dataDir } : { databaseUrl }).catch((error) => {
    leaveFolder();
    throw error;
  });
  const sites = new Map(await Promise.all(settings.map(async (site) => [site.id, await serving(site)] as const)));
  const parts: Parts = { sites, store, staff: staffIn(store, now), log, now };
  const all = [...sites.values()];
  const uplinks = all.flatMap(({ site, ledger }) => uplinkOf(site, ledger));
  const others = databaseUrl === undefined ? undefined : listenForOthers(databaseUrl, sites, log);
  await Promise.all(all.map(({ feed }) => feed.recall()));
  const served = await serve(parts, {
    host: settings[0].hub.host,
    port,
    webDir,
    voiceDir: join(dataDir, 'voice'),
  }).catch(async (error) => {
    await stop();
    throw error;
  });
  let sweeping: Promise<unknown> | undefined;
  const sweep = setInterval(() => {
    sweeping ??= Promise.all(all.map((site) => sweepOne(site, log))).finally(() => {
      sweeping = undefined;
    });
  }, sweepEveryMs);
  const clear = setInterval(() => {
    if (settings.some(({ counterSeesHolder }) => counterSeesHolder))
      store.backend.clearTraces(store.db).catch((error) => log.bug(error));
  }, clearEveryMs);
  for (const { id } of settings) log.note({ event: 'hub-started', site: id });

  return {
    url: served.url,
    store,
    async addStaff(staff) {
      await addStaff(store, { site: settings[0].id, mayCallThis: true, isManager: false, ...staff });
      parts.staff.forget();
    },
    async close() {
      clearInterval(sweep);
      clearInterval(clear);
      await sweeping;
      for (const { feed } of all) feed.close();
      await served.close();
      await stop();
      log.note({ event: 'hub-stopped' });
    },
  };

  async function serving(site: Site): Promise<SiteParts> {
    const ledger = new Ledger(store, site, now);
    return {
      site,
      ledger,
      numbers: numbersIn(ledger),
      takeIn: takeInFor(ledger, log),
      commands: commandsIn(ledger, log),
      feed: new Feed(ledger, beatEveryMs),
      remote: remoteTicketsIn(ledger),
      counts: new DayCounts(ledger),
      waits: await openWaits(ledger, log),
    };
  }

  /** A site with a hub above it tells that one; its token lies beside the data, where only the hub may read. */
  function uplinkOf(site: Site, ledger: Ledger) {
    if (!site.uplink) return [];
    const token = readFileSync(join(dataDir, `uplink-token-${site.id}`), 'utf8').trim();
    return [openUplink(ledger, site.uplink.hub, token, () => log.note({ event: 'uplink-away', site: site.id }))];
  }

  async function stop(): Promise<void> {
    for (const { feed } of all) feed.close();
    await others?.close();
    await Promise.all(uplinks.map((uplink) => uplink.close()));
    for (const { ledger, waits } of all) await waits.close().then(() => ledger.close());
    await store.close();
    leaveFolder();
  }
}

/** Retired numbers, and those who come back by themselves. What one sweep misses, the next one does. */
async function sweepOne({ numbers, commands }: SiteParts, log: HubLog): Promise<void> {
  try {
    const retired = await numbers.retire();
    if (retired > 0) log.note({ event: 'reservations-retired', count: retired });
    const returned = await commands.bringBack();
    if (returned > 0) log.note({ event: 'turns-returned', count: returned });
  } catch (error) {
    if (error instanceof StoreAway) log.note({ event: 'store-away' });
    else log.bug(error);
  }
}
