import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createRouterClient, implement } from '@orpc/server';
import { expect, test, vi } from 'vitest';
import { printerContract, readerContract } from '../../core/contract/devices.ts';
import { startKiosk } from '../../electron/app.ts';
import { hostInProcess } from '../fakes/host-in-process.ts';
import { writeSite } from '../stage/site.ts';
import { person } from '../visit/samples.ts';
import { hubOfAnswers } from './hub-of-answers.ts';

const reader = implement(readerContract);
const readerHost = reader.router({
  beat: reader.beat.handler(() => ({ alive: true as const })),
  watch: reader.watch.handler(async function* () {
    yield { type: 'reader-found' as const };
    yield { type: 'card-placed' as const };
    await new Promise(() => {});
  }),
  read: reader.read.handler(async function* () {
    const access = { protocol: 'pace' as const, isDowngraded: false, isAssumed: false };
    yield { type: 'finished' as const, read: { ok: true as const, value: { person, isProved: true, access } } };
  }),
});
const printer = implement(printerContract);
const printerHost = printer.router({
  beat: printer.beat.handler(() => ({ alive: true as const })),
  status: printer.status.handler(() => ({ state: 'ready' as const, isNearEnd: false })),
  print: printer.print.handler(() => ({ outcome: 'printed' as const })),
});

/** A citizen of 73 takes a number on an English screen; gives what the hub, the log and the disk then hold. */
async function visit(counterSeesHolder: boolean) {
  const dir = mkdtempSync(join(tmpdir(), 'mot-cham-told-'));
  const hub = await hubOfAnswers(() => ({ day: '2026-11-24', series: 'B', sequence: 1, number: 'B001', ahead: 0 }));
  const { site } = writeSite(dir, { hubPort: 1, hubCable: hub.port, printerPort: 1, scanner: '/dev/null' });
  const senior = { id: 'cao-tuoi', name: { vi: 'Cao tuổi', en: 'Older' }, weight: 5, isUrgent: false, fromAge: 70 };
  const log: unknown[] = [];
  const note = (event: unknown) => log.push(event);
  const app = startKiosk({
    site: { ...site, counterSeesHolder, queue: { ...site.queue, classes: [senior] } },
    kiosk: site.kiosks[0]!,
    token: 'token',
    dataDir: dir,
    log: { note, bug: note },
    startReader: () => hostInProcess(readerHost),
    startPrinter: () => hostInProcess(printerHost),
    startScanner: undefined,
  });
  const screen = createRouterClient(app.router);
  for await (const { screen: now } of await screen.watch()) {
    if (now.at === 'keying')
      await screen.touch({ type: 'digits-typed', idNumber: person.idNumber, birthDay: '', expiryDay: '' });
    else if (now.at === 'confirming') await screen.touch({ type: 'confirmed' });
    else if (now.at === 'choosing')
      await screen.touch({ type: 'service-chosen', service: 'chung-thuc', language: 'en' });
    else if (now.at === 'done') break;
  }
  await vi.waitFor(() => expect(JSON.stringify(log)).toContain('tickets-acknowledged'), 20_000);
  const store = readdirSync(dir).filter((file) => file.startsWith('kiosk.db'));
  const disk = Buffer.concat(store.map((file) => readFileSync(join(dir, file))));
  app.stop();
  await hub.stop();
  rmSync(dir, { recursive: true });
  return { event: hub.takenIn[0], log: JSON.stringify(log), disk };
}

test.each([true, false])(
  'holder told to the counter: %s; the kiosk itself keeps and logs nothing',
  async (isTold) => {
    const { event, log, disk } = await visit(isTold);
    expect(event).toMatchObject({ language: 'en', priority: { class: 'cao-tuoi', proof: 'chip' } });
    const holder = { name: person.name, birthYear: '1953', idTail: '481' };
    expect(event?.holder).toEqual(isTold ? holder : undefined);
    for (const secret of [person.name, person.idNumber]) {
      expect(log).not.toContain(secret);
      expect(disk.includes(secret)).toBe(false);
    }
  },
  30_000,
);
