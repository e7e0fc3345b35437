import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import jsqr from 'jsqr';
import { afterAll, describe, expect, test } from 'vitest';
import { pictureJob } from '../../core/paper/job.ts';
import { paperJob } from '../../core/paper/paper-job.ts';
import { type PrinterProfile, parseProfile } from '../../core/paper/profile.ts';
import type { PrinterLine } from '../../core/settings.ts';
import { makeSurface } from '../../native/printer/canvas.ts';
import { openPrinter } from '../../native/printer/open-printer.ts';
import { type Options, VirtualPrinter } from '../fakes/printer/virtual-printer.ts';
import { draw, rowsOf, rowsOn, setupFor, slip } from './example.ts';
import { bridgeTo, hasSocat } from './line-bridge.ts';

const ends: (() => Promise<void>)[] = [];
afterAll(() => Promise.all(ends.map((end) => end())));

const serial80 = new URL('../../assets/printers/serial-80.json', import.meta.url);
const lines = {
  serial: (device: string): PrinterLine => ({ by: 'serial', device, baud: 921_600 }),
  usb: (device: string): PrinterLine => ({ by: 'usb', device }),
};

async function plugged(by: keyof typeof lines, options: Options = {}, profile: Partial<PrinterProfile> = {}) {
  const printer = await VirtualPrinter.start(options);
  const cable = await bridgeTo(printer.port);
  ends.push(async () => {
    await cable.pull();
    await printer.stop();
  });
  const setup = setupFor(printer.port, profile);
  return { printer, cable, sender: openPrinter({ ...setup, line: lines[by](cable.device) }) };
}

describe.each(['serial', 'usb'] as const)('a printer on a %s line', { concurrent: true, skip: !hasSocat }, (by) => {
  test.each(['gs-h', 'gs-r'] as const)('prints dot for dot and is asked before, fence %s', async (fence) => {
    const { printer, sender } = await plugged(by, {}, { fence });
    expect(await sender.status()).toEqual({ state: 'ready', isNearEnd: false });
    expect(await sender.print(1, pictureJob(draw()))).toEqual({ outcome: 'printed' });
    const second = { ...slip, number: 'B028' };
    expect(await sender.print(2, pictureJob(draw(second)))).toEqual({ outcome: 'printed' });
    expect(printer.papers.map(rowsOn)).toEqual([rowsOf(draw()), rowsOf(draw(second))]);
    expect(printer.oddities).toEqual([]);
  });

  test('waits for a printer with a small receive buffer', async () => {
    const { printer, sender } = await plugged(by, { bufferBytes: 256, mmPerSecond: 2_000 });
    expect(await sender.print(1, pictureJob(draw()))).toEqual({ outcome: 'printed' });
    expect(printer.papers.map(rowsOn)).toEqual([rowsOf(draw())]);
  });

  test('a printer that has no paper is not given a slip', async () => {
    const { printer, sender } = await plugged(by);
    await printer.break('paper-out');
    expect(await sender.status()).toEqual({ state: 'faulty', fault: 'paper-out' });
    expect(await sender.print(1, pictureJob(draw()))).toEqual({ outcome: 'not-printed', fault: 'paper-out' });
    expect(printer.papers).toEqual([]);
  });

  test('a fault in the middle of a slip is named, and the next slip comes out whole', async () => {
    const { printer, sender } = await plugged(by);
    await printer.break('cover-open', { afterRows: 300 });
    expect(await sender.print(1, pictureJob(draw()))).toEqual({ outcome: 'unknown', fault: 'cover-open' });
    await printer.mend();
    expect(await sender.print(2, pictureJob(draw()))).toEqual({ outcome: 'printed' });
    expect(rowsOn(printer.papers.at(-1))).toEqual(rowsOf(draw()));
  });

  test('a cable that is pulled in the middle leaves the slip unknown, and then nothing is there', async () => {
    const { printer, cable, sender } = await plugged(by, { mmPerSecond: 50 }, { mmPerSecond: 50 });
    const printing = sender.print(1, pictureJob(draw()));
    while (printer.bytesReceived < 5_000) await sleep(2);
    await cable.pull();
    expect(await printing).toEqual({ outcome: 'unknown', fault: 'printer-lost' });
    expect(await sender.print(2, pictureJob(draw()))).toEqual({ outcome: 'not-printed', fault: 'printer-lost' });
  });

  test('what a printer says too late is not taken by the next job', async () => {
    const { printer, sender } = await plugged(by);
    await printer.break('late', { lateMs: 4_500 });
    expect(await sender.print(1, pictureJob(draw()))).toEqual({ outcome: 'unknown', fault: 'printer-silent' });
    await printer.break('stalled', { afterBytes: 20_000 });
    expect(await sender.print(2, pictureJob(draw()))).toEqual({ outcome: 'unknown', fault: 'printer-silent' });
  });

  test('a printer that reads no more holds up neither the process nor its files', async () => {
    const { printer, sender } = await plugged(by);
    await printer.break('stalled', { afterBytes: 5_000 });
    let isDone = false;
    const printing = sender.print(1, pictureJob(draw())).finally(() => {
      isDone = true;
    });
    let reads = 0;
    while (!isDone) {
      expect(await readFile(new URL(import.meta.url), 'utf8')).toContain('import');
      reads++;
      await sleep(20);
    }
    expect(await printing).toEqual({ outcome: 'unknown', fault: 'printer-silent' });
    expect(reads).toBeGreaterThan(20);
  });
});

describe('a printer on a serial line', { concurrent: true, skip: !hasSocat }, () => {
  test('is given the time that its line takes to carry a slip', async () => {
    const { printer, cable } = await plugged('serial');
    const line: PrinterLine = { by: 'serial', device: cable.device, baud: 115_200 };
    await printer.break('late', { lateMs: 4_500 });
    const slow = openPrinter({ ...setupFor(printer.port), line });
    expect(await slow.print(1, pictureJob(draw()))).toEqual({ outcome: 'printed' });
  });

  test('prints a slip of several parts: lines as pictures, number and code as its own', async () => {
    const profile = parseProfile(readFileSync(serial80, 'utf8'), serial80.pathname);
    if (!profile.ok) throw new Error(profile.fault.join());
    const { printer, sender } = await plugged('serial', {}, profile.value);
    const job = paperJob(slip, profile.value, makeSurface);
    expect(new Set(job.parts.map(({ kind }) => kind))).toEqual(new Set(['picture', 'number', 'code']));
    expect(await sender.print(1, job)).toEqual({ outcome: 'printed' });
    const [paper] = printer.papers;
    expect(paper && jsqr.default(paper.pixels(), paper.width, paper.rows.length)?.data).toBe(slip.link);
    expect(printer.oddities).toEqual([]);
  });
});
