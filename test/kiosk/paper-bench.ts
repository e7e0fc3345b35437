import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createRouterClient, implement } from '@orpc/server';
import { type PrinterStatus, printerContract } from '../../core/contract/devices.ts';
import type { KioskView } from '../../core/contract/kiosk.ts';
import type { LogEvent } from '../../core/events.ts';
import type { PaperOutcome } from '../../core/ticket.ts';
import { startKiosk } from '../../electron/app.ts';
import { openStore } from '../../electron/store/open.ts';
import { hostInProcess } from '../fakes/host-in-process.ts';
import { idleReader } from '../fakes/idle-reader.ts';
import { writeSite } from '../stage/site.ts';

/** A printer that is as it is set, and keeps the marks of the papers that it was given: 0 is an unmarked one. */
export function printerByHand() {
  const printer = {
    status: { state: 'ready', isNearEnd: false } as PrinterStatus,
    outcome: { outcome: 'printed' } as PaperOutcome,
    looks: 0,
    marks: [] as number[],
  };
  const os = implement(printerContract);
  const router = os.router({
    ...os,
    beat: os.beat.handler(() => ({ alive: true as const })),
    status: os.status.handler(() => {
      printer.looks += 1;
      return printer.status;
    }),
    print: os.print.handler(({ input: { slip } }) => {
      if (printer.status.state === 'faulty') return { outcome: 'not-printed' as const, fault: printer.status.fault };
      printer.marks.push('reprints' in slip ? slip.reprints : -1);
      return printer.outcome;
    }),
  });
  return Object.assign(printer, { start: () => hostInProcess(router) });
}

export type PrinterByHand = ReturnType<typeof printerByHand>;

/** A folder with a site whose hub cannot be reached; `done` removes it. */
export function openFolder() {
  const dir = mkdtempSync(join(tmpdir(), 'mot-cham-once-'));
  const { site } = writeSite(dir, { hubPort: 1, hubCable: 1, printerPort: 1, scanner: '/dev/null' });
  return { dir, site, kiosk: site.kiosks[0]!, done: () => rmSync(dir, { recursive: true }) };
}

/** The store as a death at this moment would leave it, in a folder of its own. */
export function diskNow(from: string): string {
  const to = join(from, 'after-death');
  mkdirSync(to);
  for (const file of readdirSync(from).filter((name) => /^kiosk\.db(-wal)?$/.test(name)))
    cpSync(join(from, file), join(to, file));
  return to;
}

/** What the store in this folder says of each attempt: state, fault and mark. */
export function rowsIn(dir: string): unknown[] {
  const db = openStore(join(dir, 'kiosk.db'));
  const rows = db.prepare('select state, fault, reprints from print_job order by id').raw().all();
  db.close();
  return rows;
}

/** The whole kiosk on such a folder, with a printer by hand. */
export function kioskOn(dataDir: string, { site, kiosk }: ReturnType<typeof openFolder>, printer: PrinterByHand) {
  const log: LogEvent[] = [];
  const bugs: unknown[] = [];
  const app = startKiosk({
    ...{ site, kiosk, dataDir, token: 'token', startScanner: undefined },
    log: { note: (event) => log.push(event), bug: (error) => bugs.push(error) },
    startReader: idleReader,
    startPrinter: printer.start,
  });
  const screen = createRouterClient(app.router);

  /** The first view of which this is true. */
  async function until(isReached: (view: KioskView) => boolean): Promise<KioskView> {
    for await (const view of await screen.watch()) if (isReached(view)) return view;
    throw new Error('the screen went away');
  }

  async function takeNumber(): Promise<KioskView> {
    await screen.touch({ type: 'card-skipped' });
    await screen.touch({ type: 'service-chosen', service: 'chung-thuc', language: 'vi' });
    return until(({ screen: { at } }) => at === 'done');
  }

  return { touch: screen.touch, until, takeNumber, log, bugs, stop: app.stop };
}
