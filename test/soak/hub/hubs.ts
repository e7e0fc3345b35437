import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openStore, type Store, type StorePlace } from '../../../hub/store/open.ts';
import { type Postgres, startPostgres } from '../../stage/postgres.ts';
import { HubProcess } from './hub-process.ts';
import { type SoakSite, writeSoakSite } from './soak-site.ts';

/** One hub on a file of its own, or three on one PostgreSQL. */
export interface Hubs {
  readonly soak: SoakSite;
  readonly processes: readonly HubProcess[];
  readonly urls: readonly string[];
  readonly postgres: Postgres | undefined;
  /** Ends the hubs in order, and lets their store be looked at. */
  endAndLook<T>(look: (store: Store) => Promise<T>): Promise<T>;
  /** What no hub expected. */
  bugs(): readonly string[];
  close(): Promise<void>;
}

export type StoreName = 'sqlite' | 'postgres';

export async function startHubs(store: StoreName, wanted: Parameters<typeof writeSoakSite>[2]): Promise<Hubs> {
  const folder = mkdtempSync(join(tmpdir(), 'mot-cham-soak-'));
  const dataDir = join(folder, 'hub');
  const postgres = store === 'postgres' ? await startPostgres() : undefined;
  const databaseUrl = await postgres?.freshDatabase();
  const place: StorePlace = databaseUrl === undefined ? { dataDir } : { databaseUrl };
  const soak = await writeSoakSite(folder, place, wanted);
  const options = { file: soak.file, dataDir, ...(databaseUrl !== undefined && { databaseUrl }) };
  const processes = [await HubProcess.start(options)];
  while (postgres && processes.length < 3) processes.push(await HubProcess.start(options));
  const end = () => Promise.all(processes.map((hub) => hub.end()));
  return {
    soak,
    processes,
    urls: processes.map(({ url }) => url),
    postgres,
    bugs: () => processes.flatMap(({ bugs }) => bugs),
    async endAndLook(look) {
      await end();
      const opened = await openStore(place);
      try {
        return await look(opened);
      } finally {
        await opened.close();
      }
    },
    async close() {
      await Promise.all(processes.map((hub) => hub.end('SIGKILL')));
      await postgres?.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
