import { once } from 'node:events';
import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { pictureJob } from '../../core/paper/job.ts';
import { type Bitmap, findRealTime, nudge, pack, rasterBytes } from '../../core/paper/raster.ts';
import { compose } from '../../native/printer/composer.ts';
import { VirtualPrinter } from '../fakes/printer/virtual-printer.ts';
import { rowsOf, rowsOn, setupFor } from './example.ts';

/** Dots that read as DLE DC4 8, "clear the buffers", in the middle of the picture. */
const unlucky: Bitmap = (() => {
  const bits = new Uint8Array(72 * 200).fill(0x55);
  bits.set([0x10, 0x14, 8, 1, 3, 0x14, 1, 6, 2, 8], 72 * 100 + 20);
  return { width: 576, height: 200, bits };
})();

const { profile } = setupFor(1);
const cut = Uint8Array.of(0x1d, 0x56, 0x42, 0);

async function sendRaw(printer: VirtualPrinter, ...parts: Uint8Array[]): Promise<void> {
  const bytes = Buffer.concat(parts);
  const before = printer.bytesReceived;
  const socket = connect(printer.port, '127.0.0.1');
  await once(socket, 'connect');
  socket.write(bytes);
  while (printer.bytesReceived - before < bytes.length) await sleep(2);
  socket.destroy();
}

test('a pixel is burnt when it is darker than the threshold', () => {
  const grey = (level: number) => [level, level, level, 255];
  const row = [0, 159, 160, 255, 255, 159, 0, 255].flatMap(grey);
  expect(pack(row, 8)).toEqual({ width: 8, height: 1, bits: Uint8Array.of(0b11000110) });
});

test.each([
  [128, [128, 128, 44]],
  [300, [300]],
  [24, Array.from({ length: 13 }, (_, band) => (band < 12 ? 24 : 12))],
] as const)('a tall picture goes out in bands of %i rows', (bandRows, bands) => {
  const bytes = Buffer.from(
    rasterBytes({ width: 16, height: 300, bits: new Uint8Array(600) }, { bandRows, feedsBlankRows: false }),
  );
  let at = 0;
  const heads = bands.map((rows) => {
    const head = bytes.subarray(at, at + 8).toString('hex');
    at += 8 + 2 * rows;
    return head;
  });
  expect(heads).toEqual(bands.map((rows) => `1d7630000200${(rows & 0xff).toString(16).padStart(2, '0')}0${rows >> 8}`));
  expect(bytes.length).toBe(at);
});

test('blank rows are fed where the printer does so, and the paper is the same', async () => {
  const bits = new Uint8Array(72 * 700);
  for (const row of [3, 4, 9, 200, 330, 331]) bits.fill(0xa5, row * 72, row * 72 + 9);
  const sparse: Bitmap = { width: 576, height: 700, bits };
  const fed = rasterBytes(sparse, { bandRows: 128, feedsBlankRows: true });
  expect(fed.length).toBeLessThan(bits.length / 20);
  const printer = await VirtualPrinter.start();
  await sendRaw(printer, fed, cut);
  while (printer.papers.length < 1) await sleep(2);
  expect(printer.papers.map(rowsOn)).toEqual([rowsOf(sparse)]);
  await printer.stop();
});

test('a printer carries out a real-time command that is only dots: the nudge is needed', async () => {
  const printer = await VirtualPrinter.start();
  await sendRaw(printer, rasterBytes(unlucky, profile), cut);
  expect(printer.heard).toContain('clear-buffers');
  expect(printer.papers.map(rowsOn)).not.toContainEqual(rowsOf(unlucky));
  await printer.stop();
});

test('nudged, the same picture is printed, and one dot of 115,200 differs for each command', async () => {
  const printer = await VirtualPrinter.start();
  const paper = new Promise<string[]>((resolve) => printer.onPaper((cutOff) => resolve(rowsOn(cutOff))));
  await sendRaw(printer, compose(pictureJob(unlucky), profile, 'nothing'));
  expect(await paper).toEqual(rowsOf(nudge(unlucky)));
  expect(printer.heard).toEqual([]);
  expect(differences(unlucky, nudge(unlucky))).toBe(1);
  await printer.stop();
});

test('every pair that could begin a real-time command is broken, also across rows', () => {
  const bits = new Uint8Array(72 * 2);
  bits.set([0x10, 0x04, 0x10, 0x05, 0x10, 0x14, 0x10, 0x10, 0x04], 10);
  bits.set([0x10, 0x04], 71);
  const clean = Buffer.from(nudge({ width: 576, height: 2, bits }).bits);
  expect(findRealTime(bits)).toBe(10);
  for (const command of [0x04, 0x05, 0x14]) expect(clean.includes(Buffer.of(0x10, command))).toBe(false);
  expect(findRealTime(clean)).toBe(-1);
});

function differences(one: Bitmap, other: Bitmap): number {
  const [rows, others] = [rowsOf(one).join(''), rowsOf(other).join('')];
  return Array.from(rows).filter((dot, at) => dot !== others[at]).length;
}
