import { writeSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import { createRouterClient, implement } from '@orpc/server';
import Database from 'better-sqlite3';
import { printerContract } from '../../core/contract/devices.ts';
import { startKiosk } from '../../electron/app.ts';
import { startOptions } from '../../electron/start-options.ts';
import { hostInProcess } from '../fakes/host-in-process.ts';
import { idleReader } from '../fakes/idle-reader.ts';

/**
 * A kiosk whose citizens never stop coming: each takes a number without a card and waits for the slip. Its number is
 * told on standard output the moment that a screen shows it, and each paper with its mark as it comes out. The main
 * process is the real one; it is killed from outside.
 */
const PRINTING_MS = 5;
if (process.argv.includes('--without-transaction')) takeOutTransaction();
const options = startOptions(process.argv.slice(2));
if (!options.ok) throw new Error(options.fault.join('\n'));

const printer = implement(printerContract);
const printerHost = printer.router({
  beat: printer.beat.handler(() => ({ alive: true as const })),
  status: printer.status.handler(() => ({ state: 'ready' as const, isNearEnd: false })),
  print: printer.print.handler(async ({ input: { slip } }) => {
    if ('number' in slip) writeSync(1, `paper ${slip.number} ${slip.reprints}\n`);
    await setTimeout(PRINTING_MS);
    return { outcome: 'printed' as const };
  }),
});

const app = startKiosk({
  ...options.value,
  log: { note: () => {}, bug: (error) => console.error(error) },
  startReader: idleReader,
  startPrinter: () => hostInProcess(printerHost),
  startScanner: undefined,
});
const screen = createRouterClient(app.router);

let shown = '';
/** A slip that a death left open is on the screen again at the next start, or printed: the same ticket, told before. */
let hasChosen = false;
for await (const { screen: now } of await screen.watch()) {
  if (now.at === 'welcome') await screen.touch({ type: 'card-skipped' });
  else if (now.at === 'choosing') {
    hasChosen = true;
    await screen.touch({ type: 'service-chosen', service: 'chung-thuc', language: 'vi' });
  } else if (now.at === 'done' && now.paper.outcome !== 'not-printed') await screen.touch({ type: 'left' });
  const isNew = hasChosen && (now.at === 'printing' || (now.at === 'done' && now.paper.outcome === 'printed'));
  if (isNew && now.ticket.number !== shown) {
    shown = now.ticket.number;
    writeSync(1, `number ${shown}\n`);
  }
}

/** Each statement then commits by itself, as if nobody had thought of a death in between. */
function takeOutTransaction(): void {
  const plain = (work: (...args: unknown[]) => unknown) => Object.assign(work.bind(undefined), { immediate: work });
  Object.defineProperty(Database.prototype, 'transaction', { value: plain });
}
