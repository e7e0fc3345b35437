import { randomUUID } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { parseScan } from '../core/card/scan.ts';
import type { PrinterStatus } from '../core/contract/devices.ts';
import type { Device } from '../core/events.ts';
import type { IssueRequest, Ports } from '../core/ports.ts';
import { screenOf } from '../core/screen.ts';
import type { KioskSettings, Site } from '../core/settings.ts';
import { businessDay } from '../core/ticket.ts';
import { type Visit, welcome } from '../core/visit.ts';
import type { HostProcess } from './devices/port.ts';
import { openPrinter } from './devices/printer.ts';
import { openReader } from './devices/reader.ts';
import { openScanner } from './devices/scanner.ts';
import { issueWith } from './issue.ts';
import { kioskRouter } from './kiosk-router.ts';
import type { Log } from './log.ts';
import { printWith } from './print.ts';
import { rateWith } from './rate.ts';
import { runVisits } from './runner.ts';
import { forgetSettled } from './store/forget.ts';
import { holdersIn } from './store/holders.ts';
import { openStore } from './store/open.ts';
import { outboxIn } from './store/outbox.ts';
import { type OpenSlip, printJobsIn } from './store/print-jobs.ts';
import { ticketsIn } from './store/tickets.ts';
import { hubAt } from './sync/hub-client.ts';
import { pushOutbox } from './sync/push.ts';
import { openViews } from './views.ts';

export interface KioskParts {
  readonly site: Site;
  readonly kiosk: KioskSettings;
  /** What the hub knows this kiosk by. */
  readonly token: string;
  readonly dataDir: string;
  readonly log: Log;
  readonly startReader: () => HostProcess;
  readonly startPrinter: () => HostProcess;
  readonly startScanner: (() => HostProcess) | undefined;
}

/** A slip that a death interrupted is offered again for this long; after it, its holder has gone. */
const RECOVER_WITHIN_MS = 3 * 60_000;

/** Wires visit, store, sync and devices; the same under Electron and under plain Node. */
export function startKiosk(parts: KioskParts) {
  const { site, kiosk, log } = parts;
  const now = () => new Date();
  const today = () => businessDay(now(), site.timeZone, 0);

  mkdirSync(parts.dataDir, { recursive: true });
  const db = openStore(join(parts.dataDir, 'kiosk.db'));
  const tickets = ticketsIn(db);
  const jobs = printJobsIn(db, now);
  log.note({ event: 'kiosk-started', kiosk: kiosk.id, forgotten: forgetSettled(db, now()) });
  if (site.counterSeesHolder) holdersIn(db).forgetSettled(now());
  else holdersIn(db).forgetAll();
  const start = interrupted(jobs.recover(RECOVER_WITHIN_MS));

  const lost: PrinterStatus = { state: 'faulty', fault: 'printer-lost' };
  const health = { reader: 'faulty', printer: lost, hub: 'faulty' } as const;
  const screenNow = (visit: Visit) => screenOf(visit, today(), site.ticketUrl);
  const views = openViews({ screen: screenNow(start), health });

  const reported = new Map<Device, string>();

  function report(device: Exclude<Device, 'scanner'>, state: 'ready' | 'faulty', why?: string): void {
    const said = why ? `${state}: ${why}` : state;
    if (reported.get(device) === said) return;
    reported.set(device, said);
    if (device !== 'printer') views.set({ health: { ...views.now.health, [device]: state } });
    log.note({ event: 'device-changed', device, state, ...(why && { why }) });
  }

  function printerSaid(status: PrinterStatus): void {
    const before = views.now.health.printer;
    if (isSame(before, status)) return;
    views.set({ health: { ...views.now.health, printer: status } });
    if (status.state === 'faulty') report('printer', 'faulty', status.fault);
    else {
      report('printer', 'ready');
      if (status.isNearEnd) log.note({ event: 'paper-near-end' });
      if (before.state === 'faulty') runner.send({ type: 'printer-ready' });
    }
  }

  const hub = hubAt(kiosk.hub, parts.token);
  const push = pushOutbox(outboxIn(db, now), hub, {
    reached: (count) => {
      report('hub', 'ready');
      if (count > 0) log.note({ event: 'tickets-acknowledged', count });
    },
    away: (error) => report('hub', 'faulty', error instanceof Error ? error.message : 'no answer'),
  });

  const reader = openReader(parts.startReader, {
    placed: () => runner.send({ type: 'card-placed' }),
    removed: () => runner.send({ type: 'card-removed' }),
    state: (state) => report('reader', state),
    opened: (how) => log.note({ event: 'chip-opened', ...how }),
    refused: (where) => log.note({ event: 'chip-refused', ...where }),
  });
  const printer = openPrinter(parts.startPrinter, { state: printerSaid, bug: log.bug });
  const scanner =
    parts.startScanner &&
    openScanner(parts.startScanner, (text) => runner.send({ type: 'key-given', key: parseScan(text, today()) }));

  const issue = issueWith({ site, kiosk, hub, tickets, now });

  async function issueTicket(request: IssueRequest) {
    const issued = await issue(request);
    if (issued.ok) {
      const { issuer, identity } = issued.value;
      log.note({ event: 'ticket-committed', issuer, identity });
      push.wake();
    }
    return issued;
  }

  const ports: Ports = {
    hasCard: reader.hasCard,
    readCard: reader.readCard,
    issueTicket,
    lookAtPrinter: printer.look,
    ...printWith({ site, kiosk, jobs, printer, log, now }),
    rate: rateWith(hub),
    newVisitId: randomUUID,
    after: (ms, then) => {
      const timer = setTimeout(then, ms);
      return () => clearTimeout(timer);
    },
  };

  const runner = runVisits(
    ports,
    site.patience,
    {
      show: (visit, patienceMs) => {
        const screen = screenNow(visit);
        if (screen.at !== views.now.screen.at) log.note({ event: 'visit-moved', at: screen.at, ...faultOf(visit) });
        views.set({ screen, patienceMs });
      },
      onBug: log.bug,
    },
    start,
  );

  return {
    router: kioskRouter({ site, kiosk, runner, views, today }),
    stop: () => {
      for (const part of [push, reader, printer, scanner]) part?.stop();
      db.close();
    },
  };
}

/** After a death between commit and paper, the number is on the screen again, with what is known of its slip. */
function interrupted(open: OpenSlip | undefined): Visit {
  return open ? { at: 'done', ...open, retries: 0 } : welcome;
}

function isSame(a: PrinterStatus, b: PrinterStatus): boolean {
  if (a.state === 'faulty') return b.state === 'faulty' && a.fault === b.fault;
  return b.state === 'ready' && a.isNearEnd === b.isNearEnd;
}

function faultOf(visit: Visit) {
  return 'fault' in visit && visit.fault ? { fault: visit.fault } : {};
}
