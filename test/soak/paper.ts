import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { startOptions } from '../../electron/start-options.ts';
import { openStore } from '../../electron/store/open.ts';
import { printJobsIn } from '../../electron/store/print-jobs.ts';
import { startHub } from '../../hub/start.ts';
import { VirtualPrinter } from '../fakes/printer/virtual-printer.ts';
import { processUnder } from '../kill/process-under.ts';
import { freePort } from '../stage/free-port.ts';
import { quietLog } from '../stage/quiet-log.ts';
import { writeSite } from '../stage/site.ts';
import { type PaperTally, tallyPapers } from './paper-tally.ts';

export interface PaperSoak {
  /** Lives of the main process; each ends by a kill. */
  readonly lives: number;
  /** Kills of the printer's process in each of them. */
  readonly printerKills: number;
  /** A guard of the kiosk to take out. */
  readonly without?: 'row' | 'patience';
  readonly tell?: (line: string) => void;
}

const child = fileURLToPath(new URL('./paper-kiosk.ts', import.meta.url));
const guards = { row: '--without-row', patience: '--retries-silently' } as const;
/** A kill comes this long, at most, after a slip was begun: drawing, sending and printing all fall into it. */
const LONGEST_MS = 350;
/** As fast as a slip can still be caught at it: 65 ms. */
const mmPerSecond = 2_000;

/** Kills the printer's process and the main process at random moments, and counts numbers, papers and rows. */
export async function killPrinting({ lives, printerKills, without, tell = () => {} }: PaperSoak): Promise<PaperTally> {
  const dir = mkdtempSync(join(tmpdir(), 'mot-cham-paper-soak-'));
  const hubPort = await freePort();
  const printer = await VirtualPrinter.start({ mmPerSecond });
  const machines = { hubPort, hubCable: hubPort, printerPort: printer.port, scanner: '/dev/null' };
  const { site, file, kioskData } = writeSite(dir, machines);
  const hub = await startHub({ sites: [site], dataDir: join(dir, 'hub'), log: quietLog });
  const args = ['--site', file, '--kiosk', 'kiosk-1', '--data', kioskData];
  const options = startOptions(args);
  if (!options.ok) throw new Error(options.fault.join('\n'));
  const store = join(kioskData, 'kiosk.db');
  let isOpen: number[] = [];
  let interrupted = 0;
  let forgotten = 0;
  try {
    for (let life = 1; life <= lives; life++) {
      await liveAndDie([...args, ...(without ? [guards[without]] : [])], printerKills);
      forgotten += stillSending(store, isOpen);
      isOpen = sendingIn(store);
      interrupted += isOpen.length;
      tell(`${life * (printerKills + 1)} kills, ${printer.papers.length} papers`);
    }
    // What the printer has it prints, as no kill reaches it.
    await sleep(500);
    const db = openStore(store);
    printJobsIn(db, () => new Date()).recover(0);
    forgotten += stillSending(store, isOpen);
    const papers = [...printer.papers, printer.uncut];
    const kills = lives * (printerKills + 1);
    const counted = await tallyPapers(db, papers, { ...options.value, kills, interrupted, forgotten });
    db.close();
    return counted;
  } finally {
    await hub.close();
    await printer.stop();
    rmSync(dir, { recursive: true, force: true });
  }
}

async function liveAndDie(args: readonly string[], printerKills: number): Promise<void> {
  const kiosk = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', child, ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const gone = once(kiosk, 'close');
  const lines = createInterface({ input: kiosk.stdout! });
  try {
    for (let kill = 0; kill < printerKills; kill++) {
      await someSlip(lines, gone);
      const host = processUnder(kiosk.pid!, 'printer-host');
      if (host) process.kill(host, 'SIGKILL');
    }
    await someSlip(lines, gone);
  } finally {
    kiosk.kill('SIGKILL');
  }
  await gone;
}

/** Waits for a slip to be begun, and some time more. */
async function someSlip(lines: ReturnType<typeof createInterface>, gone: Promise<unknown>): Promise<void> {
  const begun = once(lines, 'line', { signal: AbortSignal.timeout(60_000) });
  const isGone = await Promise.race([begun.then(() => false), gone.then(() => true)]);
  if (isGone) throw new Error('the kiosk ended by itself');
  await sleep(Math.random() * LONGEST_MS);
}

function sendingIn(file: string): number[] {
  return select(file, "select id from print_job where state = 'sending'");
}

/** Of the rows that a death left open: those that the next start has not closed. */
function stillSending(file: string, open: readonly number[]): number {
  const closed = new Set(select(file, "select id from print_job where state = 'unknown'"));
  return open.filter((id) => !closed.has(id)).length;
}

function select(file: string, sql: string): number[] {
  const db = openStore(file);
  try {
    return db.prepare<[], number>(sql).pluck().all();
  } finally {
    db.close();
  }
}

/** `npm run soak -- paper [--kills 500]`: one in five is of the main process. */
export async function soak(tell: (line: string) => void): Promise<string> {
  const { values } = parseArgs({ args: process.argv.slice(3), options: { kills: { type: 'string' } } });
  const lives = Math.ceil(Number(values.kills ?? 500) / 5);
  const counted = await killPrinting({ lives, printerKills: 4, tell });
  const { lost, doubled, claimed, forgotten } = counted;
  if (lost + doubled + claimed + forgotten > 0) throw new Error(JSON.stringify(counted));
  return JSON.stringify(counted);
}
