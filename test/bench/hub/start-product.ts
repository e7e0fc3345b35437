import { spawn } from 'node:child_process';
import { createHash, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { parseSite, type Site } from '../../../core/settings.ts';
import { businessDay } from '../../../core/ticket.ts';
import { addStaff } from '../../../hub/staff.ts';
import { openStore, type StorePlace } from '../../../hub/store/open.ts';
import { startPostgres } from '../../stage/postgres.ts';
import { fill } from './fill.ts';
import { type Caller, cpuOf } from './load.ts';
import type { Rows } from './start-reference.ts';

/** The hub as it is installed, in processes of its own. */
export interface Product {
  readonly urls: readonly [string, ...string[]];
  readonly site: Site;
  readonly pids: readonly number[];
  /** What staff's browsers and other programs send. */
  readonly staff: Readonly<Record<string, string>>;
  readonly app: Readonly<Record<string, string>>;
  cpuMs(): number;
  /** How many turns are called more than once in the whole log, where nobody recalls or takes back. */
  calledTwice(): Promise<number>;
  close(): Promise<void>;
}

const password = 'mật khẩu của kỳ đo';
const appToken = 'the token of the bench';

export async function startSqliteProduct(rows: Rows): Promise<Product> {
  return startProduct({ dataDir: newFolder() }, rows, 1, async () => {});
}

export async function startPostgresProduct(rows: Rows, processes = 1): Promise<Product> {
  const postgres = await startPostgres();
  const databaseUrl = await postgres.freshDatabase();
  const product = await startProduct({ databaseUrl }, rows, processes, () => postgres.close());
  return { ...product, cpuMs: () => product.cpuMs() + cpuOf(postgres.postmaster()) };
}

/** What the load sends, by the contract's own wire. */
export const operations = {
  issue: (caller: Caller, { site, app }: Product, client: number) =>
    caller.post('/rpc/remote/take', wire({ commandId: randomUUID(), service: serviceOf(site, client) }), app),
  call: (caller: Caller, { site, staff }: Product, client: number) =>
    caller.post('/rpc/counter/callNext', wire({ commandId: randomUUID(), counter: site.counters[client]?.id }), staff),
};

const wire = (json: unknown) => ({ json });
const serviceOf = ({ services }: Site, client: number) => services[client % services.length]?.id;

async function startProduct(
  place: StorePlace,
  rows: Rows,
  processes: number,
  closeStore: () => Promise<void>,
): Promise<Product> {
  const folder = newFolder();
  const site = benchSite();
  const file = join(folder, 'site.json');
  writeFileSync(file, JSON.stringify(site));
  const store = await openStore(place);
  const staff = { site: site.id, name: 'ha', displayName: 'Hà', mayCallThis: true, isManager: false, password };
  await addStaff(store, staff);
  const today = businessDay(new Date(), site.timeZone, site.dayStartsAtHour);
  await fill(store.db, { ...rows, site: site.id, services: site.services, today, isPostgres: 'databaseUrl' in place });
  await store.close();
  const hubs = await Promise.all(Array.from({ length: processes }, () => startHubProcess(file, place, folder)));
  const urls = hubs.map(({ url }) => url) as [string, ...string[]];
  return {
    urls,
    site,
    pids: hubs.map(({ pid }) => pid),
    staff: { cookie: await signIn(urls[0]) },
    app: { authorization: `Bearer ${appToken}` },
    calledTwice: () => calledTwice(place),
    cpuMs: () => hubs.reduce((sum, { pid }) => sum + cpuOf(pid), 0),
    async close() {
      await Promise.all(hubs.map(({ end }) => end()));
      await closeStore();
      rmSync(folder, { recursive: true, force: true });
      if ('dataDir' in place) rmSync(place.dataDir, { recursive: true, force: true });
    },
  };
}

async function calledTwice(place: StorePlace): Promise<number> {
  const store = await openStore(place);
  const rows = await store.db
    .selectFrom('ticket_event')
    .select('ticket_id')
    .where('change', '=', 'called')
    .groupBy('ticket_id')
    .having(({ fn }) => fn.countAll(), '>', 1)
    .execute();
  await store.close();
  return rows.length;
}

/** The example's services, and sixteen counters that serve all of them, as in the references. */
function benchSite(): Site {
  const example = JSON.parse(
    readFileSync(new URL('../../../assets/sites/ha-dong.json', import.meta.url), 'utf8'),
  ) as Record<string, unknown> & { services: { id: string; hours?: unknown; quota?: unknown }[] };
  const services = example.services.map(({ hours: _hours, quota: _quota, ...service }) => service);
  const text = JSON.stringify({
    ...example,
    services,
    dayStartsAtHour: (new Date().getUTCHours() + 7 + 12) % 24,
    counters: Array.from({ length: 16 }, (_, at) => ({
      id: `quay-${at + 1}`,
      name: { vi: `Quầy ${at + 1}`, en: `Counter ${at + 1}` },
      services: services.map(({ id }) => id),
    })),
    apps: [{ id: 'bench', tokenHash: createHash('sha256').update(appToken).digest('hex') }],
  });
  const site = parseSite(text, 'bench');
  if (!site.ok) throw new Error(site.fault.join('\n'));
  return site.value;
}

async function startHubProcess(file: string, place: StorePlace, folder: string) {
  const entry = fileURLToPath(new URL('../../../hub/main.ts', import.meta.url));
  const dataDir = 'dataDir' in place ? place.dataDir : folder;
  const env = 'databaseUrl' in place ? { ...process.env, DATABASE_URL: place.databaseUrl } : process.env;
  const args = [entry, '--site', file, '--data', dataDir, '--port', '0', '--web', join(folder, 'none')];
  const child = spawn(process.execPath, args, { env, stdio: ['ignore', 'pipe', 'ignore'] });
  // A bench that fails leaves no hub behind.
  process.once('exit', () => child.kill('SIGKILL'));
  const gone = once(child, 'exit');
  const line = await Promise.race([
    once(createInterface({ input: child.stdout }), 'line').then(([line]) => String(line)),
    gone.then(([code]) => {
      throw new Error(`the hub ended: ${code}`);
    }),
  ]);
  return {
    url: line.replace('hub ready ', ''),
    pid: child.pid ?? 0,
    async end() {
      child.kill('SIGTERM');
      await gone;
    },
  };
}

async function signIn(url: string): Promise<string> {
  const answer = await fetch(`${url}/rpc/staff/signIn`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(wire({ name: 'ha', password })),
  });
  const cookie = answer.headers.get('set-cookie')?.split(';')[0];
  if (!cookie) throw new Error(`sign-in: ${answer.status} ${await answer.text()}`);
  return cookie;
}

function newFolder(): string {
  return mkdtempSync(join(tmpdir(), 'mot-cham-bench-'));
}
