import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { openStore } from '../../hub/store/open.ts';
import { citizens } from '../fakes/card/citizens.ts';
import { mrzText } from '../fakes/card/codes.ts';
import { VirtualPrinter } from '../fakes/printer/virtual-printer.ts';
import { VirtualScanner } from '../fakes/scanner.ts';
import { freePort } from '../stage/free-port.ts';
import { KioskProcess } from '../stage/kiosk-process.ts';
import { openReader } from '../stage/reader.ts';
import { writeSite } from '../stage/site.ts';
import { HubProcess } from './hub/hub-process.ts';
import { KioskScreen } from './hub/kiosk-screen.ts';
import { memoryOf, type ProcessMemory } from './hub/memory-of.ts';
import { Rpc } from './hub/rpc.ts';
import { SoakScreen } from './hub/soak-screen.ts';

export interface Commune {
  readonly processes: readonly ProcessMemory[];
  readonly rssMb: number;
  readonly pssMb: number;
  /** Numbers that were shown to citizens, and that were called. */
  readonly shown: readonly string[];
  readonly called: readonly string[];
}

interface Options {
  readonly visits: number;
  /** Every so many visits are with a card; the others only choose. */
  readonly cardEvery: number;
  readonly tell?: (line: string) => void;
}

/** A commune's whole day on one PC: hub, kiosk and device hosts as they are installed; citizens, counter and board beside. */
export async function commune({ visits, cardEvery, tell = () => {} }: Options): Promise<Commune> {
  const folder = mkdtempSync(join(tmpdir(), 'mot-cham-commune-'));
  const reader = await openReader('real');
  const printer = await VirtualPrinter.start({ mmPerSecond: 2_000 });
  const scanner = new VirtualScanner(join(folder, 'scanner'));
  const hubPort = await freePort();
  const ports = { hubPort, hubCable: hubPort, printerPort: printer.port, screenPort: await freePort() };
  const { file, kioskData } = writeSite(folder, { ...ports, scanner: scanner.device });
  const dataDir = join(folder, 'hub');
  const cookie = await addStaff(dataDir);
  // A PC is switched on every morning: what the hub compiles at its first start is there at the next.
  const hub = await HubProcess.start({ file, dataDir, port: hubPort });
  await hub.end();
  await hub.start();
  const kiosk = new KioskProcess({
    entry: new URL('../../dist/electron/headless.js', import.meta.url),
    args: ['--site', file, '--kiosk', 'kiosk-1', '--data', kioskData],
    env: reader.env,
  });
  const screen = new KioskScreen(await kiosk.start());
  const board = new SoakScreen([hub.url], { view: 'board' });
  const staff = new Rpc([hub.url], { cookie });
  const shown: string[] = [];
  const called: string[] = [];
  try {
    for (let visit = 0; visit < visits; visit++) {
      const citizen = visit % cardEvery === 0 ? citizens[visit % citizens.length]! : undefined;
      await screen.until('welcome');
      if (citizen) {
        await reader.place(citizen);
        await screen.until('keying');
        scanner.scan(mrzText(citizen));
        await screen.until('confirming');
        await screen.touch({ type: 'confirmed' });
      } else await screen.touch({ type: 'card-skipped' });
      await screen.until('choosing');
      await screen.touch({ type: 'service-chosen', service: 'chung-thuc', language: 'vi' });
      shown.push((await screen.until('done')).ticket.number);
      if (citizen) reader.lift();
      await screen.touch({ type: 'left' });
      if (visit % 2 === 1) called.push(await callNext(staff), await callNext(staff));
      if (visit % 20 === 19) tell(`${visit + 1} visits: ${said(memoryOf([hub.pid, kiosk.pid!]))}`);
    }
    const processes = memoryOf([hub.pid, kiosk.pid!]);
    const sum = (of: (one: ProcessMemory) => number) => processes.reduce((total, one) => total + of(one), 0);
    return { processes, rssMb: sum(({ rssMb }) => rssMb), pssMb: sum(({ pssMb }) => pssMb), shown, called };
  } finally {
    screen.close();
    board.close();
    await kiosk.kill('SIGTERM');
    await hub.end();
    await reader.stop();
    await printer.stop();
    scanner.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function callNext(staff: Rpc): Promise<string> {
  for (;;) {
    const command = { commandId: crypto.randomUUID(), counter: 'quay-3' };
    const answer = await staff.ask<{ turn: { number: string } | null }>('counter/callNext', command);
    if (answer.ok && answer.value.turn) return answer.value.turn.number;
    // The ticket is on its way from the kiosk.
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

async function addStaff(dataDir: string): Promise<string> {
  const { db, close } = await openStore({ dataDir });
  const of = { site: 'ha-dong', name: 'ha' };
  const rest = { display_name: 'Hà', password_hash: '', may_call_this: 1, is_manager: 0 };
  await db
    .insertInto('staff')
    .values({ ...of, ...rest })
    .execute();
  const id_hash = createHash('sha256').update('the session of a commune').digest('hex');
  await db
    .insertInto('staff_session')
    .values({ ...of, id_hash, ends_at: '9999-01-01T00:00:00.000Z' })
    .execute();
  await close();
  return 'mot-cham-staff=the session of a commune';
}

function said(processes: readonly ProcessMemory[]): string {
  const each = processes.map(({ runs, rssMb, pssMb }) => `${runs} ${rssMb.toFixed(0)} (${pssMb.toFixed(0)})`);
  const sum = (of: (one: ProcessMemory) => number) => processes.reduce((total, one) => total + of(one), 0).toFixed(0);
  return `RSS ${sum(({ rssMb }) => rssMb)} MB, PSS ${sum(({ pssMb }) => pssMb)} MB: ${each.join(', ')}`;
}

/** `npm run soak -- commune [--visits 200]` */
export async function soak(tell: (line: string) => void): Promise<string> {
  const { values } = parseArgs({ args: process.argv.slice(3), options: { visits: { type: 'string' } } });
  const { processes, shown, called } = await commune({ visits: Number(values.visits ?? 200), cardEvery: 4, tell });
  return `${shown.length} visits, ${called.length} calls; ${said(processes)}`;
}
