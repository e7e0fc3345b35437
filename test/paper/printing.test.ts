import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import jsqr from 'jsqr';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { pictureJob } from '../../core/paper/job.ts';
import { openPrinter } from '../../native/printer/open-printer.ts';
import { VirtualPrinter } from '../fakes/printer/virtual-printer.ts';
import { draw, rowsOf, rowsOn, setupFor, slip } from './example.ts';

describe.each([576, 384] as const)('a slip of %i dots', (dots) => {
  let printer: VirtualPrinter;
  beforeEach(async () => {
    printer = await VirtualPrinter.start({ width: dots });
  });
  afterEach(() => printer.stop());

  const print = (job = 1, what = slip) =>
    openPrinter(setupFor(printer.port, { dots })).print(job, pictureJob(draw(what, dots)));

  test('comes out of the printer dot for dot as it was drawn', async () => {
    expect(await print()).toEqual({ outcome: 'printed' });
    expect(printer.papers.map(rowsOn)).toEqual([rowsOf(draw(slip, dots))]);
    expect(printer.oddities).toEqual([]);
    expect(printer.heard).toEqual(['status', 'status', 'status', 'status']);
    expect(printer.papers[0]!.ink).toBeLessThanOrEqual(0.25);
  });

  test('carries a QR that a phone reads', async () => {
    await print();
    const paper = printer.papers[0]!;
    expect(jsqr.default(paper.pixels(), paper.width, paper.rows.length)?.data).toBe(slip.link);
  });

  test('carries a QR that zbar reads', async ({ skip }) => {
    if (spawnSync('zbarimg', ['--version']).error) skip('zbarimg (zbar-tools) is not installed');
    await print();
    const folder = mkdtempSync(join(tmpdir(), 'slip-'));
    const file = join(folder, 'slip.png');
    writeFileSync(file, printer.papers[0]!.toPng());
    const read = spawnSync('zbarimg', ['-q', '--raw', file], { encoding: 'utf8' });
    rmSync(folder, { recursive: true });
    expect(read.stdout.trim()).toBe(slip.link);
  });
});

describe('a printer on the network', () => {
  let printer: VirtualPrinter;
  beforeEach(async () => {
    printer = await VirtualPrinter.start();
  });
  afterEach(() => printer.stop());

  test.each(['gs-h', 'gs-r'] as const)('confirms a slip by the fence %s', async (fence) => {
    const sender = openPrinter(setupFor(printer.port, { fence }));
    expect(await sender.print(1, pictureJob(draw()))).toEqual({ outcome: 'printed' });
    expect(printer.papers).toHaveLength(1);
  });

  test('prints jobs that come at once one after the other, never mixed', async () => {
    const sender = openPrinter(setupFor(printer.port));
    const slips = ['B001', 'B002', 'B003', 'B004'].map((number) => ({ ...slip, number }));
    const outcomes = await Promise.all(slips.map((one, index) => sender.print(index + 1, pictureJob(draw(one)))));
    expect(outcomes).toEqual(slips.map(() => ({ outcome: 'printed' })));
    expect(printer.papers.map(rowsOn)).toEqual(slips.map((one) => rowsOf(draw(one))));
  });

  test('a question that comes with a job waits until the slip is out', async () => {
    const sender = openPrinter(setupFor(printer.port));
    const printing = sender.print(1, pictureJob(draw()));
    expect(await sender.status()).toEqual({ state: 'ready', isNearEnd: false });
    expect(printer.papers).toHaveLength(1);
    expect(await printing).toEqual({ outcome: 'printed' });
  });

  test('keeps printing when the roll is near its end, and says so', async () => {
    await printer.break('near-end');
    const sender = openPrinter(setupFor(printer.port));
    expect(await sender.status()).toEqual({ state: 'ready', isNearEnd: true });
    expect(await sender.print(1, pictureJob(draw()))).toEqual({ outcome: 'printed' });
  });

  test('waits for a printer with a small receive buffer', async () => {
    const small = await VirtualPrinter.start({ bufferBytes: 256, mmPerSecond: 2_000 });
    expect(await openPrinter(setupFor(small.port)).print(1, pictureJob(draw()))).toEqual({ outcome: 'printed' });
    expect(small.papers.map(rowsOn)).toEqual([rowsOf(draw())]);
    await small.stop();
  });

  test('a slip that broke off never comes out on the same paper as the next number', async () => {
    const sender = openPrinter(setupFor(printer.port));
    await printer.break('line-dropped', { afterBytes: 30_001 });
    expect(await sender.print(1, pictureJob(draw()))).toEqual({ outcome: 'unknown', fault: 'printer-lost' });
    const next = { ...slip, number: 'B028' };
    expect(await sender.print(2, pictureJob(draw(next)))).toEqual({ outcome: 'printed' });
    expect(printer.papers).toHaveLength(2);
    expect(rowsOn(printer.papers[1])).toEqual(rowsOf(draw(next)));
    expect(printer.oddities).toEqual([]);
  });

  test('a printer left half-way by a host that died still prints the next slip whole', async () => {
    await printer.break('line-dropped', { afterBytes: 30_001 });
    await openPrinter(setupFor(printer.port)).print(1, pictureJob(draw()));
    const next = { ...slip, number: 'B028' };
    expect(await openPrinter(setupFor(printer.port)).print(2, pictureJob(draw(next)))).toEqual({ outcome: 'printed' });
    const rows = rowsOf(draw(next));
    expect(rowsOn(printer.papers[0]).slice(-rows.length)).toEqual(rows);
  });
});
