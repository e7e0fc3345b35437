import { createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { pictureJob } from '../../core/paper/job.ts';
import { compose } from '../../native/printer/composer.ts';
import { cupsQueue } from '../../native/printer/cups.ts';
import { askCups } from '../../native/printer/ipp-request.ts';
import { openPrinter } from '../../native/printer/open-printer.ts';
import { VirtualPrinter } from '../fakes/printer/virtual-printer.ts';
import { freePort } from '../stage/free-port.ts';
import { type Cups, hasCups, startCups } from './cups-daemon.ts';
import { draw, rowsOf, rowsOn, setupFor } from './example.ts';

const { profile } = setupFor(1, { fence: 'none', hasStatus: false });
const paper = pictureJob(draw());
const sent = { outcome: 'sent' };

describe.skipIf(!hasCups)('a printer behind CUPS', () => {
  let cups: Cups;
  const ends: (() => unknown)[] = [];
  beforeAll(async () => {
    cups = await startCups();
  });
  afterAll(async () => {
    for (const end of ends) await end();
    await cups.stop();
  });

  async function printerWithQueue(name: string) {
    const printer = await VirtualPrinter.start();
    ends.push(() => printer.stop());
    const url = cups.queue(name, printer.port);
    return { printer, url, sender: openPrinter({ profile, line: { by: 'cups', url } }) };
  }

  test('gets exactly the bytes that were composed', async () => {
    const pieces: Buffer[] = [];
    const port = await freePort();
    const server = createServer((socket) => socket.on('data', (piece) => pieces.push(piece))).listen(port, '127.0.0.1');
    ends.push(() => server.close());
    const sender = openPrinter({ profile, line: { by: 'cups', url: cups.queue('BYTES', port) } });
    expect(await sender.print(1, paper)).toEqual(sent);
    const composed = compose(paper, profile, 'not-known');
    while (Buffer.concat(pieces).length < composed.length) await sleep(5);
    expect(Buffer.concat(pieces).equals(composed)).toBe(true);
  });

  test('prints slips dot for dot, one after the other', async () => {
    const { printer, sender } = await printerWithQueue('GOOD');
    expect(await sender.status()).toEqual({ state: 'ready', isNearEnd: false });
    expect(await Promise.all([1, 2].map((job) => sender.print(job, paper)))).toEqual([sent, sent]);
    while (printer.papers.length < 2) await sleep(5);
    expect(printer.papers.map(rowsOn)).toEqual([rowsOf(draw()), rowsOf(draw())]);
    expect(printer.oddities).toEqual([]);
    expect(printer.heard).toEqual([]);
  });

  test('is never said to have printed, as nobody would know of an empty roll', async () => {
    const { printer, sender } = await printerWithQueue('EMPTY');
    await printer.break('paper-out');
    expect(await sender.print(1, paper)).toEqual(sent);
    expect(printer.papers).toEqual([]);
  });

  test('a profile with a fence makes no difference: no answer would come through', async () => {
    const { printer, url } = await printerWithQueue('FENCED');
    const sender = openPrinter({ profile: setupFor(1).profile, line: { by: 'cups', url } });
    expect(await sender.print(1, paper)).toEqual(sent);
    expect(printer.heard).toEqual([]);
  });

  test('a queue that refuses leaves the slip not printed, and says so before', async () => {
    const { printer, sender } = await printerWithQueue('REFUSING');
    cups.tell('cupsreject', 'REFUSING');
    expect(await sender.status()).toEqual({ state: 'faulty', fault: 'printer-broken' });
    expect(await sender.print(1, paper)).toEqual({ outcome: 'not-printed', fault: 'printer-broken' });
    expect(printer.bytesReceived).toBe(0);
  });

  test('a queue that does not exist leaves the slip not printed', async () => {
    const { url } = await printerWithQueue('THERE');
    const sender = openPrinter({ profile, line: { by: 'cups', url: url.replace('THERE', 'ELSEWHERE') } });
    expect(await sender.status()).toEqual({ state: 'faulty', fault: 'printer-broken' });
    expect(await sender.print(1, paper)).toEqual({ outcome: 'not-printed', fault: 'printer-broken' });
  });

  test('a job that waits in a stopped queue is taken back at the deadline: nothing of it ever comes out', async () => {
    const { printer, url } = await printerWithQueue('STOPPED');
    cups.tell('cupsdisable', 'STOPPED');
    const outcome = await cupsQueue(url).hand('waits', compose(paper, profile, 'nothing'), 1_500);
    expect(outcome).toEqual({ outcome: 'not-printed', fault: 'printer-broken' });
    cups.tell('cupsenable', 'STOPPED');
    expect(await cupsQueue(url).hand('next', compose(paper, profile, 'nothing'), 10_000)).toEqual(sent);
    expect(printer.papers).toHaveLength(1);
  });

  test('a job whose printer is away is taken back too, though nobody knows what went out', async () => {
    const { printer, url } = await printerWithQueue('AWAY');
    await printer.break('switched-off');
    const outcome = await cupsQueue(url).hand('tried', compose(paper, profile, 'nothing'), 2_000);
    expect(outcome).toEqual({ outcome: 'unknown', fault: 'printer-silent' });
    await printer.mend();
    await sleep(2_500);
    expect(printer.papers).toEqual([]);
  });

  test('what a process that died left waiting is taken back before the first slip, and nothing of anybody else', async () => {
    const { printer, url, sender } = await printerWithQueue('LEFT');
    cups.tell('cupsdisable', 'LEFT');
    const signal = AbortSignal.timeout(20_000);
    const left = async (name: string, user = 'mot-cham') => {
      const attributes = { 'requesting-user-name': user, 'job-name': name };
      const data = Buffer.from(compose(paper, profile, 'nothing'));
      const reply = await askCups(url, 'Print-Job', { attributes, data, signal });
      return reply.ok ? Number(reply.value.job['job-id']) : 0;
    };
    const ids = [await left('mot-cham-7'), await left('mot-cham-8'), await left('report', 'clerk')];
    const printing = sender.print(9, paper);
    const states = () =>
      Promise.all(
        ids.map(async (id) => {
          const attributes = { 'requesting-user-name': 'mot-cham', 'job-id': id };
          const reply = await askCups(url, 'Get-Job-Attributes', { attributes, signal });
          return reply.ok && reply.value.job['job-state'];
        }),
      );
    const swept = ['canceled', 'canceled', 'pending'];
    while (String(await states()) !== String(swept) && !signal.aborted) await sleep(50);
    expect(await states()).toEqual(swept);
    cups.tell('cupsenable', 'LEFT');
    expect(await printing).toEqual(sent);
    while (printer.papers.length < 2) await sleep(5);
    expect(printer.papers).toHaveLength(2);
  }, 30_000);

  test('a job of a process that died is given up by CUPS itself once it is begun', async () => {
    const { printer, url } = await printerWithQueue('ORPHAN');
    await printer.break('stalled', { afterBytes: 5_000 });
    const signal = AbortSignal.timeout(20_000);
    const attributes = { 'requesting-user-name': 'mot-cham' };
    const wanted = { 'requested-attributes': ['job-state'] };
    const data = Buffer.concat(Array.from({ length: 100 }, () => compose(paper, profile, 'nothing')));
    const reply = await askCups(url, 'Print-Job', { attributes, job: { 'job-cancel-after': 1 }, data, signal });
    const id = reply.ok ? Number(reply.value.job['job-id']) : 0;
    const state = async () => {
      const job = await askCups(url, 'Get-Job-Attributes', {
        attributes: { 'job-id': id, ...attributes, ...wanted },
        signal,
      });
      return job.ok ? job.value.job['job-state'] : 'no answer';
    };
    const seen = new Set([await state()]);
    while (!seen.has('canceled') && !signal.aborted) {
      await sleep(100);
      seen.add(await state());
    }
    expect([...seen]).toEqual(['processing', 'canceled']);
  }, 30_000);
});

test('where no spooler answers, nothing has left', async () => {
  const line = { by: 'cups', url: `http://127.0.0.1:${await freePort()}/printers/TICKET` } as const;
  const sender = openPrinter({ profile, line });
  expect(await sender.status()).toEqual({ state: 'faulty', fault: 'printer-lost' });
  expect(await sender.print(1, paper)).toEqual({ outcome: 'not-printed', fault: 'printer-lost' });
});
