import { writeSync } from 'node:fs';
import { createRouterClient, implement } from '@orpc/server';
import Database from 'better-sqlite3';
import { printerContract } from '../../core/contract/devices.ts';
import type { KioskView, Touch } from '../../core/contract/kiosk.ts';
import { startKiosk } from '../../electron/app.ts';
import type { HostProcess } from '../../electron/devices/port.ts';
import { openPrinter } from '../../electron/devices/printer.ts';
import { startHost } from '../../electron/devices/start-host.ts';
import { hostModule } from '../../electron/places.ts';
import { startOptions } from '../../electron/start-options.ts';
import { hostInProcess } from '../fakes/host-in-process.ts';
import { idleReader } from '../fakes/idle-reader.ts';

/**
 * A kiosk whose citizens never stop coming, and never have a card: the real main process with the real printer's
 * process. Every slip that is begun is told on standard output; whoever started it kills one process or the other.
 */
if (process.argv.includes('--without-row')) takeOutRow();
const options = startOptions(process.argv.slice(2));
if (!options.ok) throw new Error(options.fault.join('\n'));
const { printer } = options.value;

const startPrinter = () => startHost(hostModule('printer'), printer);

const app = startKiosk({
  ...options.value,
  log: { note: () => {}, bug: (error) => console.error(error) },
  startReader: idleReader,
  startPrinter: process.argv.includes('--retries-silently') ? retryingPrinter : startPrinter,
  startScanner: undefined,
});
const screen = createRouterClient(app.router);

let before = '';
for await (const view of await screen.watch()) {
  if (view.screen.at === 'printing' && before !== 'printing') writeSync(1, `${view.screen.ticket.number}\n`);
  before = view.screen.at;
  const touch = touchOf(view);
  if (touch) await screen.touch(touch);
}

/** What the citizen does; half of those without a slip ask for it again. */
function touchOf({ screen: now, health }: KioskView): Touch | undefined {
  const isReady = health.printer.state === 'ready';
  if (now.at === 'welcome') return isReady ? { type: 'card-skipped' } : undefined;
  if (now.at === 'choosing') return { type: 'service-chosen', service: 'chung-thuc', language: 'vi' };
  if (now.at !== 'done') return undefined;
  if (now.paper.outcome === 'printed') return { type: 'left' };
  if (!isReady) return undefined;
  return { type: now.canPrintAgain && Math.random() < 0.5 ? 'print-again' : 'left' };
}

/** An attempt at paper is then not on disk before its bytes leave. */
function takeOutRow(): void {
  const prepare = Database.prototype.prepare;
  Object.defineProperty(Database.prototype, 'prepare', {
    value(this: Database.Database, sql: string) {
      return prepare.call(
        this,
        sql.replace("update print_job set state = 'sending'", "update print_job set state = 'owed'"),
      );
    },
  });
}

/** A printer's process behind another one that prints again whatever nobody knows of. */
function retryingPrinter(): HostProcess {
  const real = openPrinter(startPrinter, { state: () => {}, bug: (error) => console.error(error) });
  const host = implement(printerContract);
  return hostInProcess(
    host.router({
      beat: host.beat.handler(() => ({ alive: true as const })),
      status: host.status.handler(() => ({ state: 'ready' as const, isNearEnd: false })),
      print: host.print.handler(async ({ input: { job, slip } }) => {
        const paper = await real.print(job, slip);
        return paper.outcome === 'unknown' ? real.print(job, slip) : paper;
      }),
    }),
  );
}
