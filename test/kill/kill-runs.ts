import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { openStore } from '../../electron/store/open.ts';
import { outboxIn } from '../../electron/store/outbox.ts';
import { hubAt } from '../../electron/sync/hub-client.ts';
import { type Hub, startHub } from '../../hub/start.ts';
import { freePort } from '../stage/free-port.ts';
import { quietLog } from '../stage/quiet-log.ts';
import { writeSite } from '../stage/site.ts';
import { type Told, tally } from './tally.ts';

interface Options {
  readonly runs: number;
  readonly withoutTransaction?: boolean;
  readonly onRun?: (run: number) => void;
}

const child = fileURLToPath(new URL('./kiosk-child.ts', import.meta.url));
/** A run is killed this long, at most, after its first number was shown; the first may also be its last. */
const LONGEST_MS = 120;

/**
 * Kills the kiosk's main process at random moments, `runs` times on one store and one hub, lets the last owed events
 * reach the hub, and counts what was lost, doubled or forgotten.
 */
export async function killRuns({ runs, withoutTransaction = false, onRun = () => {} }: Options) {
  const dir = mkdtempSync(join(tmpdir(), 'mot-cham-kill-'));
  const hubPort = await freePort();
  const machines = { hubPort, hubCable: hubPort, printerPort: 9, scanner: '/dev/null' };
  const { site, file, kioskData } = writeSite(dir, machines);
  let clock = () => new Date();
  const hub = await startHub({
    sites: [site],
    dataDir: join(dir, 'hub'),
    now: () => clock(),
    log: quietLog,
    sweepEveryMs: 200,
  });
  const told: Told = { shown: [], papers: [] };
  try {
    const args = ['--site', file, '--kiosk', 'kiosk-1', '--data', kioskData];
    if (withoutTransaction) args.push('--without-transaction');
    for (let run = 1; run <= runs; run++) {
      await runAndKill(args, told);
      onRun(run);
    }
    const db = openStore(join(kioskData, 'kiosk.db'));
    const outbox = outboxIn(db, clock);
    const token = readFileSync(join(kioskData, 'hub-token'), 'utf8');
    for (let owed = outbox.owed(100); owed.length > 0; owed = outbox.owed(100))
      outbox.acknowledge((await hubAt(hub.url, token).takeIn({ events: owed })).acknowledged);
    clock = () => new Date(Date.now() + 60_000);
    // What no ticket came for is retired by the next sweep.
    for (let tries = 0; tries < 100 && (await isReserved(hub)); tries++) await setTimeout(200);
    const counted = await tally(db, hub.store, told);
    db.close();
    return counted;
  } finally {
    await hub.close();
    rmSync(dir, { recursive: true, force: true });
  }
}

async function isReserved({ store }: Hub): Promise<boolean> {
  const row = await store.db
    .selectFrom('reservation')
    .select('number')
    .where('state', '=', 'reserved')
    .executeTakeFirst();
  return row !== undefined;
}

/** Notes the numbers that a citizen saw and the papers that came out before the kill. */
function runAndKill(args: readonly string[], { shown, papers }: Told): Promise<void> {
  const kiosk = spawn(process.execPath, [child, ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
  const lines = createInterface({ input: kiosk.stdout });
  let isMortal = false;
  lines.on('line', (line) => {
    const [what, ...words] = line.split(' ');
    (what === 'paper' ? papers : shown).push(words.join(' '));
    if (what === 'number' && !isMortal) {
      isMortal = true;
      setTimeout(Math.random() * LONGEST_MS).then(() => kiosk.kill('SIGKILL'));
    }
  });
  return new Promise((resolve, reject) => {
    kiosk.once('close', (code) => (code === null ? resolve() : reject(new Error(`the kiosk ended: ${code}`))));
  });
}
